"""When something is measured. Pure: a moment falls into a slot, and each slot is measured once.

Slots are counted from the publication in UTC, so that neither the hour of a run nor a change of summer time
moves them, and a run that comes a little early or late skips none.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=7)
"""No slot is longer: what was measured before that says nothing about what is due."""

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MIDNIGHT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pace:
    """Up to the age `until` once in each `every`; what failed is tried again once in each `again`."""

    until: timedelta
    every: timedelta
    again: timedelta


POST = (
    Pace(until=_DAY, every=_HOUR, again=_HOUR),
    Pace(until=7 * _DAY, every=6 * _HOUR, again=_HOUR),
    Pace(until=30 * _DAY, every=_DAY, again=6 * _HOUR),
    Pace(until=365 * _DAY, every=7 * _DAY, again=_DAY),
)
"""A post: hourly on its first day, every 6 h to day 7, daily to day 30, weekly to day 365, then no more."""
ACCOUNT = Pace(until=timedelta.max, every=_DAY, again=6 * _HOUR)
"""An account: once a day of UTC."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The stretch of time that a moment lies in: measured once from `start` to `end`, tried once from `again`."""

    start: datetime
    end: datetime
    again: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """When numbers were last got, and when they were last asked for in vain. UTC; None: never, as far as was read."""

    good: datetime | None = None
    tried: datetime | None = None

    def later(self, other: "Mark") -> "Mark":
        """The later of each."""
        return Mark(_later(self.good, other.good), _later(self.tried, other.tried))


NEVER = Mark()


def post_slot(since: datetime, now: datetime) -> Slot | None:
    """The slot of a post that is live since then; None before that and once its last pace is over."""
    age = now - since
    if age < timedelta(0):
        return None
    pace = next((pace for pace in POST if age < pace.until), None)
    return _slot(since, age, pace) if pace else None


def account_slot(now: datetime) -> Slot:
    """The slot of an account."""
    return _slot(_MIDNIGHT, now - _MIDNIGHT, ACCOUNT)


def is_due(slot: Slot | None, mark: Mark) -> bool:
    """Whether this slot has no numbers yet, and no try of its newest stretch."""
    if slot is None or (mark.good is not None and mark.good >= slot.start):
        return False
    return mark.tried is None or mark.tried < slot.again


def _slot(since: datetime, age: timedelta, pace: Pace) -> Slot:
    start = age // pace.every * pace.every
    again = start + (age - start) // pace.again * pace.again
    return Slot(since + start, since + start + pace.every, since + again)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)
