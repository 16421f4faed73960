"""The day and time that somebody meant by another way of writing them; None where that is not sure."""

import re
from datetime import date, timedelta

_ZONES = {"kst": "+09:00", "jst": "+09:00", "utc": "Z", "gmt": "Z", "cet": "+01:00", "cest": "+02:00"}
_ZONE = "|".join(_ZONES)
_YEARS = range(1971, 2200)  # those that a post may have
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN = {"mär": 3, "mai": 5, "okt": 10, "dez": 12}
_WEEKDAY = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*[.,]*\s+|\([월화수목금토일](?:요일)?\)\s*|"
    r"[월화수목금토일]요일\s*)",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[A-Za-zä]{3})[a-zä]*\.?"
_DAYS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)\.?",
        r"(?P<y>\d{4})년\s*(?P<m>\d{1,2})월\s*(?P<d>\d{1,2})일",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})",
        rf"{_NAME}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+{_NAME},?\s+(?P<y>\d{{4}})",
    )
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_HALF = r"(?P<half>am|pm|a\.m\.|p\.m\.)"
_CLOCKS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<h>\d{{1,2}})[:.](?P<m>\d{{2}})(?::\d{{2}})?\s*{_HALF}?\s*(?P<zone>{_ZONE})?",
        rf"(?P<h>\d{{1,2}})\s*{_HALF}\s*(?P<zone>{_ZONE})?",
        r"(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s*(?:uhr|h)",
        r"(?P<h>\d{1,2})\s*(?:uhr\s*|h)(?P<m>\d{2})",
        r"(?P<half>오전|오후)?\s*(?P<h>\d{1,2})\s*시\s*(?:(?P<m>\d{1,2})\s*분)?",
        r"(?P<half>오전|오후)\s*(?P<h>\d{1,2}):(?P<m>\d{2})(?::\d{2})?",
    )
)


def moment(text: str) -> str | None:
    """`2026-12-01 09:30` for a time in another order or in words; which of two days was meant is not guessed."""
    found = _head(text)
    return _at(*found) if found else None


def day(text: str) -> str | None:
    """`2026-12-01` for a day in another order or in words, with or without something behind it."""
    found = _head(text)
    return str(found[0]) if found else None


def clock(text: str) -> str | None:
    """`15:00` for `3 pm`, `15 Uhr` and `오후 3시`."""
    any_day = date(2000, 1, 1)
    found = _at(any_day, text)
    return found[-5:] if found and re.fullmatch(rf"{any_day} \d\d:\d\d", found) else None


def twofold(text: str) -> tuple[str, str] | None:
    """Both times that `12/09/2026 3:00 PM` may be, month first and day first; None where it is one or no time."""
    found = _SLASHED.match(text.strip())
    if not found:
        return None
    read = [_real(int(found[3]), int(found[i]), int(found[3 - i])) for i in (1, 2)]
    if read[0] is None or read[1] is None or read[0] == read[1]:
        return None
    both = [_at(on, text.strip()[found.end() :]) or f"{on} 09:30" for on in read if on]
    return both[0], both[1]


def _head(text: str) -> tuple[date, str] | None:
    """The day at a text's beginning, and what stands behind it."""
    bare = _WEEKDAY.sub("", text.strip(), count=1) if _WEEKDAY.match(text.strip()) else text.strip()
    slashed = _SLASHED.match(bare)
    if slashed:
        read = {_real(int(slashed[3]), int(slashed[i]), int(slashed[3 - i])) for i in (1, 2)} - {None}
        only = read.pop() if len(read) == 1 else None
        return (only, bare[slashed.end() :]) if only else None
    for form in _DAYS:
        found = form.match(bare)
        if found:
            on = _day(found.groupdict())
            return (on, bare[found.end() :]) if on else None
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    name = (parts.get("name") or "").lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else _GERMAN.get(name) or int(parts.get("m") or 0)
    return _real(int(parts["y"] or 0), month, int(parts["d"] or 0))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _at(on: date, behind: str) -> str | None:
    """A day with the time of day that stands behind it."""
    bare = re.sub(r"^[\sT,]+", "", behind)
    bare = _WEEKDAY.sub("", bare, count=1) if _WEEKDAY.match(bare) else bare
    bare = re.sub(r"^(?:at|um|@|à)\s+", "", bare, flags=re.IGNORECASE).strip()
    found = next((match for form in _CLOCKS if (match := form.fullmatch(bare))), None)
    if not found:
        return None
    parts = found.groupdict()
    hour, minute = int(parts["h"]), int(parts.get("m") or 0)
    half, zone = (parts.get(name) or "" for name in ("half", "zone"))
    half, zone = half.replace(".", "").lower(), zone.lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in ("pm", "오후") else 0)
    if hour == 24 and minute == 0:
        on, hour = on + timedelta(days=1), 0
    if hour > 23 or minute > 59 or (zone and zone not in _ZONES):
        return None
    return f"{on} {hour:02}:{minute:02}{_ZONES.get(zone, '')}"
