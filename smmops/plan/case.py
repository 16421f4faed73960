"""One post on one channel, on both sides, and the change that is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from smmops.ledger.book import Book, Record
from smmops.model.message import Message, msg
from smmops.model.plan import Action, Change, Live
from smmops.model.post import Variant
from smmops.model.state import LIVE
from smmops.plan.blocked import edit_obstacles, obstacles, removal_obstacles
from smmops.plan.needs import needs_of
from smmops.plan.pairs import Pair
from smmops.plan.risk import risks
from smmops.plan.scene import key_of
from smmops.plan.sent import sent
from smmops.plan.side import Side


@dataclass(frozen=True, slots=True)
class Ground:
    """What every comparison looks at. `book` None: what was published is not known. `hosts` as in `risk`."""

    base: Side
    head: Side
    book: Book | None
    now: datetime
    best: str
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A post on one channel: its variants before and after, and what the ledger holds."""

    ground: Ground
    pair: Pair
    old: Variant | None
    new: Variant | None
    record: Record | None

    @property
    def settled(self) -> bool:
        """Whether it was live once: it is never published anew."""
        return self.record is not None and self.record.settled

    @property
    def waiting(self) -> bool:
        """Whether it was going to go out, as the base has it."""
        old = self.old
        if old is None or old.publish_at is None or old.hold or old.takedown is not None or self.settled:
            return False
        return old.not_after is None or old.not_after > self.ground.now


def made(case: Case, action: Action, *why: Message, differs: tuple[str, ...] = ()) -> Change:
    """A change of the case, with its times; `finished` adds the rest."""
    pair, settings = case.pair, case.ground.head.workspace.settings
    post, variant = pair.after or pair.before, case.new or case.old
    assert post is not None
    assert variant is not None
    assert settings is not None
    old = case.old.publish_at if case.old else None
    at = case.new.publish_at if case.new and action is not Action.CANCEL else None
    before = pair.before
    moved_path = before is not None and pair.after is not None and before.path != pair.after.path
    channel = settings.channels.get(variant.channel)
    return Change(
        action=action,
        key=f"{settings.id}/{post.id}.{variant.channel}",
        post=post.id,
        path=post.path,
        title=post.title,
        channel=variant.channel,
        network=variant.network,
        zone=channel.timezone if channel else settings.timezone,
        at=at,
        not_after=case.new.not_after if case.new and at else None,
        was_at=old if old != at else None,
        was=before.path if before and moved_path else None,
        was_id=before.id if before else post.id,
        differs=differs,
        why=why,
    )


def finished(case: Case, change: Change) -> Change:
    """With texts, obstacles, risks, approvals and what the ledger holds."""
    ground, pair, action = case.ground, case.pair, change.action
    goes = action in (Action.PUBLISH, Action.EDIT, Action.MOVE, Action.RENAME)
    post, variant = pair.after or pair.before, case.new or case.old
    assert post is not None
    assert variant is not None
    after = before = None
    blocked: tuple[Message, ...] = ()
    risky: tuple[Message, ...] = ()
    if case.new is not None and action not in (Action.NOTE, Action.TAKEDOWN):
        after = sent(ground.head, post, case.new)
        risky = risks(ground.head, post, case.new, known=ground.hosts, now=ground.now)
    if goes and case.settled and case.record:
        blocked = edit_obstacles(case.record, case.new, parts=len(after.parts) if after else 1)
        if not blocked:
            change = replace(change, why=(*change.why, msg("it is live: the network's copy is edited")))
    elif goes and case.new is not None:
        blocked = obstacles(ground.head, ground.book, case.new, record=case.record, now=ground.now)
    elif action is Action.TAKEDOWN:
        blocked = removal_obstacles(variant, case.record)
    if pair.before is not None and case.old is not None and _shows_before(change):
        before = sent(ground.base, pair.before, case.old)
    return replace(
        change,
        before=before,
        after=after,
        not_after=None if case.settled else change.not_after,
        blocked=blocked,
        risk=(*_once_live(ground, pair, variant), *risky),
        needs=needs_of(ground.base, ground.head, best=ground.best, post=post, variant=variant),
        live=live_of(case.record),
        by_hand=goes and not case.settled and case.new is not None and case.new.deliver == "remind",
    )


def _shows_before(change: Change) -> bool:
    return bool(change.differs) or change.action in (Action.CANCEL, Action.TAKEDOWN)


def _once_live(ground: Ground, pair: Pair, variant: Variant) -> Iterator[Message]:
    if pair.renamed and pair.before and ground.book:
        settings = ground.head.workspace.settings
        assert settings is not None
        record = ground.book.record(key_of(settings, ground.book, pair.before.id, variant.channel))
        if record.settled or record.steps:
            yield msg("{id} is live under its old id: the new id would be another post", id=pair.before.id)


def record_of(ground: Ground, pair: Pair, channel: str) -> Record | None:
    """What the ledger holds of a pair on a channel; None where there is no ledger."""
    settings = ground.head.workspace.settings
    if ground.book is None or settings is None:
        return None
    return ground.book.record(key_of(settings, ground.book, pair.id, channel))


def live_of(record: Record | None) -> Live | None:
    """A record for people; None where nothing happened yet."""
    if record is None or record.state is None:
        return None
    receipt = record.receipt
    remote = (receipt.remote if receipt else None) or record.first_live
    at = remote.at if remote and remote.at else receipt.at if receipt else None
    live = record.state in LIVE or record.standing
    return Live(str(record.state), remote.url if remote else None, at, live)
