"""The last look before a call: nothing that forbids it came to either branch, and the lease suffices."""

from collections.abc import Sequence
from datetime import timedelta

from smmops.jobs.publish.claim import Errand
from smmops.jobs.publish.desk import Desk, time_left_needed
from smmops.jobs.publish.shift import Shift
from smmops.ledger.branch import catch_up
from smmops.model.freeze import covers
from smmops.model.message import Message, msg
from smmops.model.ports import RemoteError
from smmops.model.state import OPEN
from smmops.model.verdict import Approved
from smmops.plan.due import PUBLISHING


def look(shift: Shift) -> Desk | None:
    """Both branches as they are now: the ledger into `shift.book`, main as a desk. None when they cannot be read."""
    try:
        tips = shift.world.git.fetch()
        if tips.main is None:
            shift.trouble("main", msg("the main branch is not there any more"))
            return None
        shift.book = catch_up(shift.world.git, shift.book, tips.state, brand=shift.brand)
        return shift.desk.at(tips.main)
    except RemoteError as lost:
        shift.trouble("ledger", msg("the repository cannot be read before a call: {why}", why=str(lost)))
        return None


def forbids(shift: Shift, errand: Errand, desk: Desk) -> Message | None:
    """Why this errand's call may not be made now; None when it may."""
    record = shift.book.record(errand.key)
    ours = record.last is not None and record.last.nonce == errand.claim.nonce
    if not ours or (record.state not in OPEN and not errand.receipt):
        return msg("another run took it over")
    if not in_time(shift, errand):
        return msg("too little of the lease is left")
    if errand.task.purpose == "remove":
        return None
    return _ordered(shift, errand) or _main_forbids(shift, errand, desk)


def in_time(shift: Shift, errand: Errand) -> bool:
    """Whether the call can end, with all margins, before the lease does: by the wall, and by a clock that
    counts the time that this machine was suspended.
    """
    until, need = errand.claim.lease_until, time_left_needed(shift.settings)
    spent = timedelta(seconds=shift.world.clock.elapsed() - errand.begun)
    return until is not None and shift.now() + need < until and errand.claim.at + spent + need < until


def _ordered(shift: Shift, errand: Errand) -> Message | None:
    channel, post = errand.task.channel.id, errand.task.post
    for order in shift.book.orders:
        hits = not order.channels or channel in order.channels
        if order.kind == "takedown" and post and order.post == post.id and hits:
            return msg("a takedown was ordered: {reason}", reason=order.reason)
    return None


def _main_forbids(shift: Shift, errand: Errand, desk: Desk) -> Message | None:
    channel = errand.task.channel.id
    settings = desk.workspace.settings
    found = desk.find(errand.key, errand.task.channel)
    if settings is None or found is None:
        return msg("main does not hold it any more")
    post, variant = found
    if post.blobs != errand.claim.blobs:
        return msg("main changed what was approved")
    if settings.channels[channel].status not in PUBLISHING:
        return msg("the channel was closed")
    if variant.hold or variant.takedown is not None:
        return msg("main holds it back")
    if desk.commit != errand.claim.main and not isinstance(desk.approved(post, variant), Approved):
        return msg("its approval stands no more")
    if any(stop.end is None and covers(stop.scope, channel) for stop in desk.stops(shift.book.orders)):
        return msg("everything was stopped")
    return None


def passes(
    shift: Shift, errands: Sequence[Errand]
) -> tuple[Desk | None, list[Errand], list[tuple[Errand, Message]]]:
    """Main as it is, those whose call may be made now, and those that may not with the reason.

    None, and no errand either way, when nothing can be read.
    """
    desk = look(shift) if errands else None
    if desk is None:
        return None, [], []
    verdicts = [(errand, forbids(shift, errand, desk)) for errand in errands]
    stay = [(errand, why) for errand, why in verdicts if why is not None]
    return desk, [errand for errand, why in verdicts if why is None], stay
