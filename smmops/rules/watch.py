"""Whether somebody asked for other posts: what was found then may change without the file that was looked at."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Watch:
    """`seen` is True once anything was asked for that `over` covers."""

    def __init__(self) -> None:
        self.seen = False

    def over(self, things: Mapping[str, V]) -> Mapping[str, V]:
        """The same things, watched."""
        return _Watched(things, self)


class _Watched(Mapping[str, V]):
    def __init__(self, things: Mapping[str, V], watch: Watch) -> None:
        self._things = things
        self._watch = watch

    def __getitem__(self, key: str) -> V:
        if key:  # no file is called nothing
            self._watch.seen = True
        return self._things[key]

    def __iter__(self) -> Iterator[str]:
        self._watch.seen = True
        return iter(self._things)

    def __len__(self) -> int:
        self._watch.seen = True
        return len(self._things)
