"""How a state looks in the terminal: one sign, one colour, one word each, everywhere."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from smmops.model.state import State
from smmops.words.time import day


@dataclass(frozen=True, slots=True)
class Look:
    """`sign` for terminals that show it, `letter` in its place on plain ASCII ones."""

    sign: str
    letter: str
    style: str
    word: str


SCHEDULED = Look("●", "o", "busy", "scheduled")
BLOCKED = Look("!", "!", "warn", "blocked")
SENDING = Look("▸", ">", "busy", "sending")
LIVE = Look("✓", "v", "good", "live")
DRIFTED = Look("≠", "#", "warn", "changed outside")
PERSON = Look("?", "?", "warn", "needs a person")
HELD = Look("⏸", "H", "warn", "held")
MISSED = Look("✗", "x", "bad", "missed")
REFUSED = Look("✗", "x", "bad", "refused")
REMOVED = Look("–", "-", "quiet", "removed")
CANCELLED = Look("–", "-", "quiet", "cancelled")

LOOKS: dict[State, Look] = {
    State.CLAIMED: SENDING,
    State.PREPARED: SENDING,
    State.SENDING: SENDING,
    State.PARTIAL: SENDING,
    State.PUBLISHED: LIVE,
    State.VERIFIED: LIVE,
    State.EDITED: LIVE,
    State.ADOPTED: LIVE,
    State.DRIFTED: DRIFTED,
    State.UNKNOWN: PERSON,
    State.CONFLICT: PERSON,
    State.REMOVAL_NEEDED: PERSON,
    State.HELD: HELD,
    State.MISSED: MISSED,
    State.REJECTED: REFUSED,
    State.RELEASED: SCHEDULED,
    State.ASKED: SCHEDULED,
    State.REMOVED: REMOVED,
    State.CANCELLED: CANCELLED,
}


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
