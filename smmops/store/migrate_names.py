"""Names that still count although they have changed: a channel's earlier id (`was`), a network's earlier name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from smmops.model.document import Trail
from smmops.model.ports import Tree
from smmops.model.settings import Settings
from smmops.specs.registry import alias
from smmops.store.finding import Finding
from smmops.store.kinds import IDEA, POST, SETTINGS
from smmops.store.migrate import files_of, reworded
from smmops.store.retoken import Wanted
from smmops.store.yaml import decode

_HEADING = re.compile(rb"^## [^\r\n]*", re.MULTILINE)
_NAME = re.compile(r"(?:(?<=[,:])|(?<=##))(\s*)([^,:\s][^,:]*?)(\s*)(?=,|$)")
_REFERENCE = re.compile(rb"^(# yaml-language-server: \$schema=)([^\s]+\.json)([ \t]*\r?)$", re.MULTILINE)
_SCHEMAS = ".smmops/schemas"


@dataclass(frozen=True, slots=True)
class Former:
    """Earlier ids of channels and what they are called now; those that are a channel's again are left out."""

    now: Mapping[str, str]

    def of(self, written: str) -> str | None:
        """Today's name; None where the written one is today's or unknown."""
        name = written.casefold()
        network = alias(written)
        return self.now.get(name) or (network if network and network != name else None)


def former(settings: Settings) -> Former:
    """What `was` and the networks' earlier names say."""
    ids = {was: id_ for id_, channel in settings.channels.items() for was in channel.was}
    return Former({was: id_ for was, id_ in ids.items() if was not in settings.channels})


def renamed(tree: Tree, folder: str, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Files whose channels and networks are called by their earlier names, as they read with today's."""
    names, home = former(settings), f"{folder}/" if folder else ""
    for path, kind in files_of(tree, home):
        if kind in (POST, IDEA):
            before = tree.read(path)
            after = _headings(reworded(before, _wanted(names, before), page=True), names)
            if after != before:
                yield path, after


def networks(data: bytes) -> bytes:
    """A smmops.yaml whose channels name their networks as they are called today."""

    def wanted(trail: Trail, word: str, key: bool) -> str | None:
        if key or len(trail) != 3 or (trail[0], trail[2]) != ("channels", "network"):
            return None
        network = alias(word)
        return network if network and network != word else None

    return reworded(data, wanted, page=SETTINGS.page)


def references(tree: Tree, folder: str, schemas: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Files whose line for editors names a schema that is not there, with the one that is.

    `schemas` are the paths (from the root) that exist or are about to; an address is left alone.
    """
    home = f"{folder}/" if folder else ""
    for path, kind in files_of(tree, home):
        schema = f"{home}{_SCHEMAS}/{kind.name}.json"
        if schema not in schemas:
            continue
        before = tree.read(path)
        end = before.find(b"\n---", 3) if kind.page else len(before)
        found = _REFERENCE.search(before, 0, max(end, 0))
        if not found or b"://" in found[2] or _from(path, found[2].decode("utf-8", "replace")) in schemas:
            continue
        right = "../" * path.removeprefix(home).count("/") + f"{_SCHEMAS}/{kind.name}.json"
        yield path, before[: found.start(2)] + right.encode() + before[found.end(2) :]


def _from(path: str, written: str) -> str:
    """The path from the root that a file at `path` names."""
    parts = path.split("/")[:-1]
    for part in written.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _wanted(names: Former, data: bytes) -> Wanted:
    taken: dict[Trail, set[str]] = {}

    def place(trail: Trail, key: bool) -> bool:
        match trail:
            case ("channels", _) | ("takedown", "channels", _) | ("media", _, "for", _):
                return not key
            case ("options", _):
                return key
            case _:
                return False

    def looked(trail: Trail, word: str, key: bool) -> str | None:
        if place(trail, key):
            taken.setdefault(trail[:-1], set()).add(word.casefold())
        return None

    def wanted(trail: Trail, word: str, key: bool) -> str | None:
        new = names.of(word) if place(trail, key) else None
        if new is None or new in taken[trail[:-1]]:
            return None
        return names.now.get(word.casefold()) if trail[0] in ("channels", "takedown") else new

    reworded(data, looked, page=True)
    return wanted


def _headings(data: bytes, names: Former) -> bytes:
    """The body's `## name, name` lines with today's names; a name that stands beside its successor stays."""
    if isinstance(decode(data), Finding):
        return data

    def heading(found: re.Match[bytes]) -> bytes:
        line = found[0].decode("utf-8")
        there = {part[2].casefold() for part in _NAME.finditer(line)}

        def name(part: re.Match[str]) -> str:
            new = names.of(part[2])
            return f"{part[1]}{new if new and new not in there else part[2]}{part[3]}"

        return _NAME.sub(name, line).encode("utf-8")

    start = data.find(b"\n---", 3)
    return data[:start] + _HEADING.sub(heading, data[start:]) if start >= 0 else data
