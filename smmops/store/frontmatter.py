"""A Markdown file split at its fences: the YAML between two lines of `---`, and what follows."""

import re
from dataclasses import dataclass

from smmops.model.message import msg
from smmops.store.finding import Finding

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """`front` begins in line 2; `body_line` is the line in which `body` begins."""

    front: str
    body: str
    body_line: int


def split(text: str) -> Page | Finding:
    """The two halves of a Markdown file, or what is wrong with its fences."""
    opening = _FENCE.match(text)
    if not opening:
        return _unopened(text)
    closing = _FENCE.search(text, opening.end() + 1) if opening.end() < len(text) else None
    if not closing:
        return _unclosed(text)
    front = text[opening.end() + 1 : closing.start()]
    return Page(front, text[closing.end() + 1 :], front.count("\n") + 3)


def _unopened(text: str) -> Finding:
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    if lines[first - 1].strip() == "---":
        return Finding(
            "SMM120",
            (first, 1),
            msg("the front matter opens in line {line}, not in line 1", line=first),
            msg("begin the file with `---`: nothing may stand before it"),
        )
    return Finding(
        "SMM120",
        (1, 1),
        msg("no front matter: the file does not begin with `---`"),
        msg("begin with a line `---`, then `channels: […]`, then another line `---`, then the text"),
    )


def _unclosed(text: str) -> Finding:
    lines = text.split("\n")
    last = next(
        (i for i, line in enumerate(lines[1:], 2) if not line.strip() or line.startswith("#")), len(lines)
    )
    return Finding(
        "SMM120",
        (1, 1),
        msg("the front matter opened in line 1 is not closed"),
        msg("write a line `---` where it ends, perhaps before line {line}", line=last),
    )
