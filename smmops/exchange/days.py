"""Days and times as spreadsheets show them -> as posts write them."""

import re
from datetime import date, time

from smmops.model.message import Message, msg

_DAY = re.compile(
    r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:\s*\([^)]{1,9}\))?", re.ASCII
)
_OTHER = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(
    r"(?:(\d{1,2})[-./ ]+([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2}))(?:[-./ ]|, ?)+(\d{4}|\d{2})",
    re.ASCII | re.I,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONG = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_CLOCK = re.compile(
    r"(?:(오전|오후)\s*)?(\d{1,2})\s*[:시]\s*(\d{1,2}(?=분)|\d{2})?분?(?::(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?",
    re.ASCII | re.I,
)

Wrong = tuple[Message, Message]
"""What is so, and what to write."""


def day(text: str, *, order: str = "") -> date | Wrong:
    """`2026-12-01`, `2026.12.1`, `2026/12/01`, `2026년 12월 1일`, `1-Dec-26`, `December 1, 2026`.

    What may be two days (`12/01/2026`) is refused unless `order` says `mdy` or `dmy`.
    """
    found = _DAY.fullmatch(text)
    if found:
        return _real(text, int(found[1]), int(found[2]), day=int(found[3]))
    named = _NAMED.fullmatch(text)
    month = _month(named[2] or named[3]) if named else 0
    if named and month:
        return _real(text, _year(named[5]), month, day=int(named[1] or named[4]))
    other = _OTHER.fullmatch(text)
    if other and order:
        first, second = int(other[1]), int(other[2])
        return _ordered(text, _year(other[3]), (first, second), order=order)
    if other:
        return (
            msg("`{text}` may be read in two ways: month or day first", text=text[:40]),
            msg("write the year first: `2026-12-01`"),
        )
    if _SERIAL.fullmatch(text):
        return (
            msg("`{text}` is a day as spreadsheets count them inside", text=text[:40]),
            msg("give the column the format of a date and export it again: `2026-12-01`"),
        )
    return msg("`{text}` is no day", text=text[:40]), msg("write `2026-12-01`")


def _real(text: str, year: int, month: int, *, day: int) -> date | Wrong:
    try:
        return date(year, month, day)
    except ValueError:
        return msg("`{text}` is on no calendar", text=text[:40]), msg("write `2026-12-01`")


def _ordered(text: str, year: int, pair: tuple[int, int], *, order: str) -> date | Wrong:
    month, day_ = pair if order == "mdy" else pair[::-1]
    if month > 12 >= day_:
        other = "dmy" if order == "mdy" else "mdy"
        return (
            msg("`{text}` is on no calendar read as {order}", text=text[:40], order=order),
            msg("write the year first: `2026-12-01`, or give `--dates {other}`", other=other),
        )
    return _real(text, year, month, day=day_)


def _year(text: str) -> int:
    """`26` is 2026: no post is older than this century."""
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(name: str) -> int:
    """1 to 12 of an English month, whole or its first three letters; 0 for another word."""
    low = name.lower()
    for names in (_MONTHS, _LONG):
        if low in names:
            return names.index(low) + 1
    return 9 if low == "sept" else 0


def clock(text: str) -> time | Wrong:
    """`09:30`, `9:30`, `09:30:00`, `9:30 PM`, `오후 9:30`, `오후 9시 30분`; seconds but :00 are refused."""
    found = _CLOCK.fullmatch(text)
    wrong = msg("`{text}` is no time of day", text=text[:40]), msg("write `09:30`")
    if not found or (found[4] or "00") != "00" or (found[3] is None and "시" not in text):
        return wrong
    hour, minute = int(found[2]), int(found[3] or 0)
    half = (found[1] or found[5] or "").replace(".", "").lower()
    if half:
        if not 1 <= hour <= 12:
            return wrong
        hour = hour % 12 + (12 if half in ("pm", "오후") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else wrong


def both(text: str, *, order: str = "") -> tuple[date, time, str] | Wrong:
    """A day and a time in one cell, with an offset (`+09:00`, `Z`) where one stands behind: "" for none."""
    head, offset = text.strip(), ""
    found = re.search(r"(?<=\d)\s*(Z|[+-]\d{2}:?\d{2})\Z", head, re.ASCII)
    if found and ":" in head[: found.start()]:
        offset = found[1] if found[1] == "Z" or ":" in found[1] else f"{found[1][:3]}:{found[1][3:]}"
        head = head[: found.start()]
    parts = re.fullmatch(r"(.*[\d.일)])(?:T|\s+)((?:오전|오후)?\s*\d{1,2}\s*[:시].*)", head)
    if not parts:
        return (
            msg("`{text}` is no day and time", text=text[:40]),
            msg("write `2026-12-01 09:30`, or use the columns date and time"),
        )
    on, at = day(parts[1].strip(), order=order), clock(parts[2].strip())
    if isinstance(on, tuple):
        return on
    return at if isinstance(at, tuple) else (on, at, offset)
