"""Names that files give to things of other files: what is named where, and what to say of a name of nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from smmops.model.document import Document, Trail
from smmops.model.message import Message
from smmops.rules.near import meant
from smmops.rules.rule import Hit
from smmops.rules.view import View


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a file, and where it stands."""

    document: Document
    trail: Trail
    name: str


def each(document: Document, key: str, names: Iterable[str]) -> Iterator[Naming]:
    """The items of a list of names."""
    for index, name in enumerate(names):
        yield Naming(document, (key, index), name)


def one(document: Document, trail: Trail, name: str | None) -> Iterator[Naming]:
    """A name, where there is one."""
    if name is not None:
        yield Naming(document, trail, name)


def unknown(
    namings: Iterable[Naming],
    known: Collection[str],
    *,
    say: Callable[[str], Message],
    fallback: Message,
) -> Iterator[Hit]:
    """What is named and is not known. `say` words it; `fallback` is the fix where nothing is near."""
    for naming in namings:
        if naming.name not in known:
            yield Hit(
                naming.document.path,
                naming.document.spot(*naming.trail),
                say(naming.name),
                meant(naming.name, known, fallback=fallback),
            )


def channels(view: View) -> Collection[str]:
    """Ids of channels, with those that they had before."""
    known = view.workspace.channels
    return [*known, *(old for channel in known.values() for old in channel.was)]
