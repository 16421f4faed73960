"""What is to be measured now: the ledger says what is live, the metrics branch what was measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from smmops.jobs.publish.desk import capable
from smmops.jobs.publish.reconcile import channel_of
from smmops.jobs.publish.shift import Shift
from smmops.jobs.snapshot.past import Subject, marks
from smmops.ledger.book import Record
from smmops.measure.cadence import NEVER, Mark, Slot, account_slot, is_due, post_slot
from smmops.measure.table import Kind
from smmops.model.entry import split_key
from smmops.model.settings import Channel
from smmops.model.state import State

AT_ONCE = 1000
"""Posts of one channel that one run measures at most; the others stay due for the next."""
DELETED = "was deleted on the network"
"""How a drift that ends the measuring of a post is worded, by publish and by us."""

_NEVER_YET = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Errand:
    """What one channel is asked for: the account (its slot), and posts by id. `later` posts are left for the next run."""

    channel: Channel
    account: Slot | None
    posts: Mapping[str, Record]
    slots: Mapping[str, Slot]
    later: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """Errands by channel id, and when something comes due next (None: never)."""

    errands: tuple[Errand, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Live:
    """A publication that is live, and the slot that now lies in."""

    record: Record
    slot: Slot


def agenda(shift: Shift, tip: str, at: datetime) -> Agenda:
    """Everything that is due at that time, by the metrics branch as it stands at `tip`."""
    live = _live(shift, at)
    homes = {
        (channel.id, channel.id): account_slot(at)
        for channel in shift.settings.channels.values()
        if channel.status in ("active", "warm-up") and capable(channel.network, "measures")
    }
    seen = _due(shift, tip, "posts", {subject: each.slot for subject, each in live.items()}, at)
    seen_homes = _due(shift, tip, "accounts", homes, at)
    errands = []
    for name in sorted({subject[0] for subject in (*seen, *seen_homes)}):
        mine = [(post, live[name, post]) for channel, post in seen if channel == name]
        mine.sort(key=lambda each: (each[1].slot.end - each[1].slot.start, seen[name, each[0]], each[0]))
        now = mine[:AT_ONCE]
        errands.append(
            Errand(
                channel=shift.settings.channels[name],
                account=homes[name, name] if (name, name) in seen_homes else None,
                posts={post: each.record for post, each in now},
                slots={post: each.slot for post, each in now},
                later=len(mine) - len(now),
            )
        )
    ends = [slot.end for slot in (*homes.values(), *(each.slot for each in live.values()))]
    return Agenda(tuple(errands), min(ends, default=None))


def still_due(
    shift: Shift, tip: str, kind: Kind, slots: Mapping[Subject, Slot], at: datetime
) -> set[Subject]:
    """Those that nobody measured meanwhile."""
    return set(_due(shift, tip, kind, slots, at))


def _due(
    shift: Shift, tip: str, kind: Kind, slots: Mapping[Subject, Slot], at: datetime
) -> dict[Subject, datetime]:
    """The subjects that are due, each with when it was last asked for in its slot."""
    starts = {subject: slot.start for subject, slot in slots.items()}
    known = marks(shift.world.git, tip, (shift.brand, kind), starts, at)
    return {
        subject: _asked(known.get(subject, NEVER))
        for subject, slot in slots.items()
        if is_due(slot, known.get(subject, NEVER))
    }


def _asked(mark: Mark) -> datetime:
    return mark.tried or mark.good or _NEVER_YET


def _live(shift: Shift, at: datetime) -> dict[Subject, _Live]:
    found: dict[Subject, _Live] = {}
    for record in shift.book.records.values():
        channel = channel_of(shift, record.key) if measured(record) else None
        if channel is None or not capable(channel.network, "measures"):
            continue
        slot = post_slot(_since(record), at)
        if slot:
            found[channel.id, split_key(record.key)[1]] = _Live(record, slot)
    return found


def measured(record: Record) -> bool:
    """Whether a publication is one that has numbers: live as far as is known, not removed, unknown or deleted."""
    if record.broken or not record.standing:
        return False
    last = record.last
    return not (last and last.state is State.DRIFTED and (last.reason or "").endswith(DELETED))


def _since(record: Record) -> datetime:
    """Since when it is live: our receipt; for imported history the network's own time."""
    first = next(e for e in record.entries if e.state in (State.PUBLISHED, State.ADOPTED, State.EDITED))
    theirs = record.steps[0].remote.at
    if first.state is State.ADOPTED and theirs is not None:
        return theirs
    return first.at - timedelta(microseconds=first.at.microsecond)
