from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.networks.answer import Answer
from smmops.networks.pace import LONGEST, SHORTEST, UNSAID, iso, resume_at

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DATE = "Sun, 22 Nov 2026 10:00:00 GMT"


def after(**headers: str) -> timedelta:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return resume_at(Answer(429, given, b""), NOW) - NOW


def test_seconds_to_wait():
    assert after(retry_after="120") == timedelta(minutes=2)


def test_a_date_to_wait_for():
    assert after(retry_after="Sun, 22 Nov 2026 10:07:00 GMT", date=DATE) == timedelta(minutes=7)


def test_unix_seconds_as_bluesky_gives_them():
    reset = int((NOW + timedelta(minutes=4)).timestamp())
    assert after(ratelimit_reset=str(reset), date=DATE) == timedelta(minutes=4)


def test_seconds_left_as_the_standards_drafts_give_them():
    assert after(ratelimit_reset="90") == timedelta(seconds=90)


def test_an_iso_time_as_mastodon_gives_it():
    assert after(x_ratelimit_reset="2026-11-22T10:15:00.123456Z", date=DATE) > timedelta(minutes=15)


def test_the_latest_of_several_counts():
    assert after(retry_after="10", ratelimit_reset="60") == timedelta(minutes=1)


def test_a_servers_wrong_clock_does_not_change_the_wait():
    ahead = {"retry_after": "Sun, 22 Nov 2026 13:07:00 GMT", "date": "Sun, 22 Nov 2026 13:00:00 GMT"}
    assert after(**ahead) == timedelta(minutes=7)


def test_without_a_word_it_is_the_usual_window():
    assert after() == UNSAID
    assert after(retry_after="soon") == UNSAID


@pytest.mark.parametrize("text", ["-5", "0", "Sun, 22 Nov 2020 10:00:00 GMT"])
def test_what_is_over_still_waits_a_little(text: str):
    assert after(retry_after=text, date=DATE) == SHORTEST


@pytest.mark.parametrize(
    "text", ["99999999", "99999999999999999999", "1e400", "inf", "nan", "Fri, 31 Dec 9999 23:59:59 GMT"]
)
def test_no_server_can_ask_for_more_than_a_day(text: str):
    assert SHORTEST <= after(retry_after=text, date=DATE) <= LONGEST


@given(st.text(), st.text(), st.text(), st.text())
def test_any_headers_give_a_time_within_bounds(first: str, second: str, third: str, date: str):
    wait = after(retry_after=first, ratelimit_reset=second, x_ratelimit_reset=third, date=date)
    assert SHORTEST <= wait <= LONGEST


@pytest.mark.parametrize(
    "value", [None, 5, "", "2026-11-22", "2026-11-22T10:00:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_time_without_zone_or_sense_is_none(value: object):
    assert iso(value) is None
