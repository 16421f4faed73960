"""How a page of the terminal is printed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smmops.model.message import Message
from smmops.words.catalogue import say
from smmops.words.escape import terminal
from smmops.words.signs import Look
from smmops.words.width import width

NARROW = 80
"""Columns of a terminal that does not say how wide it is."""
_COLOUR = re.compile("\x1b\\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Page:
    """The reader's language, the columns there are, colours, and signs as the terminal takes them."""

    language: str = "en"
    columns: int = NARROW
    paint: Callable[[str, str], str] = lambda text, _style: text
    sign: Callable[[Look], str] = lambda look: look.sign

    @property
    def korean(self) -> bool:
        """Whether the reader's language is Korean."""
        return self.language.split("-", maxsplit=1)[0].lower() == "ko"

    def say(self, message: Message) -> str:
        """A message in the reader's language, harmless."""
        return terminal(say(message, self.language))

    def marked(self, look: Look) -> str:
        """A look's sign in its colour."""
        return self.paint(self.sign(look), look.style)


def wrapped(start: str, pieces: Sequence[str], columns: int) -> list[str]:
    """Pieces with two blanks between them; what does not fit goes on under the first."""
    lines, used = [start], width(start)
    for piece in pieces:
        size = width(_COLOUR.sub("", piece))
        if used + 2 + size > columns and used > width(start):
            lines.append(" " * width(start))
            used = width(start)
        lines[-1] += "  " + piece
        used += 2 + size
    return lines
