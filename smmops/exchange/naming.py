"""Ids for posts that come without one: from the title where it can be written in a-z, else from the day."""

import re
import unicodedata
from collections.abc import Collection, Iterator

_LONGEST = 48
_LEAST = 3


def named(title: str, day: str) -> str:
    """An id from a title; where little of it can be written in a-z, from the day (`2026-12-01`), else `post`."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss").replace("ø", "o").replace("Ø", "O"))
    letters = sum(character.isalnum() for character in plain if not unicodedata.combining(character))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    kept = sum(character.isalnum() for character in slug)
    if kept >= _LEAST and kept * 2 >= min(letters, _LONGEST):
        return _cut(slug)
    return day or "post"


def _cut(slug: str) -> str:
    """At most `_LONGEST` characters, at a word's end where one is near."""
    if len(slug) <= _LONGEST:
        return slug
    head = slug[:_LONGEST]
    return head.rpartition("-")[0] if "-" in head[_LONGEST // 2 :] else head


class Ids:
    """Ids that are free: each is given once, a number is added to one that is taken."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, Iterator[int]] = {}

    def free(self, wanted: str) -> str:
        """The id, or with the first free number behind it."""
        from itertools import count

        name = wanted
        numbers = self._next.setdefault(wanted, count(2))
        while name in self._taken:
            name = f"{wanted}-{next(numbers)}"
        self._taken.add(name)
        return name

    def take(self, name: str) -> bool:
        """Takes exactly this id; False where it is taken."""
        if name in self._taken:
            return False
        self._taken.add(name)
        return True
