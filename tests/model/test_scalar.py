from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from smmops.model.moment import Moment
from smmops.model.scalar import (
    Amount,
    Clock,
    Day,
    Link,
    Share,
    Span,
    When,
    WhenOrSpan,
    Whole,
    YesNo,
    as_moment,
)


def read(kind: Any, text: str) -> Any:
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Amount, "3_000_000", Decimal(3000000)),
        (Amount, "1390.5", Decimal("1390.5")),
        (Amount, "0.10", Decimal("0.10")),
        (Share, "0.2", Decimal("0.2")),
        (Whole, "1_000", 1000),
        (Span, "20m", timedelta(minutes=20)),
        (Span, "2w", timedelta(days=14)),
        (YesNo, "no", False),
        (YesNo, "True", True),
        (Clock, "09:30", time(9, 30)),
        (Day, "2026-12-01", date(2026, 12, 1)),
        (When, "2026-12-01 09:30", Moment(day=date(2026, 12, 1), clock=time(9, 30))),
        (When, "2026-12-01T09:30+09:00", Moment(day=date(2026, 12, 1), clock=time(9, 30), offset=540)),
        (When, "2026-12-01 09:30Z", Moment(day=date(2026, 12, 1), clock=time(9, 30), offset=0)),
        (When, "2026-12-01 09:30-0330", Moment(day=date(2026, 12, 1), clock=time(9, 30), offset=-210)),
        (When, "18:00", Moment(day=None, clock=time(18, 0))),
        (WhenOrSpan, "12h", timedelta(hours=12)),
        (Link, "https://acme.example/카페", "https://acme.example/카페"),
    ],
)
def test_a_value_is_read_from_its_exact_text(kind: Any, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((Amount, text) for text in ("3,000", "₩3000", "1e5", "3_00", "_1", "1.", ".5", "inf", "NaN", "+1", "٣", "1" * 41)),
        *((Share, text) for text in ("1.1", "-0.1", "20 %")),
        *((Whole, text) for text in ("1.5", "1e3", "x", "²")),
        *((Span, text) for text in ("12", "1.5h", "h", "1 h", "-1h", "٣h", "9999999d")),
        *((YesNo, text) for text in ("on", "1", "y", "")),
        *((Clock, text) for text in ("9:30", "24:00", "09:60", "09:30:00")),
        *((Day, text) for text in ("2026-02-30", "2026-1-1", "01.12.2026", "0000-00-00")),
        *((When, text) for text in ("2026-12-01", "2026-12-01 9:30", "2026-12-01 09:30+99:00", "0001-01-01 00:00", "9999-01-01 00:00", "2026-12-01 09:30:61")),
        *((Link, text) for text in ("acme.example", "ftp://a.b", "https://", "https://a b", "javascript:alert(1)")),
    ],
)  # fmt: skip
def test_anything_else_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        read(kind, text)


@given(st.text(max_size=30))
def test_no_text_breaks_a_scalar(text: str) -> None:
    for kind in (Amount, Share, Whole, Span, YesNo, Clock, Day, When, WhenOrSpan, Link):
        try:
            read(kind, text)
        except ValidationError:
            continue


@given(st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2100, 1, 1)))
def test_every_civil_time_reads_as_itself(at: Any) -> None:
    found = as_moment(f"{at:%Y-%m-%d %H:%M}")
    assert found == Moment(day=at.date(), clock=time(at.hour, at.minute))
