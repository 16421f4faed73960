from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.moment import Moment, Unreal, instant

BERLIN = ZoneInfo("Europe/Berlin")


def moment(day: date | None, hour: int, minute: int, offset: int | None = None) -> Moment:
    return Moment(day=day, clock=time(hour, minute), offset=offset)


def test_an_hour_that_clocks_skip_has_two_neighbours() -> None:
    assert instant(moment(date(2026, 3, 29), 2, 30), zone=BERLIN) == Unreal(
        kind="skipped",
        first=datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        second=datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    )


def test_an_hour_that_comes_twice_has_two_instants() -> None:
    assert instant(moment(date(2026, 10, 25), 2, 30), zone=BERLIN) == Unreal(
        kind="twice",
        first=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        second=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def test_an_offset_settles_it() -> None:
    found = instant(moment(date(2026, 10, 25), 2, 30, offset=120), zone=BERLIN)
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_alone_needs_a_day() -> None:
    assert instant(moment(None, 9, 30), zone=BERLIN, day=date(2026, 12, 1)) == datetime(
        2026, 12, 1, 8, 30, tzinfo=UTC
    )
    with pytest.raises(ValueError, match="without a day"):
        instant(moment(None, 9, 30), zone=BERLIN)


ZONES = [
    "Europe/Berlin",
    "Asia/Seoul",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.sampled_from(ZONES))
def test_an_instant_shown_in_its_zone_is_the_time_that_was_written(at: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    found = instant(moment(at.date(), at.hour, at.minute), zone=zone)
    wanted = at.replace(second=0, microsecond=0)
    if isinstance(found, Unreal):
        shown = [end.astimezone(zone).replace(tzinfo=None) for end in (found.first, found.second)]
        assert found.first < found.second
        assert (shown[0] == shown[1] == wanted) if found.kind == "twice" else (shown[0] < wanted < shown[1])
    else:
        assert found.astimezone(zone).replace(tzinfo=None) == wanted
