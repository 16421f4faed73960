"""Civil times as people write them, and the instants they mean in a zone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from smmops.model.base import Frozen


class Moment(Frozen):
    """A time as written: `2026-12-01 09:30`, with an offset or without, or a time of day alone.

    `day` is None where only a time of day stands (an option of one channel: the same day).
    `offset` is minutes east of UTC, None where the zone of the channel or workspace decides.
    """

    day: date | None
    clock: time
    offset: int | None = None


class Unreal(Frozen):
    """A civil time that the zone's clocks skip (`skipped`) or show twice (`twice`).

    `first` and `second` are the two instants that could be meant, UTC, earlier first.
    """

    kind: Literal["skipped", "twice"]
    first: datetime
    second: datetime


def instant(moment: Moment, *, zone: ZoneInfo, day: date | None = None) -> datetime | Unreal:
    """The instant that `moment` means, in UTC; `day` serves a time of day alone.

    A moment without any day raises ValueError: the caller knows what stands in the file.
    """
    on = moment.day or day
    if on is None:
        raise ValueError("a time of day without a day")
    naive = datetime.combine(on, moment.clock)
    if moment.offset is not None:
        return (naive - timedelta(minutes=moment.offset)).replace(tzinfo=UTC)
    first = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return first
    kind: Literal["skipped", "twice"] = "twice" if first < second else "skipped"
    return Unreal(kind=kind, first=min(first, second), second=max(first, second))
