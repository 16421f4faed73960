"""Single words of a YAML text replaced where they stand: not one other character of the file changes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML

from smmops.model.document import Trail
from smmops.store.edit import Texts

Wanted = Callable[[Trail, str, bool], str | None]
"""Asked for each key (True) and each scalar value (False) with its trail and text; None leaves it."""

_QUOTES = ("", '"', "'")


def retokened(text: str, wanted: Wanted) -> str:
    """The YAML text with the words that `wanted` names replaced, quotes and comments as they were.

    A word that is not written as it reads (escapes, block style, several lines) stays as it is. `text` is one that
    `store.yaml.read` takes without a finding.
    """
    reader = YAML(typ="rt", pure=True)
    reader.Resolver = Texts
    lines = text.split("\n")
    words = [
        (place, word, wanted(trail, word, key)) for trail, word, key, place in _words(reader.load(text), ())
    ]
    for place, word, new in sorted(words, key=lambda each: each[0], reverse=True):
        if new is not None:
            _put(lines, place, word, new)
    return "\n".join(lines)


def _put(lines: list[str], place: tuple[int, int], word: str, new: str) -> None:
    line, column = place
    rest = lines[line][column:]
    for quote in _QUOTES:
        found = f"{quote}{word}{quote}"
        if rest.startswith(found):
            lines[line] = f"{lines[line][:column]}{quote}{new}{quote}{rest[len(found) :]}"
            return


def _words(at: Any, trail: Trail) -> Iterator[tuple[Trail, str, bool, tuple[int, int]]]:
    """Every key and every text that is a value or an item, with its line and column from 0."""
    if isinstance(at, Mapping):
        for key, value in at.items():
            here = (*trail, key)
            yield here, str(key), True, tuple(at.lc.key(key))  # type: ignore[attr-defined]
            if isinstance(value, str):
                yield here, str(value), False, tuple(at.lc.value(key))  # type: ignore[attr-defined]
            yield from _words(value, here)
    elif isinstance(at, list):
        for index, value in enumerate(at):
            here = (*trail, index)
            if isinstance(value, str):
                yield here, str(value), False, tuple(at.lc.item(index))  # type: ignore[attr-defined]
            yield from _words(value, here)
