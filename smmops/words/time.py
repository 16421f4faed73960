"""Days, times and durations for people, in English and Korean: the weekday always, local first, then UTC."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = {"en": (" d", " h", " min", " s"), "ko": ("일", "시간", "분", "초")}
_SECONDS = (86_400, 3600, 60, 1)


def _language(language: str) -> str:
    return "ko" if language.split("-", maxsplit=1)[0].lower() == "ko" else "en"


def day(value: date, language: str = "en", *, year: int | None = None) -> str:
    """`Mon 1 Dec 2026` or `2026년 12월 1일 (화)`; the year is left out where it is `year`."""
    weekday = _WEEKDAYS[_language(language)][value.weekday()]
    if _language(language) == "ko":
        head = "" if value.year == year else f"{value.year}년 "
        return f"{head}{value.month}월 {value.day}일 ({weekday})"
    tail = "" if value.year == year else f" {value.year}"
    return f"{weekday} {value.day} {_MONTHS[value.month - 1]}{tail}"


def _zone_name(at: datetime) -> str:
    name = at.tzname() or ""
    if name[:1] not in {"+", "-"}:
        return name
    return f"UTC{name[:3]}:{name[3:]}" if name[3:] else f"UTC{name}"


def local(at: datetime, zone: str, language: str = "en", *, year: int | None = None) -> str:
    """`Tue 1 Dec 09:30 KST`: an aware time in that zone of the IANA data."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{day(there.date(), language, year=year)} {there:%H:%M} {_zone_name(there)}".rstrip()


def utc(at: datetime, zone: str, language: str = "en") -> str:
    """`00:30 UTC`, with the day where it is another one than in `zone`. Stands in grey behind `local`."""
    here, there = at.astimezone(UTC), at.astimezone(ZoneInfo(zone))
    if here.date() == there.date():
        return f"{here:%H:%M} UTC"
    return f"{day(here.date(), language, year=here.year)} {here:%H:%M} UTC"


def moment(at: datetime, zone: str, language: str = "en", *, year: int | None = None) -> str:
    """`Tue 1 Dec 09:30 KST (00:30 UTC)`; without the bracket where the zone is UTC."""
    shown = local(at, zone, language, year=year)
    return shown if shown.endswith(" UTC") else f"{shown} ({utc(at, zone, language)})"


def duration(value: timedelta, language: str = "en") -> str:
    """The two greatest units that are there: `1 d 4 h`, `12 min`, `0 s`. What is smaller is left out."""
    total = int(abs(value).total_seconds())
    words = _UNITS[_language(language)]
    counts = []
    for size, word in zip(_SECONDS, words, strict=True):
        count, total = divmod(total, size)
        counts.append((count, word))
    first = next((i for i, (count, _) in enumerate(counts) if count), len(counts) - 1)
    shown = [f"{count}{word}" for count, word in counts[first : first + 2] if count] or [f"0{words[-1]}"]
    return ("−" if value < timedelta(0) else "") + " ".join(shown)
