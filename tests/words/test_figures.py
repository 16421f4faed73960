"""Widths, numbers, money, days and durations."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.words.number import change, money, number, percent
from smmops.words.time import day, duration, local, moment, utc
from smmops.words.width import cut, pad, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("café", 4), ("커피", 4), ("👨\u200d👩\u200d👧", 2), ("e\u0301", 1), ("🇰🇷 서울", 7)],
)
def test_korean_and_emoji_are_two_wide(text: str, columns: int):
    assert width(text) == columns


def test_columns_line_up():
    assert [pad(word, 6) for word in ("x", "커피", "커피콩볶")] == ["x     ", "커피  ", "커피… "]
    assert pad("커피", 6, right=True) == "  커피"
    assert cut("Brew at home", 7) == "Brew a…"
    assert cut("Brew", 0) == ""
    assert cut("🇰🇷" * 100_000, 5) == "🇰🇷🇰🇷…"
    assert cut("👨\u200d👩\u200d👧 가족", 3) == "👨\u200d👩\u200d👧…"


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40),
    st.integers(0, 30),
)
def test_what_is_padded_has_that_width(text: str, columns: int):
    assert width(pad(text, columns)) == columns
    assert width(cut(text, columns)) <= columns


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (1860000, None, "1,860,000"),
        (Decimal("1234.50"), None, "1,234.50"),
        (Decimal("-3"), None, "−3"),
        (Decimal("-0.00"), None, "0.00"),
        (Decimal("0.125"), 2, "0.12"),
        (Decimal("1E+6"), None, "1,000,000"),
        (Decimal("NaN"), None, "–"),
    ],
)
def test_numbers_have_their_thousands_apart(value: Decimal | int, digits: int | None, shown: str):
    assert number(value, digits=digits) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "language", "shown"),
    [
        (Decimal(1860000), "KRW", "en", "₩1,860,000"),
        (Decimal(1860000), "KRW", "ko", "₩1,860,000"),
        (Decimal("12.5"), "EUR", "en", "€12.50"),
        (Decimal("12.5"), "USD", "ko", "US$12.50"),
        (Decimal("12.5"), "USD", "ko-KR", "US$12.50"),
        (Decimal("0.1234"), "USD", "en", "$0.1234"),
        (Decimal("-5"), "CHF", "en", "−CHF\u00a05.00"),
        (Decimal("1.5"), "KRW", "en", "₩1.5"),
        (Decimal("1"), "KWD", "en", "KWD\u00a01.000"),
    ],
)
def test_money_has_its_currency_and_is_never_rounded(
    amount: Decimal, currency: str, language: str, shown: str
):
    assert money(amount, currency, language) == shown


def test_a_change_shows_before_after_and_difference():
    assert change(100_000, 120_000, "KRW") == "₩100,000 → ₩120,000 (+₩20,000)"
    assert change(Decimal("20"), Decimal("12.50"), "EUR") == "€20.00 → €12.50 (−€7.50)"
    assert change(5, 5, "KRW") == "₩5"


def test_percentages():
    assert percent(Decimal("0.041")) == "4.1\u00a0%"
    assert percent(Decimal("0.041"), "ko") == "4.1%"


_DUE = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def test_times_are_local_first_with_the_weekday_then_utc():
    assert moment(_DUE, "Asia/Seoul", year=2026) == "Tue 1 Dec 09:30 KST (00:30 UTC)"
    assert moment(_DUE, "Asia/Seoul", "ko") == "2026년 12월 1일 (화) 09:30 KST (00:30 UTC)"
    assert moment(_DUE, "UTC") == "Tue 1 Dec 2026 00:30 UTC"
    assert moment(_DUE, "America/Sao_Paulo", year=2026) == "Mon 30 Nov 21:30 UTC-03 (Tue 1 Dec 00:30 UTC)"
    assert moment(_DUE, "Asia/Kathmandu", year=2026) == "Tue 1 Dec 06:15 UTC+05:45 (00:30 UTC)"


def test_another_day_in_utc_is_said():
    early = _DUE - timedelta(hours=8)
    assert local(early, "Asia/Seoul", year=2026) == "Tue 1 Dec 01:30 KST"
    assert utc(early, "Asia/Seoul") == "Mon 30 Nov 16:30 UTC"
    assert utc(early, "Asia/Seoul", "ko") == "11월 30일 (월) 16:30 UTC"


def test_both_halves_of_an_hour_that_exists_twice_can_be_told_apart():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert local(first, "Europe/Berlin", year=2026) == "Sun 25 Oct 02:30 CEST"
    assert local(first + timedelta(hours=1), "Europe/Berlin", year=2026) == "Sun 25 Oct 02:30 CET"


def test_days_keep_their_year_unless_it_is_clear():
    assert day(date(2026, 12, 25)) == "Fri 25 Dec 2026"
    assert day(date(2026, 12, 25), "ko", year=2026) == "12월 25일 (금)"


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (timedelta(hours=28), "en", "1 d 4 h"),
        (timedelta(hours=28), "ko", "1일 4시간"),
        (timedelta(days=2, minutes=5), "en", "2 d"),
        (timedelta(minutes=12), "en", "12 min"),
        (timedelta(0), "en", "0 s"),
        (timedelta(seconds=-90), "en", "−1 min 30 s"),
    ],
)
def test_durations_have_two_units_at_most(value: timedelta, language: str, shown: str):
    assert duration(value, language) == shown
