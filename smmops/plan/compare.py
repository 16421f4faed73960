"""One post on both sides -> what merging does to it, channel by channel."""

from collections.abc import Iterator
from dataclasses import replace

from smmops.model.message import Message, msg
from smmops.model.plan import Action, Change
from smmops.model.post import Post, Variant
from smmops.plan.blocked import reachable
from smmops.plan.case import Case, Ground, finished, live_of, made, record_of
from smmops.plan.differ import differing
from smmops.plan.pairs import Pair
from smmops.plan.sent import draft


def changes_of(ground: Ground, pair: Pair) -> Iterator[Change]:
    """What merging does to a pair; nothing where what is sent and when stays as it is."""
    before, after = pair.before, pair.after
    if pair.broken_after:
        yield from _broken(ground, pair)
        return
    channels = ground.head.workspace.channels
    now_called = {was: name for name, channel in channels.items() for was in channel.was}
    olds = {now_called.get(v.channel, v.channel): v for v in before.variants} if before else {}
    news = {v.channel: v for v in after.variants} if after else {}
    for name in {**news, **olds}:
        old, new = olds.get(name), news.get(name)
        case = Case(ground, pair, old, new, record_of(ground, pair, name))
        found = _change(case)
        if found is not None:
            yield finished(case, found)


def _change(case: Case) -> Change | None:
    new, old = case.new, case.old
    if new is None:
        return _gone(case)
    if new.takedown is not None:
        return _takedown(case, new) if old is None or old.takedown != new.takedown else None
    if case.settled:
        return _of_settled(case, new)
    if new.publish_at is None:
        why = msg("its time was taken out: it is a draft again")
        return made(case, Action.CANCEL, why) if case.waiting else _drafted(case)
    if new.hold:
        if old is not None and old.hold == new.hold and not _differs(case):
            return None
        return made(case, Action.HOLD, msg("on hold: {why}", why=new.hold))
    if not case.waiting:
        return made(case, Action.PUBLISH, *_news(case))
    if _found_a_hand(case, new):
        return made(case, Action.PUBLISH, msg("smmops could not publish it there"))
    return _rescheduled(case, new)


def _gone(case: Case) -> Change | None:
    old = case.old
    assert old is not None
    whole = case.pair.after is None
    record = case.record
    if record is not None and record.standing:
        why = msg("it stays live: taking the file away removes nothing; write `takedown:` to remove it")
        return made(case, Action.NOTE, why)
    if case.settled:
        return None
    if case.waiting:
        return made(
            case,
            Action.CANCEL,
            msg("the file is gone") if whole else msg("the channel is taken out of the file"),
        )
    why = msg("the draft is gone") if old.publish_at is None else msg("the file is gone; its time was over")
    return made(case, Action.DRAFT if old.publish_at is None else Action.NOTE, why)


def _takedown(case: Case, new: Variant) -> Change:
    why = [msg("taken down: {reason}", reason=new.takedown or "")]
    if case.record is not None and not case.record.steps:
        why.append(msg("nothing of it is live: it will not go out"))
    return made(case, Action.TAKEDOWN, *why)


def _of_settled(case: Case, new: Variant) -> Change | None:
    """What is live, or was: an edit where its own bytes changed and what is sent with them."""
    record, differs = case.record, _differs(case)
    assert record is not None
    if record.gone:
        return made(case, Action.NOTE, msg("it was taken down and never returns"))
    if case.old is not None and differs and _own_bytes_changed(case.pair):
        return made(case, Action.EDIT, differs=differs)
    if case.old is not None and case.old.publish_at != new.publish_at:
        return made(case, Action.NOTE, msg("it is live already: a new time changes nothing"))
    return None


def _own_bytes_changed(pair: Pair) -> bool:
    """Whether the post's file or its media changed: a new UTM policy edits nothing that is live."""

    def own(post: Post | None) -> set[str]:
        if post is None:
            return set()
        return {post.blob} | {m.file.blob for v in post.variants for m in v.media if m.file}

    return bool(own(pair.after) - own(pair.before))


def _rescheduled(case: Case, new: Variant) -> Change | None:
    old = case.old
    assert old is not None
    differs, moved = _differs(case), old.publish_at != new.publish_at
    if old.deliver != new.deliver:
        why = [msg("smmops publishes it itself")] if new.deliver == "publish" else []
        return made(case, Action.EDIT, *why, differs=(*differs, "deliver"))
    if differs:
        return made(case, Action.EDIT, differs=differs)
    if moved:
        return made(case, Action.MOVE)
    before, after = case.pair.before, case.pair.after
    if before and after and (case.pair.renamed or before.path != after.path):
        return made(case, Action.RENAME)
    return _noted(case, new)


def _found_a_hand(case: Case, new: Variant) -> bool:
    """Whether it could not go out at all, its network having no adapter here, and now a person posts it."""
    old = case.old
    waited = old is not None and old.deliver == "publish" and not reachable(old.network)
    return waited and new.deliver == "remind"


def _noted(case: Case, new: Variant) -> Change | None:
    """Values that are not sent but were changed, so that nobody wonders what the edit of the file did."""
    before, after, old = case.pair.before, case.pair.after, case.old
    assert before is not None
    assert after is not None
    assert old is not None
    names = (
        "pillar",
        "type",
        "persona",
        "purpose",
        "demand",
        "funnel",
        "campaign",
        "labels",
        "protect",
        "allows",
    )
    differs = [name for name in names if getattr(before, name) != getattr(after, name)]
    differs += [name for name in ("not_after", "late") if getattr(old, name) != getattr(new, name)]
    if not differs:
        return None
    return made(case, Action.NOTE, msg("what is sent stays the same"), differs=tuple(differs))


def _drafted(case: Case) -> Change | None:
    if case.old is None:
        return made(case, Action.DRAFT, msg("a draft: it has no time"))
    differs = _differs(case)
    return made(case, Action.DRAFT, differs=differs) if differs else None


def _news(case: Case) -> Iterator[Message]:
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


def _differs(case: Case) -> tuple[str, ...]:
    """What of the payload differs; a renamed post is compared under its new id."""
    before, after = case.pair.before, case.pair.after
    if before is None or after is None or case.old is None or case.new is None:
        return ()
    same_id = before.model_copy(update={"id": after.id})
    one, two = draft(case.ground.base, same_id, case.old), draft(case.ground.head, after, case.new)
    return differing(one, two)


def _broken(ground: Ground, pair: Pair) -> Iterator[Change]:
    before = pair.before
    assert before is not None
    for old in before.variants:
        record = record_of(ground, pair, old.channel)
        case = Case(ground, pair, old, None, record)
        if case.waiting:
            why = msg(
                "{path} has errors: it does not go out until they are mended", path=pair.broken_after or ""
            )
            change = made(case, Action.EDIT)
            yield replace(change, at=old.publish_at, was_at=None, blocked=(why,), live=live_of(record))
