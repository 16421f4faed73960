"""One post on both sides -> what merging does to it, channel by channel."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from smmops.ledger.book import Book, Record
from smmops.model.message import Message, msg
from smmops.model.plan import Action, Change, Live, Sent
from smmops.model.post import Post, Variant
from smmops.model.state import LIVE
from smmops.plan.blocked import edit_obstacles, obstacles, removal_obstacles
from smmops.plan.differ import differing
from smmops.plan.needs import needs_of
from smmops.plan.pairs import Pair
from smmops.plan.risk import risks
from smmops.plan.scene import key_of
from smmops.plan.sent import draft, sent
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
class _Case:
    """A post on one channel: its variants before and after, and what the ledger holds."""

    ground: Ground
    pair: Pair
    old: Variant | None
    new: Variant | None
    record: Record | None

    @property
    def settled(self) -> bool:
        return self.record is not None and self.record.settled

    @property
    def waiting(self) -> bool:
        """Whether it was going to go out, as the base has it."""
        old = self.old
        if old is None or old.publish_at is None or old.hold or old.takedown is not None or self.settled:
            return False
        return old.not_after is None or old.not_after > self.ground.now


def changes_of(ground: Ground, pair: Pair) -> Iterator[Change]:
    """What merging does to a pair; nothing where what is sent and when stays as it is."""
    before, after = pair.before, pair.after
    if pair.broken_after:
        yield from _broken(ground, pair)
        return
    names = dict.fromkeys(
        variant.channel for post in (after, before) if post for variant in post.variants
    )
    for name in names:
        old = before.variant(name) if before else None
        new = after.variant(name) if after else None
        case = _Case(ground, pair, old, new, _record(ground, pair, name))
        found = _change(case)
        if found is not None:
            yield _finished(case, found)


def _change(case: _Case) -> Change | None:
    new, old = case.new, case.old
    if new is None:
        return _gone(case)
    if new.takedown is not None:
        return _takedown(case, new) if old is None or old.takedown != new.takedown else None
    if case.settled:
        return _of_settled(case, new)
    if new.publish_at is None:
        why = msg("its time was taken out: it is a draft again")
        return _made(case, Action.CANCEL, why) if case.waiting else _drafted(case, new)
    if new.hold:
        if old is not None and old.hold == new.hold and not _differs(case):
            return None
        return _made(case, Action.HOLD, msg("on hold: {why}", why=new.hold))
    if not case.waiting:
        return _made(case, Action.PUBLISH, *_news(case))
    return _rescheduled(case, new)


def _gone(case: _Case) -> Change | None:
    old = case.old
    assert old is not None
    whole = case.pair.after is None
    record = case.record
    if record is not None and record.standing:
        why = msg("it stays live: taking the file away removes nothing; write `takedown:` to remove it")
        return _made(case, Action.NOTE, why)
    if case.settled:
        return None
    if case.waiting:
        return _made(
            case, Action.CANCEL, msg("the file is gone") if whole else msg("the channel is taken out of the file")
        )
    why = msg("the draft is gone") if old.publish_at is None else msg("the file is gone; its time was over")
    return _made(case, Action.DRAFT if old.publish_at is None else Action.NOTE, why)


def _takedown(case: _Case, new: Variant) -> Change:
    why = [msg("taken down: {reason}", reason=new.takedown or "")]
    if case.record is not None and not case.record.steps:
        why.append(msg("nothing of it is live: it will not go out"))
    return _made(case, Action.TAKEDOWN, *why)


def _of_settled(case: _Case, new: Variant) -> Change | None:
    """What is live, or was: an edit where its own bytes changed and what is sent with them."""
    record, differs = case.record, _differs(case)
    assert record is not None
    if record.gone:
        return _made(case, Action.NOTE, msg("it was taken down and never returns"))
    if case.old is not None and differs and _own_bytes_changed(case.pair):
        return _made(case, Action.EDIT, msg("it is live: the network's copy is edited"), differs=differs)
    if case.old is not None and case.old.publish_at != new.publish_at:
        return _made(case, Action.NOTE, msg("it is live already: a new time changes nothing"))
    return None


def _own_bytes_changed(pair: Pair) -> bool:
    """Whether the post's file or its media changed: a new UTM policy edits nothing that is live."""
    def own(post: Post | None) -> set[str]:
        if post is None:
            return set()
        return {post.blob} | {m.file.blob for v in post.variants for m in v.media if m.file}

    return bool(own(pair.after) - own(pair.before))


def _rescheduled(case: _Case, new: Variant) -> Change | None:
    old = case.old
    assert old is not None
    differs, moved = _differs(case), old.publish_at != new.publish_at
    if differs:
        return _made(case, Action.EDIT, differs=differs)
    if moved:
        return _made(case, Action.MOVE)
    before, after = case.pair.before, case.pair.after
    if before and after and (case.pair.renamed or before.path != after.path):
        return _made(case, Action.RENAME)
    return _noted(case, new)


def _noted(case: _Case, new: Variant) -> Change | None:
    """Values that are not sent but were changed, so that nobody wonders what the edit of the file did."""
    before, after, old = case.pair.before, case.pair.after, case.old
    assert before is not None
    assert after is not None
    assert old is not None
    names = ("pillar", "type", "persona", "purpose", "demand", "funnel", "campaign", "labels", "protect", "allows")
    differs = [name for name in names if getattr(before, name) != getattr(after, name)]
    differs += [name for name in ("not_after", "late", "deliver") if getattr(old, name) != getattr(new, name)]
    if not differs:
        return None
    return _made(case, Action.NOTE, msg("what is sent stays the same"), differs=tuple(differs))


def _drafted(case: _Case, new: Variant) -> Change | None:
    if case.old is None:
        return _made(case, Action.DRAFT, msg("a draft: it has no time"))
    differs = _differs(case)
    return _made(case, Action.DRAFT, differs=differs) if differs else None


def _news(case: _Case) -> Iterator[Message]:
    """Why something that stood on the base goes out only now."""
    old = case.old
    if old is None:
        if case.pair.broken_before:
            yield msg("its file could not be used before")
        elif case.pair.before is not None:
            yield msg("a new channel of it")
    elif old.hold:
        yield msg("its hold is lifted")
    elif old.takedown is not None:
        yield msg("its takedown is called off")
    elif old.publish_at is None:
        yield msg("the draft gets a time")
    else:
        yield msg("it gets a new time")


def _differs(case: _Case) -> tuple[str, ...]:
    """What of the payload differs; a renamed post is compared under its new id."""
    before, after = case.pair.before, case.pair.after
    if before is None or after is None or case.old is None or case.new is None:
        return ()
    same_id = before.model_copy(update={"id": after.id})
    one, two = draft(case.ground.base, same_id, case.old), draft(case.ground.head, after, case.new)
    return differing(one, two)


def _made(case: _Case, action: Action, *why: Message, differs: tuple[str, ...] = ()) -> Change:
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


def _finished(case: _Case, change: Change) -> Change:
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
        blocked=blocked,
        risk=(*_renamed_live(ground, pair, variant), *risky),
        needs=needs_of(ground.base, ground.head, best=ground.best, post=post, variant=variant),
        live=_live(case.record),
    )


def _shows_before(change: Change) -> bool:
    return bool(change.differs) or change.action in (Action.CANCEL, Action.TAKEDOWN)


def _renamed_live(ground: Ground, pair: Pair, variant: Variant) -> Iterator[Message]:
    if pair.renamed and pair.before and ground.book:
        settings = ground.head.workspace.settings
        assert settings is not None
        record = ground.book.record(key_of(settings, ground.book, pair.before.id, variant.channel))
        if record.settled or record.steps:
            yield msg("{id} is live under its old id: the new id would be another post", id=pair.before.id)


def _broken(ground: Ground, pair: Pair) -> Iterator[Change]:
    before = pair.before
    assert before is not None
    for old in before.variants:
        record = _record(ground, pair, old.channel)
        case = _Case(ground, pair, old, None, record)
        if case.waiting:
            why = msg("{path} has errors: it does not go out until they are mended", path=pair.broken_after or "")
            change = _made(case, Action.EDIT)
            yield replace(change, at=old.publish_at, was_at=None, blocked=(why,), live=_live(record))


def _record(ground: Ground, pair: Pair, channel: str) -> Record | None:
    settings = ground.head.workspace.settings
    if ground.book is None or settings is None:
        return None
    return ground.book.record(key_of(settings, ground.book, pair.id, channel))


def _live(record: Record | None) -> Live | None:
    if record is None or record.state is None:
        return None
    receipt = record.receipt
    remote = (receipt.remote if receipt else None) or record.first_live
    at = remote.at if remote and remote.at else receipt.at if receipt else None
    live = record.state in LIVE or record.standing
    return Live(str(record.state), remote.url if remote else None, at, live)


__all__ = ["Ground", "Sent", "changes_of"]
