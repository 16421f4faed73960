"""When something is measured: once a slot, never more often, and never not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.measure.cadence import LONGEST, NEVER, Mark, Slot, account_slot, is_due, post_slot

SINCE = datetime(2026, 3, 28, 9, 17, 31, tzinfo=UTC)  # a day before summer time begins in Europe
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AGES = st.timedeltas(min_value=timedelta(0), max_value=370 * DAY)
GAPS = st.lists(st.integers(min_value=1, max_value=9 * 24 * 60), min_size=1, max_size=60)


def every(age: timedelta) -> timedelta | None:
    """The pace that the docs promise, written a second time."""
    table = ((DAY, HOUR), (7 * DAY, 6 * HOUR), (30 * DAY, DAY), (365 * DAY, 7 * DAY))
    return next((pace for until, pace in table if age < until), None)


def measured(ages: list[timedelta]) -> list[timedelta]:
    """The ages at which runs at these ages measure, all of them with success."""
    mark, taken = NEVER, []
    for age in ages:
        if is_due(post_slot(SINCE, SINCE + age), mark):
            mark = Mark(good=SINCE + age)
            taken.append(age)
    return taken


@pytest.mark.parametrize(
    ("age", "length"),
    [
        (timedelta(0), HOUR),
        (DAY - timedelta(seconds=1), HOUR),
        (DAY, 6 * HOUR),
        (7 * DAY - timedelta(seconds=1), 6 * HOUR),
        (7 * DAY, DAY),
        (30 * DAY - timedelta(seconds=1), DAY),
        (30 * DAY, 7 * DAY),
        (365 * DAY - timedelta(seconds=1), 7 * DAY),
    ],
)
def test_a_post_is_measured_hourly_then_every_6_h_then_daily_then_weekly(age, length):
    slot = post_slot(SINCE, SINCE + age)
    assert slot is not None
    assert slot.end - slot.start == length
    assert slot.start <= SINCE + age < slot.end


def test_a_post_is_not_measured_before_it_is_live_nor_after_a_year():
    assert post_slot(SINCE, SINCE - timedelta(seconds=1)) is None
    assert post_slot(SINCE, SINCE + 365 * DAY) is None
    assert not is_due(None, NEVER)


def test_runs_every_five_minutes_measure_24_times_on_the_first_day_and_123_times_in_all():
    ages = [timedelta(minutes=5 * n) for n in range(366 * 24 * 12)]
    taken = measured(ages)
    assert len([age for age in taken if age < DAY]) == 24
    assert len([age for age in taken if DAY <= age < 7 * DAY]) == 24
    assert len([age for age in taken if 7 * DAY <= age < 30 * DAY]) == 23
    assert len([age for age in taken if age >= 30 * DAY]) == 48


@given(GAPS)
def test_no_two_measurements_lie_in_one_slot(gaps):
    ages, age = [], timedelta(0)
    for gap in gaps:
        age += timedelta(minutes=gap)
        ages.append(age)
    taken = measured(ages)
    slots = [(slot.start, slot.end) for age in taken if (slot := post_slot(SINCE, SINCE + age))]
    assert len(slots) == len(taken)
    assert len(set(slots)) == len(slots)


@given(GAPS)
def test_every_slot_in_which_a_run_comes_is_measured(gaps):
    ages, age = [], timedelta(0)
    for gap in gaps:
        age += timedelta(minutes=gap)
        ages.append(age)
    slots = [post_slot(SINCE, SINCE + age) for age in ages]
    taken = [post_slot(SINCE, SINCE + age) for age in measured(ages)]
    covered = [slot for slot in taken if slot]
    for slot in (slot for slot in slots if slot):
        # a longer slot that reaches back over a finer one may be measured already by that one
        assert any(slot.start <= other.start < slot.end for other in covered), slot


@given(AGES)
def test_a_slot_holds_its_moment_and_is_as_long_as_promised(age):
    slot, pace = post_slot(SINCE, SINCE + age), every(age)
    if pace is None:
        assert slot is None
        return
    assert slot is not None
    assert slot.start <= slot.again <= SINCE + age < slot.end
    assert slot.end - slot.start == pace
    assert SINCE + age - slot.start <= LONGEST


@given(AGES)
def test_what_failed_is_tried_again_within_the_slot_and_not_at_once(age):
    now = SINCE + age
    slot = post_slot(SINCE, now)
    if slot is None:
        return
    assert not is_due(slot, Mark(tried=now))
    assert is_due(slot, Mark(tried=slot.again - timedelta(seconds=1)))
    assert not is_due(slot, Mark(good=slot.start, tried=slot.again - timedelta(seconds=1)))


def test_a_failure_is_tried_again_within_an_hour_on_the_first_week():
    now = SINCE + 3 * DAY + timedelta(minutes=2)
    assert not is_due(post_slot(SINCE, now), Mark(tried=now - timedelta(minutes=1)))
    assert is_due(post_slot(SINCE, now + HOUR), Mark(tried=now))


def test_an_account_is_measured_once_a_day_of_utc_whatever_summer_time_does():
    last_minute, first = (
        datetime(2026, 3, 28, 23, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 0, 1, tzinfo=UTC),
    )
    assert account_slot(last_minute) == Slot(
        datetime(2026, 3, 28, tzinfo=UTC),
        datetime(2026, 3, 29, tzinfo=UTC),
        datetime(2026, 3, 28, 18, tzinfo=UTC),
    )
    assert not is_due(account_slot(last_minute), Mark(good=datetime(2026, 3, 28, 0, 5, tzinfo=UTC)))
    assert is_due(account_slot(first), Mark(good=last_minute))
