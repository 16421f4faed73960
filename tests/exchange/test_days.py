"""Days and times as spreadsheets show them."""

from datetime import date, time

import pytest

from smmops.exchange.days import both, clock, day


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01 09:30",
        "2026-12-01T09:30",
        "2026-12-01 9:30:00",
        "2026. 12. 1. 오전 9:30",
        "2026년 12월 1일 오전 9시 30분",
        "2026/12/1 9:30 AM",
        "2026-12-01 (화) 09:30",
    ],
)
def test_what_spreadsheets_show_is_one_moment(text):
    assert both(text) == (date(2026, 12, 1), time(9, 30), "")


@pytest.mark.parametrize(
    ("text", "offset"), [("+09:00", "+09:00"), (" +0900", "+09:00"), ("Z", "Z"), ("-05:00", "-05:00")]
)
def test_an_offset_behind_it_is_kept(text, offset):
    assert both(f"2026-12-01T09:30{text}") == (date(2026, 12, 1), time(9, 30), offset)


@pytest.mark.parametrize("text", ["12/01/2026", "1.12.2026", "01-12-26"])
def test_a_day_that_may_be_two_days_is_refused(text):
    why, fix = day(text)
    assert "two ways" in str(why)
    assert "2026-12-01" in str(fix)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-13-01", "2026-02-30", "46357", "2026-12", "２０２６-12-01"]
)
def test_what_is_no_day_is_refused(text):
    assert isinstance(day(text), tuple)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9:30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("12:00 AM", time(0, 0)),
        ("12:05 pm", time(12, 5)),
        ("오후 12:00", time(12, 0)),
        ("오후 6시", time(18, 0)),
        ("18시 5분", time(18, 5)),
        ("23:59:00", time(23, 59)),
    ],
)
def test_times_of_day_in_both_ways_of_counting(text, found):
    assert clock(text) == found


@pytest.mark.parametrize(
    "text", ["", "9", "24:00", "9:60", "09:30:15", "13:00 PM", "0:30 am", "noon", "오후 0:10"]
)
def test_what_is_no_time_is_refused(text):
    assert isinstance(clock(text), tuple)
