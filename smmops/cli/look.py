"""How a state looks in the terminal: one sign, one colour, one word each, everywhere."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from smmops.cli.paint import painted, plain
from smmops.cli.session import Session
from smmops.words.signs import BLOCKED, LIVE, LOOKS, SCHEDULED, SENDING, Look
from smmops.words.time import day

if TYPE_CHECKING:
    from smmops.render.page import Page


__all__ = [
    "BLOCKED",
    "LIVE",
    "LOOKS",
    "SCHEDULED",
    "SENDING",
    "Look",
    "columns",
    "day_of",
    "page",
    "shown",
    "when",
]


def shown(look: Look, paint: Callable[[str, str], str]) -> str:
    """The sign, painted; its letter where standard output cannot hold the sign."""
    try:
        look.sign.encode(sys.stdout.encoding or "ascii")
        sign = look.sign
    except (UnicodeEncodeError, LookupError):
        sign = look.letter
    return paint(sign, look.style)


def when(at: datetime | None, zone: ZoneInfo) -> str:
    """`Mon 23 Nov 09:30:05` in a zone; a dash where there is no time."""
    if at is None:
        return "–"
    there = at.astimezone(zone)
    return f"{day(there.date(), year=there.year)} {there:%H:%M:%S}"


def day_of(at: datetime | None, zone: ZoneInfo) -> str:
    """`Mon 23 Nov (KST)` in a zone, the heading of a day."""
    if at is None:
        return "no time"
    there = at.astimezone(zone)
    return f"{day(there.date(), year=there.year)} ({there.tzname()})"


def columns() -> int | None:
    """How wide the terminal is; None where standard output is no terminal and nothing is said."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return None
    return shutil.get_terminal_size().columns


def page(session: Session, language: str) -> "Page":
    """How to print for this session: colours only on a terminal, signs that its encoding holds, its width."""
    from smmops.render.page import NARROW, Page

    paint = painted if session.color else plain
    return Page(language, columns() or NARROW, paint, lambda look: shown(look, plain))
