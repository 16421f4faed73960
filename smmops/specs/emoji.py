"""Emoji as twitter-text and Threads see them: which characters belong together, and which are emoji at all."""

import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

_JOINER = "\u200d"
_VARIATION = "\ufe0f"
_MOST_JOINED = 4  # emoji in one joined sequence of the list
_MAYBE = re.compile("[\u00a9\u00ae\u200d\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
_ONLY_WITH_VARIATION = frozenset("©®™♟")  # twemoji-parser: text unless U+FE0F follows


@functools.cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Joined sequences without skin tones and variation selectors, and the region codes of flags."""
    text = resources.files("smmops").joinpath("data/emoji.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    flags = next(line for line in lines if line.startswith("flags ")).split()[1:]
    joined = (
        "".join(chr(int(code, 16)) for code in line.split()) for line in lines if not line.startswith("flags")
    )
    return frozenset(joined), frozenset(flags)


@functools.cache
def _pattern() -> Any:
    import regex

    one = r"(?:\p{EBase}\p{EMod}|[\p{Emoji}--\p{ASCII}]\N{VARIATION SELECTOR-16}?)"
    return regex.compile(
        rf"(?V1)[0-9#*]\N{{VARIATION SELECTOR-16}}?\u20e3|\p{{RI}}\p{{RI}}"
        rf"|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f|{one}(?:\u200d{one})*"
    )


def _bare(sequence: str) -> str:
    return "".join(c for c in sequence if c != _VARIATION and not "\U0001f3fb" <= c <= "\U0001f3ff")


def _pieces(sequence: str) -> Iterator[str]:
    """`sequence` cut into the longest joined sequences that are known, each piece with its joiner left out."""
    joined, _ = _known()
    parts = sequence.split(_JOINER)
    at = 0
    while at < len(parts):
        most = min(_MOST_JOINED, len(parts) - at)
        pieces = (_JOINER.join(parts[at : at + n]) for n in range(most, 1, -1))
        piece = next((piece for piece in pieces if _bare(piece) in joined), parts[at])
        yield piece
        at += piece.count(_JOINER) + 1


def emoji_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every emoji, in code points, left to right.

    Joined sequences and flags that Unicode does not list are given piece by piece, so that nothing is
    counted too short. Sequences after Emoji 14.0 are pieces too.
    Source: twitter-text 3 and twemoji-parser 14, Unicode UTS #51.
    """
    if not _MAYBE.search(text):
        return
    _, flags = _known()
    for match in _pattern().finditer(text):
        start, found = match.start(), match.group()
        if "\U0001f1e6" <= found[0] <= "\U0001f1ff" and len(found) == 2:
            code = "".join(chr(ord(c) - 0x1F1E6 + 65) for c in found)
            ends = [start + 2] if code in flags else [start + 1, start + 2]
            yield start, ends[0]
            if len(ends) == 2:
                yield start + 1, start + 2
            continue
        for piece in _pieces(found):
            if piece not in _ONLY_WITH_VARIATION:
                yield start, start + len(piece)
            start += len(piece) + 1
