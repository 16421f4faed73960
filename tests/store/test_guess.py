"""What somebody may have meant: offered only where it is sure."""

import pytest

from smmops.model.scalar import as_moment, as_moment_or_span
from smmops.store import guess, guess_time


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.12.2026 09:30", "2026-12-01 09:30"),
        ("2026/12/1 9:30", "2026-12-01 09:30"),
        ("2026년 12월 1일 09:30", "2026-12-01 09:30"),
        ("Dec 1, 2026 9:30 pm", "2026-12-01 21:30"),
        ("1 December 2026 12:05 am", "2026-12-01 00:05"),
        ("2026-12-09 3pm", "2026-12-09 15:00"),
        ("2026-12-09 3:00 p.m.", "2026-12-09 15:00"),
        ("2026-12-09T3PM", "2026-12-09 15:00"),
        ("9.12.2026 15 Uhr", "2026-12-09 15:00"),
        ("9. Dezember 2026, 15:30 Uhr", "2026-12-09 15:30"),
        ("Wed, 9 Dec 2026 at 3 pm", "2026-12-09 15:00"),
        ("December 9th, 2026 3pm KST", "2026-12-09 15:00+09:00"),
        ("2026-12-09 15h30", "2026-12-09 15:30"),
        ("2026년 12월 9일 오후 3시", "2026-12-09 15:00"),
        ("2026년 12월 9일(수) 오전 9시 5분", "2026-12-09 09:05"),
        ("2026. 12. 9. 오후 3:00", "2026-12-09 15:00"),
        ("12/25/2026 3:00 PM", "2026-12-25 15:00"),
        ("2026-12-09 15", None),
        ("2026-12-09 오후 15시", None),
        ("9999-12-31 24:00", None),
        ("2026-12-01 09:30 KST", "2026-12-01 09:30+09:00"),
        ("2026-12-31 24:00", "2027-01-01 00:00"),
        ("12/01/2026 9:30 AM", None),
        ("2026-02-30 10:00", None),
        ("2026-12-01 24:01", None),
        ("2026-12-01 09:30 XYZ", None),
        ("2026-12-01 13:30 pm", None),
        ("31.04.2026 10:00", None),
        ("tomorrow", None),
    ],
)
def test_a_time_in_another_order_is_one_time_or_none(written: str, meant: str | None):
    assert guess_time.moment(written) == meant
    if meant:
        assert as_moment(meant) is not None


def test_a_day_that_may_be_two_is_told_as_both_and_never_chosen():
    assert guess_time.twofold("12/09/2026 3:00 PM") == ("2026-12-09 15:00", "2026-09-12 15:00")
    assert guess_time.twofold("9/12/2026") == ("2026-09-12 09:30", "2026-12-09 09:30")
    assert guess_time.day("12/09/2026") is None
    assert guess_time.twofold("12/25/2026 3 PM") is None
    assert guess_time.twofold("12/12/2026 3 PM") is None
    assert guess_time.twofold("2026-12-09 3 PM") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3pm", "15:00"),
        ("15 Uhr", "15:00"),
        ("오후 3시", "15:00"),
        ("9:30", "09:30"),
        ("24:00", None),
        ("noon", None),
    ],
)
def test_a_time_of_day_in_words(written: str, meant: str | None):
    assert guess_time.clock(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12 hours", "12h"),
        ("30 mins", "30m"),
        ("3일", "3d"),
        ("1 week", "1w"),
        ("1.5 h", None),
        ("soon", None),
    ],
)
def test_a_duration_in_words(written: str, meant: str | None):
    assert guess.span(written) == meant
    if meant:
        assert as_moment_or_span(meant) is not None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("60k", "60_000"), ("6만", "60_000"), ("1.5M", "1_500_000"), ("1.2345k", None), ("60", None)],
)
def test_an_amount_with_its_thousands_as_a_letter(written: str, meant: str | None):
    assert guess.amount(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("20 %", "0.2"), ("20", "0.2"), ("12.5%", "0.125"), ("100", "1"), ("250", None), ("0.3", None)],
)
def test_a_share_in_percent(written: str, meant: str | None):
    assert guess.share(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("acme.example/brew", "https://acme.example/brew"),
        ("//acme.example", "https://acme.example"),
        ("https://acme.example/a b", "https://acme.example/a%20b"),
        ("mailto:mina@acme.example", None),
        ("mina@acme.example", None),
        ("our shop", None),
    ],
)
def test_an_address_is_made_whole_only_where_it_is_one(written: str, meant: str | None):
    assert guess.address(written) == meant


def test_a_pair_is_written_as_a_pair():
    assert guess.listed("share", "0.3") == "share: [0.3, 0.3]"
    assert guess.listed("channels", "bluesky-acme, x-acme") == "channels: [bluesky-acme, x-acme]"
    assert guess.listed("labels", "regulated") == "labels: [regulated]"
