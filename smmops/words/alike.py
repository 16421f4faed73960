"""How alike two texts are: marks that near-duplicates share, and a ratio for those that share some."""

import re
import zlib
from collections.abc import Iterator, Sequence

SHORTEST = 40
"""Characters below which texts are alike by chance."""
_SHINGLE = 3
"""Words that stand together in a shingle."""
_FEW_WORDS = 8
KEPT = 8
"""Shingles kept of a text: those with the smallest hashes, which near-duplicates share."""
_ADDRESS = re.compile(r"https?://\S+|\{\{.*?\}\}")


def plain(parts: Sequence[str]) -> str:
    """The words of a text's parts in one line, without addresses, placeholders and case."""
    return " ".join(_ADDRESS.sub(" ", " ".join(parts)).casefold().split())


def marks(parts: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of a text's shingles, ascending; () for a text that is too short to be compared."""
    text = plain(parts)
    if len(text) < SHORTEST:
        return ()
    return tuple(sorted({zlib.crc32(shingle.encode()) for shingle in _shingles(text)})[:KEPT])


def likeness(one: str, other: str, *, least: int) -> int:
    """Per cent of likeness of two plain texts; 0 below `least`, and for texts that are the same."""
    shorter, longer = (len(one), len(other)) if len(one) < len(other) else (len(other), len(one))
    if one == other or 200 * shorter < least * (shorter + longer):
        return 0
    from rapidfuzz import fuzz

    return int(fuzz.ratio(one, other, score_cutoff=least))


def _shingles(text: str) -> Iterator[str]:
    """Runs of words; of letters where a text has few blanks, as in Japanese."""
    words = text.split()
    if len(words) < _FEW_WORDS:
        return (text[at : at + 2 * _SHINGLE] for at in range(len(text) - 2 * _SHINGLE + 1))
    return (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
