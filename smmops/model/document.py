"""A file of the workspace as it was read: its values' positions and its body's sections."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from smmops.model.base import Frozen

Spot = tuple[int, int]
"""Line and column, from 1, in characters."""
Trail = tuple[str | int, ...]
"""Keys and list indices from the top of a file's YAML to a value."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a thread: its text as sent (before placeholders) and the line it begins at."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a post's body: `names` as written under one heading, () for the default text.

    `comment` is True under `## first comment: …`. `line` is the heading's, or the first of the default text.
    """

    names: tuple[str, ...]
    parts: tuple[Part, ...]
    line: int
    comment: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One readable file. `kind` is a file kind's name (`post`, `settings`, `team`, …).

    `spots` holds the position of every value by its trail; of a key's name by its trail plus ("#key",).
    `front` is the typed front matter or YAML, None where it had errors. `allows` maps codes to (reason, line).
    """

    path: str
    blob: str
    kind: str
    spots: Mapping[Trail, Spot]
    front: Frozen | None = None
    sections: tuple[Section, ...] = ()
    allows: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def spot(self, *trail: str | int) -> Spot:
        """Where the value of a trail stands; the nearest parent's where it has none of its own, else line 1."""
        for end in range(len(trail), 0, -1):
            found = self.spots.get(trail[:end])
            if found:
                return found
        return (1, 1)


class Documents(Mapping[str, Document]):
    """Every readable file by its path, sorted. Files named as `unread` are read when somebody asks for them."""

    def __init__(
        self, made: Mapping[str, Document], *, unread: Iterable[str], read: Callable[[str], Document]
    ) -> None:
        self._made: dict[str, Document | None] = dict(
            sorted({**dict.fromkeys(unread), **made}.items(), key=lambda item: item[0])
        )
        self._read = read

    def __getitem__(self, path: str) -> Document:
        found = self._made[path]
        if found is None:
            found = self._made[path] = self._read(path)
        return found

    def __contains__(self, path: object) -> bool:
        return path in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def at_hand(self) -> Iterator[Document]:
        """The files that were read already."""
        return (document for document in self._made.values() if document is not None)
