"""A channel's next free slots: what its `slots:` offer, less what rules and other posts take."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from smmops.model.message import Message, msg
from smmops.model.moment import Moment, Unreal, instant
from smmops.model.settings import Channel, Policy
from smmops.store.times import slot

HORIZON_DAYS = 366
"""How far ahead a free slot is looked for."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time (UTC), and how a post of the channel writes it."""

    at: datetime
    written: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A slot that people would have expected, and why it is not taken.

    `notable` where that is for another reason than other posts.
    """

    channel: str
    written: str
    why: Message
    notable: bool = True


@dataclass(slots=True)
class Queue:
    """One channel's slots from `start` (UTC) on. `taken` are times of its posts, past and future.

    `per_day` is the most posts a day that policy and network allow. `closed` are days on which nobody works.
    Every slot that is given counts as taken from then on, so a queue is walked once, however many posts ask.
    """

    channel: Channel
    policy: Policy
    start: datetime
    taken: Collection[datetime] = ()
    per_day: int = 5
    closed: Collection[date] = ()
    skipped: list[Skipped] = field(default_factory=list)
    _open: Iterator[Slot] | None = field(default=None, repr=False)

    def next(self) -> Slot | None:
        """The next free slot; None where a year from the start holds none."""
        if self._open is None:
            self._open = self._free()
        return next(self._open, None)

    def _free(self) -> Iterator[Slot]:
        zone = ZoneInfo(self.channel.timezone or "UTC")
        times = sorted(self.taken)
        days = Counter(at.astimezone(zone).date() for at in times)
        for on, clock in _offered(self.channel.slots, self.start.astimezone(zone).date()):
            found = instant(Moment(day=on, clock=clock), zone=zone)
            written = f"{on} {clock:%H:%M}"
            if isinstance(found, Unreal):
                at = found.first
                if found.kind == "skipped":
                    why = msg("clocks skip this time in {zone}", zone=zone.key)
                    self.skipped.append(Skipped(self.channel.id, written, why))
                    continue
                written = at.astimezone(zone).isoformat(" ", "minutes")
            else:
                at = found
            if at < self.start:
                continue
            shut = self._shut(on, clock)
            why_not = shut or self._full(at, times=times, count=days[on])
            if why_not:
                self.skipped.append(Skipped(self.channel.id, written, why_not, notable=shut is not None))
                continue
            insort(times, at)
            days[on] += 1
            yield Slot(at, written)

    def _shut(self, on: date, clock: time) -> Message | None:
        """Why nobody would publish at that hour."""
        if on in self.closed:
            return msg("a holiday in team.yaml")
        if any(_quiet(clock, quiet.from_, quiet.to) for quiet in self.channel.quiet):
            return msg("in the quiet hours of {channel}", channel=self.channel.id)
        return None

    def _full(self, at: datetime, *, times: Sequence[datetime], count: int) -> Message | None:
        """Why other posts leave no room then."""
        if count >= self.per_day:
            return msg("{count} posts on that day, limit {limit}", count=count, limit=self.per_day)
        where = bisect_left(times, at)
        near = min((abs(at - other) for other in times[max(0, where - 1) : where + 1]), default=None)
        if near is not None and near < self.policy.min_gap:
            if not near:
                return msg("another post has it")
            minutes, gap = int(near.total_seconds() // 60), int(self.policy.min_gap.total_seconds() // 60)
            return msg(
                "{minutes} min from another post, policy.min_gap is {gap} min", minutes=minutes, gap=gap
            )
        return None


def _offered(slots: Sequence[str], start: date) -> Iterator[tuple[date, time]]:
    """(day, time) of every slot from a day on, in order, for a year."""
    known = sorted({parsed for text in slots if (parsed := slot(text))})
    for ahead in range(HORIZON_DAYS):
        try:
            on = start + timedelta(days=ahead)
        except OverflowError:
            return
        for weekday, clock in known:
            if on.weekday() == weekday:
                yield on, time.fromisoformat(clock)


def _quiet(clock: time, start: time, end: time) -> bool:
    """Whether a time of day lies in quiet hours, which may cross midnight."""
    return start <= clock < end if start <= end else clock >= start or clock < end


def next_opening(start: datetime) -> datetime:
    """The instant from which slots count: whole minutes, so that a slot of this very minute is over."""
    return start.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
