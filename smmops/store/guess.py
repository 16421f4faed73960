"""What somebody may have meant by a value that is written in a form of his own; None where that is not sure."""

import re
from datetime import date, timedelta
from decimal import Decimal

_ZONES = {"kst": "+09:00", "jst": "+09:00", "utc": "Z", "gmt": "Z", "cet": "+01:00", "cest": "+02:00"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CITIES = {
    "kst": "Asia/Seoul",
    "jst": "Asia/Tokyo",
    "cet": "Europe/Berlin",
    "gmt": "Europe/London",
    "pst": "America/Los_Angeles",
}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*(am|pm)?\s*([a-z]{3,4})?", re.IGNORECASE | re.ASCII)
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})년\s*(?P<m>\d{1,2})월\s*(?P<d>\d{1,2})일", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<name>[A-Za-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\s+(?P<name>[A-Za-z]{3})[a-z]*\.?\s+(?P<y>\d{4})", re.ASCII),
)
_UNITS = {
    "s": "seconds? secs? 초",
    "m": "minutes? mins? 분",
    "h": "hours? hrs? 시간",
    "d": "days? 일",
    "w": "weeks? 주",
}
_TIMES = {"k": 1000, "천": 1000, "m": 1_000_000, "만": 10_000, "억": 100_000_000}
_EXAMPLES = {
    "media": "{file: brew.jpg, alt: What it shows}",
    "captions": "captions: {ko: brew.ko.vtt}",
    "poll": "poll: {options: [Pour over, Espresso], duration: 1d}",
    "event": "event: {id: cafe-show, date: 2026-11-20}",
    "takedown": "takedown: {reason: wrong price}",
    "production": "production: {owner: juno, due: 2026-11-27, stage: edit}",
    "pain_points": "{id: bitter-coffee, text: Guests find the coffee bitter}",
    "goals": "{id: awareness, owner: mina}",
    "pillars": "{id: craft, why_care: better coffee}",
    "claims": "{text: Buys twice a year, status: hypothesis}",
    "members": "{id: mina, name: Mina Park, roles: [approver]}",
    "banned": "{text: guaranteed, instead: designed to}",
    "budget": "budget: {currency: KRW, total: 3_000_000, daily: 100_000}",
    "period": "period: {from: 2026-12-01, to: 2026-12-31}",
    "cadence": "cadence: {per_week: [2, 7], max_gap: 5d}",
}


def moment(text: str) -> str | None:
    """`2026-12-01 09:30` for a time in another order or in words; American order is a guess that is not made."""
    for form in _DAYS:
        found = form.match(text.strip())
        if not found:
            continue
        clock = _CLOCK.fullmatch(text.strip()[found.end() :].lstrip(" T,"))
        day = _day(found.groupdict())
        return _at(day, clock) if day and clock else None
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    name = (parts.get("name") or "").lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(parts.get("m") or 0)
    try:
        return date(int(parts["y"] or 0), month, int(parts["d"] or 0))
    except ValueError:
        return None


def _at(day: date, clock: re.Match[str]) -> str | None:
    hour, half, zone = int(clock[1]), (clock[3] or "").lower(), (clock[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and clock[2] == "00":
        day, hour = day + timedelta(days=1), 0
    if hour > 23 or int(clock[2]) > 59 or (zone and zone not in _ZONES):
        return None
    return f"{day} {hour:02}:{clock[2]}{_ZONES.get(zone, '')}"


def span(text: str) -> str | None:
    """`12h` for `12 hours`."""
    found = re.fullmatch(r"(\d{1,6})\s*([^\d\s]+)", text.strip(), re.ASCII)
    for unit, words in _UNITS.items() if found else ():
        if found and any(re.fullmatch(word, found[2], re.IGNORECASE) for word in words.split()):
            return f"{found[1]}{unit}"
    return None


def amount(text: str) -> str | None:
    """`60_000` for `60k` and `6만`."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*([kmKM천만억])", text.strip(), re.ASCII)
    if not found:
        return None
    whole = Decimal(found[1]) * _TIMES[found[2].lower()]
    return f"{int(whole):_}" if whole == whole.to_integral_value() else None


def share(text: str) -> str | None:
    """`0.2` for `20 %` and for 20."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d)?)\s?%?", text.strip(), re.ASCII)
    if not found or not 1 < Decimal(found[1]) <= 100:
        return None
    return f"{(Decimal(found[1]) / 100).normalize():f}"


def address(text: str) -> str | None:
    """The whole address for one without its scheme or with blanks in it."""
    bare = text.strip().removeprefix("//")
    if re.match(r"https?://", bare, re.IGNORECASE):
        return bare.replace(" ", "%20") if " " in bare else None
    return f"https://{bare}" if re.match(r"[\w-]+(\.[\w-]+)+([/?#:]|$)", bare) and "@" not in bare else None


def zone(name: str) -> str | None:
    """A city's zone for the letters that people say."""
    return _CITIES.get(name.lower())


def listed(key: str, got: str) -> str:
    """A value as the list that its key wants: pairs of numbers, names, items with keys."""
    if re.fullmatch(r"-?[\d_.]+", got, re.ASCII):
        return f"{key}: [{got}, {got}]"
    if key == "media":
        return f"media: [{{file: {got}, alt: What it shows}}]"
    if key == "channels":
        return f"channels: [{', '.join(got.replace(',', ' ').split())}]"
    return f"{key}: [{got}]"


def example(key: str) -> str | None:
    """How a mapping that its key wants is written."""
    return _EXAMPLES.get(key)
