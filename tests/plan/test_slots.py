"""A channel's free slots."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from smmops.model.settings import Channel, Policy, Quiet
from smmops.plan.slots import Queue, next_opening

START = datetime(2026, 11, 30, tzinfo=UTC)  # a Monday


def channel(*slots: str, zone: str = "Europe/Berlin", quiet: tuple[Quiet, ...] = ()) -> Channel:
    return Channel(id="x-acme", network="x", handle="acme", slots=slots, timezone=zone, quiet=quiet)


def queue(*slots: str, zone: str = "Europe/Berlin", **values) -> Queue:
    quiet = values.pop("quiet", ())
    return Queue(
        **{"channel": channel(*slots, zone=zone, quiet=quiet), "policy": Policy(), "start": START, **values}
    )


def given_out(found: Queue, count: int) -> list[str]:
    slots = [found.next() for _ in range(count)]
    return [slot.written if slot else "none" for slot in slots]


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def test_slots_come_in_order_of_time_whatever_order_they_are_written_in():
    assert given_out(queue("Thu 18:00", "Tue 09:30"), 4) == [
        "2026-12-01 09:30",
        "2026-12-03 18:00",
        "2026-12-08 09:30",
        "2026-12-10 18:00",
    ]


def test_a_slot_that_another_post_holds_or_is_too_near_to_is_left_out():
    found = queue("Tue 09:30", "Tue 09:50", "Tue 12:00", taken=[berlin("2026-12-01 09:30")])
    assert given_out(found, 1) == ["2026-12-01 12:00"]
    assert [str(skip.why) for skip in found.skipped] == [
        "another post has it",
        "20 min from another post, policy.min_gap is 30 min",
    ]


def test_the_distance_counts_to_the_post_after_as_well():
    assert given_out(queue("Tue 09:30", "Wed 09:30", taken=[berlin("2026-12-01 09:59")]), 1) == [
        "2026-12-02 09:30"
    ]
    assert given_out(queue("Tue 09:30", "Wed 09:30", taken=[berlin("2026-12-01 10:00")]), 1) == [
        "2026-12-01 09:30"
    ]


def test_a_full_day_takes_no_more():
    taken = [berlin("2026-12-01 07:00"), berlin("2026-12-01 08:00")]
    assert given_out(queue("Tue 12:00", "Wed 12:00", taken=taken, per_day=2), 1) == ["2026-12-02 12:00"]
    assert given_out(queue("Tue 12:00", "Wed 12:00", taken=taken, per_day=3), 1) == ["2026-12-01 12:00"]


def test_what_was_given_counts_for_the_next():
    assert given_out(queue("Tue 09:00", "Tue 10:00", "Tue 11:00", per_day=2), 3) == [
        "2026-12-01 09:00",
        "2026-12-01 10:00",
        "2026-12-08 09:00",
    ]


def test_quiet_hours_and_holidays_are_left_out_and_told():
    night = (Quiet.model_validate({"from": "22:00", "to": "07:00"}),)
    found = queue("Tue 06:30", "Tue 07:00", "Tue 23:00", "Wed 12:00", quiet=night, closed=[date(2026, 12, 1)])
    assert given_out(found, 1) == ["2026-12-02 12:00"]
    assert {str(skip.why) for skip in found.skipped} == {"a holiday in team.yaml"}
    found = queue("Tue 06:30", "Tue 07:00", "Tue 23:00", quiet=night)
    assert given_out(found, 2) == ["2026-12-01 07:00", "2026-12-08 07:00"]
    assert {str(skip.why) for skip in found.skipped if skip.notable} == {"in the quiet hours of x-acme"}


def test_a_time_that_clocks_skip_is_left_out_with_a_word():
    found = queue("Sun 02:30", start=berlin("2027-03-27 00:00"))
    assert given_out(found, 1) == ["2027-04-04 02:30"]
    (skip,) = found.skipped
    assert (skip.written, str(skip.why)) == ("2027-03-28 02:30", "clocks skip this time in Europe/Berlin")


def test_a_time_that_comes_twice_is_written_with_its_offset():
    assert given_out(queue("Sun 02:30", start=berlin("2026-10-24 00:00")), 1) == ["2026-10-25 02:30+02:00"]


def test_no_slots_or_none_within_a_year_is_none():
    assert given_out(queue(), 1) == ["none"]
    every_day = [
        berlin("2026-12-01 09:30") + timedelta(days=7 * n, hours=h) for n in range(60) for h in (-1, 0, 1)
    ]
    assert given_out(queue("Tue 09:30", taken=every_day), 1) == ["none"]
    assert queue("Tue 09:30", start=datetime(9999, 12, 31, tzinfo=UTC)).next() is None


def test_a_slot_of_this_very_minute_is_over():
    assert next_opening(datetime(2026, 12, 1, 8, 30, 5, tzinfo=UTC)) == datetime(
        2026, 12, 1, 8, 31, tzinfo=UTC
    )
    assert given_out(queue("Tue 09:30", start=next_opening(berlin("2026-12-01 09:30"))), 1) == [
        "2026-12-08 09:30"
    ]


@given(
    taken=st.lists(st.integers(0, 60 * 24 * 40), max_size=40),
    zone=st.sampled_from(["Europe/Berlin", "Asia/Seoul", "America/New_York", "Australia/Lord_Howe"]),
    per_day=st.integers(1, 4),
)
def test_whatever_is_taken_every_slot_keeps_distance_and_the_days_limit(taken, zone, per_day):
    times = [START + timedelta(minutes=minute) for minute in taken]
    found = queue(
        "Mon 00:15",
        "Tue 09:30",
        "Tue 09:45",
        "Sun 02:30",
        "Sun 23:50",
        zone=zone,
        taken=times,
        per_day=per_day,
    )
    got = [slot for _ in range(12) if (slot := found.next())]
    assert got == sorted(got, key=lambda slot: slot.at)
    for number, slot in enumerate(got):
        others = [*times, *(each.at for each in got[:number])]
        assert all(abs(slot.at - other) >= timedelta(minutes=30) for other in others)
        there = slot.at.astimezone(ZoneInfo(zone))
        assert slot.written.startswith(f"{there:%Y-%m-%d %H:%M}")
        assert sum(other.astimezone(ZoneInfo(zone)).date() == there.date() for other in others) < per_day
        assert slot.at >= START


def test_quiet_hours_are_those_of_the_rule():
    from smmops.plan.slots import _quiet
    from smmops.rules.calendar.quiet_hours import _within

    hours = [time(h, m) for h in (0, 6, 7, 12, 21, 22, 23) for m in (0, 30)]
    for start in hours:
        for end in hours:
            quiet = Quiet.model_validate({"from": f"{start:%H:%M}", "to": f"{end:%H:%M}"})
            for clock in hours:
                assert _quiet(clock, start, end) == _within(clock, quiet)
