"""Typed scalars from the exact text of a file: what formats.md 1.1 allows and nothing more."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from smmops.model.moment import Moment

_SPAN = re.compile(r"(\d{1,6})([smhdw])")
_UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_AMOUNT = re.compile(r"-?\d{1,3}(_\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?\s?(Z|[+-]\d{2}:?\d{2})?")


def _yes_no(value: object) -> object:
    if isinstance(value, str):
        known = {"true": True, "yes": True, "false": False, "no": False}
        if value.lower() not in known:
            raise PydanticCustomError("yes_no", "`{got}` is neither true nor false", {"got": value})
        return known[value.lower()]
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
        if not _AMOUNT.fullmatch(value):
            raise PydanticCustomError("amount", "`{got}` is no amount", {"got": value})
        return Decimal(value.replace("_", ""))
    return value


def _share(value: object) -> object:
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
        return Moment(day=_day(found[1]), clock=clock, offset=_offset(found[4]))
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


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""true, false, yes, no."""
Span = Annotated[timedelta, BeforeValidator(_span)]
"""A whole number and s, m, h, d or w."""
Amount = Annotated[Decimal, BeforeValidator(_amount)]
"""Digits, one `.`, `_` between thousands; read from the exact text, never a float."""
Share = Annotated[Decimal, BeforeValidator(_share)]
"""A decimal from 0 to 1."""
Clock = Annotated[time, BeforeValidator(_clock)]
"""HH:MM, no zone."""
Day = Annotated[date, BeforeValidator(_day)]
"""YYYY-MM-DD."""
When = Annotated[Moment, BeforeValidator(_moment)]
"""`YYYY-MM-DD HH:MM` (or with `T`), with an offset or `Z` or none; or a time of day alone."""
WhenOrSpan = Annotated[Moment | timedelta, BeforeValidator(_moment_or_span)]
"""A time, or a duration from the channel's own time."""
