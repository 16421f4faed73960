"""Typed scalars from the exact text of a file: what formats.md 1.1 allows and nothing more."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from smmops.model.moment import Moment

_SPAN = re.compile(r"(\d{1,6})([smhdw])", re.ASCII)
_UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_AMOUNT = re.compile(r"-?\d{1,3}(_\d{3})+(\.\d+)?|-?\d+(\.\d+)?", re.ASCII)
_LONGEST_NUMBER = 40
_FIRST_YEAR, _LAST_YEAR = 1971, 2199
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?\s?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def _yes_no(value: object) -> object:
    if isinstance(value, str):
        said = as_yes_no(value)
        if said is None:
            raise PydanticCustomError("yes_no", "`{got}` is neither true nor false", {"got": value})
        return said
    return value


def _span(value: object) -> object:
    if isinstance(value, str):
        found = _SPAN.fullmatch(value)
        if not found:
            raise PydanticCustomError("span", "`{got}` is no duration", {"got": value})
        return timedelta(seconds=int(found[1]) * _UNIT[found[2]])
    return value


def _amount(value: object) -> object:
    if isinstance(value, str):
        if len(value) > _LONGEST_NUMBER or not _AMOUNT.fullmatch(value):
            raise PydanticCustomError("amount", "`{got}` is no amount", {"got": value})
        return Decimal(value.replace("_", ""))
    return value


def _share(value: object) -> object:
    if isinstance(value, str) and value.endswith("%"):
        raise PydanticCustomError("share", "`{got}` is no share from 0 to 1", {"got": value})
    number = _amount(value)
    if isinstance(number, Decimal) and not 0 <= number <= 1:
        raise PydanticCustomError("share", "`{got}` is no share from 0 to 1", {"got": str(value)})
    return number


def _clock(value: object) -> object:
    if isinstance(value, str):
        found = _CLOCK.fullmatch(value)
        if not found:
            raise PydanticCustomError("clock", "`{got}` is no time of day", {"got": value})
        return time(int(found[1]), int(found[2]))
    return value


def _day(value: object) -> object:
    if isinstance(value, str):
        found = _DAY.fullmatch(value)
        try:
            return date(int(found[1]), int(found[2]), int(found[3])) if found else _no_day(value)
        except ValueError:
            return _no_day(value)
    return value


def _no_day(value: str) -> object:
    raise PydanticCustomError("day", "`{got}` is no date", {"got": value})


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    if _CLOCK.fullmatch(value):
        return Moment(day=None, clock=_clock(value))
    found = _MOMENT.fullmatch(value)
    if not found:
        kind = "moment_day" if _DAY.fullmatch(value) else "moment"
        raise PydanticCustomError(kind, "`{got}` is no time", {"got": value})
    hours, minutes = (int(part) for part in found[2].split(":"))
    try:
        clock = time(hours, minutes, int(found[3] or 0))
        day = date.fromisoformat(found[1])
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError(found[1])
        return Moment(day=day, clock=clock, offset=_offset(found[4]))
    except ValueError as wrong:
        raise PydanticCustomError("moment", "`{got}` is no time", {"got": value}) from wrong


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > 14 * 60 or int(digits[2:]) > 59:
        raise ValueError(text)
    return -minutes if text[0] == "-" else minutes


def _moment_or_span(value: object) -> object:
    if isinstance(value, str) and _SPAN.fullmatch(value):
        return _span(value)
    return _moment(value)


def _whole(value: object) -> object:
    if isinstance(value, str):
        number = _amount(value)
        if not isinstance(number, Decimal) or number != number.to_integral_value():
            raise PydanticCustomError("whole", "`{got}` is no whole number", {"got": value})
        return int(number)
    return value


def _link(value: object) -> object:
    if isinstance(value, str) and not _LINK.fullmatch(value):
        raise PydanticCustomError("link", "`{got}` is no address", {"got": value})
    return value


_LINK = re.compile(r"https?://[^\s/?#]+\.?[^\s]*", re.IGNORECASE)
_TEXT_OR_NUMBER = ["string", "number"]


def as_moment(text: str) -> Moment | None:
    """The time that a text is, None where it is none."""
    try:
        found = _moment(text)
    except PydanticCustomError:
        return None
    return found if isinstance(found, Moment) else None


def as_moment_or_span(text: str) -> Moment | timedelta | None:
    """The time or duration that a text is, None where it is neither."""
    try:
        found = _moment_or_span(text)
    except PydanticCustomError:
        return None
    return found if isinstance(found, Moment | timedelta) else None


def as_yes_no(text: str) -> bool | None:
    """True or False by a text, None where it says neither."""
    return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower())


YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": [True, False, "yes", "no"]})]
"""true, false, yes, no."""
Span = Annotated[
    timedelta, BeforeValidator(_span), WithJsonSchema({"type": "string", "pattern": r"^\d{1,6}[smhdw]$"})
]
"""A whole number and s, m, h, d or w."""
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    WithJsonSchema({"type": _TEXT_OR_NUMBER, "pattern": r"^(-?\d{1,3}(_\d{3})+(\.\d+)?|-?\d+(\.\d+)?)$"}),
]
"""Digits, one `.`, `_` between thousands; read from the exact text, never a float."""
Share = Annotated[
    Decimal, BeforeValidator(_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]
"""A decimal from 0 to 1."""
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^\d{1,3}(_\d{3})+$|^\d+$"}),
]
"""A whole number as an amount is written."""
Clock = Annotated[
    time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})
]
"""HH:MM, no zone."""
Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]
"""YYYY-MM-DD."""
_WHEN = r"(\d{4}-\d{2}-\d{2}[ T])?\d{2}:\d{2}(:\d{2})?\s?(Z|[+-]\d{2}:?\d{2})?"
When = Annotated[
    Moment, BeforeValidator(_moment), WithJsonSchema({"type": "string", "pattern": f"^{_WHEN}$"})
]
"""`YYYY-MM-DD HH:MM` (or with `T`), with an offset or `Z` or none; or a time of day alone."""
WhenOrSpan = Annotated[
    Moment | timedelta,
    BeforeValidator(_moment_or_span),
    WithJsonSchema({"type": "string", "pattern": rf"^({_WHEN}|\d{{1,6}}[smhdw])$"}),
]
"""A time, or a duration from the channel's own time."""
Link = Annotated[
    str, BeforeValidator(_link), WithJsonSchema({"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"})
]
"""An http or https address."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""64 lower-case hexadecimal digits."""
