"""The first publication of a variant: now, later, or no more."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from smmops.ledger.book import Record
from smmops.model.entry import Class
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.model.verdict import Approved
from smmops.plan.free import is_free
from smmops.plan.scene import Decision, Note, Scene, Task, Wait
from smmops.plan.words import held, unapproved


def first_publication(scene: Scene, record: Record, post: Post, variant: Variant) -> Decision | None:
    """What a variant that never was wholly live wants now, its key being neither open nor settled."""
    at = variant.publish_at
    assert at is not None
    if scene.since and at < scene.since and not record.entries:
        return None
    if at > scene.now and not record.steps:
        return None
    digest = scene.payload(post, variant)[1]
    if record.state is State.PARTIAL:
        stuck = _partial_stuck(scene, record, variant, digest=digest)
        if stuck:
            return held(record, post, variant, reason=stuck[0], class_=stuck[1])
        margin = scene.settings.policy.lease_margin
        if not record.lease_over(scene.now, margin=margin):
            return None
    given_up = record.last is not None and record.last.class_ == "given-up"
    if record.steps and record.state in (State.RELEASED, State.REJECTED) and not given_up:
        reason = msg(
            "parts of it are live and their removal was called off; restore the text and give a new time"
        )
        return held(record, post, variant, reason=reason, class_="late")
    if record.state is State.ASKED:
        return _late(scene, record, post, variant, digest=digest) if _past(scene, variant) else None
    if variant.hold:
        return Wait(record.key, msg("on hold: {why}", why=variant.hold), "blocked", post, variant)
    if at > scene.now or not is_free(record, post, variant, digest=digest, now=scene.now):
        return None
    return _free(scene, record, post, variant, digest=digest)


def _free(scene: Scene, record: Record, post: Post, variant: Variant, *, digest: str) -> Decision | None:
    at, key, channel = variant.publish_at, record.key, scene.settings.channels[variant.channel]
    assert at is not None
    text = scene.text_of(variant)
    frozen = [s for s in scene.stops if s.caught(variant.channel, due=at)]
    if frozen and any(s.end is None or _stood(scene, post, variant) < s.end for s in frozen):
        reason = msg("it came due while everything was stopped; give it a new time")
        return Note(key, "held", reason, "freeze", record, post, variant, digest, text)
    if _past(scene, variant):
        return _late(scene, record, post, variant, digest=digest)
    if not scene.can(variant.network, "publishes") and variant.deliver == "publish":
        return Wait(
            key,
            msg("this smmops cannot publish to {network} yet", network=variant.network),
            "blocked",
            post,
            variant,
        )
    quiet = _quiet(channel, scene.now)
    if quiet:
        return Wait(key, msg("quiet hours until {until}", until=f"{quiet:%H:%M}"), "later", post, variant)
    for named in (variant.reply_to, variant.quote):
        if named and "/" not in named and scene.live_remote(named, variant.channel) is None:
            return Wait(key, msg("waits until {post} is live", post=named), "later", post, variant)
    verdict = scene.approved(post, variant)
    if not isinstance(verdict, Approved):
        return unapproved(key, verdict, post, variant)
    if variant.deliver == "remind":
        reason = msg(
            "a person sends it now, as `smmops preview {post}` shows it, and enters the address: "
            "`smmops ledger show {post}` prints the command",
            post=post.id,
        )
        return Note(key, "asked", reason, None, record, post, variant, digest, text)
    return Task(key, post, variant, channel, "publish", record, digest, text, verdict, record.steps)


def _partial_stuck(
    scene: Scene, record: Record, variant: Variant, *, digest: str
) -> tuple[Message, Class] | None:
    """Why a half-sent thread may not go on: the text changed, it is frozen, or it is too late."""
    claim = record.claim
    if claim is None or claim.payload_sha256 != digest:
        return msg(
            "the text changed after part of the thread went out; restore it and give a new time"
        ), "late"
    if any(stop.end is None and stop.caught(variant.channel, due=scene.now) for stop in scene.stops):
        return msg("everything was stopped while part of the thread was live; give it a new time"), "freeze"
    if _past(scene, variant):
        return msg("its time ran out after part of the thread went out; give it a new time"), "late"
    return None


def _late(scene: Scene, record: Record, post: Post, variant: Variant, *, digest: str) -> Decision:
    """What becomes of a post whose `not_after` is over."""
    key, first = record.key, scene.stood(post, variant)[0]
    text = scene.text_of(variant)
    over = variant.not_after
    assert over is not None
    if record.steps:
        return held(record, post, variant, reason=msg("its time ran out; give it a new time"), class_="late")
    if first > over:
        reason = msg("it came to main after its time; give it a new time if it should go out")
        return Note(key, "held", reason, "late", record, post, variant, digest, text)
    verdict = scene.approved(post, variant)
    if not isinstance(verdict, Approved):
        reason = msg("it was not approved in time: {why}", why=verdict.reason.fill())
        return Note(key, "missed", reason, "unapproved", record, post, variant, digest, text)
    if variant.late == "ask" and record.state is not State.ASKED:
        reason = msg("it is too late for it to go out by itself; give it a new time if it still should")
        return Note(key, "held", reason, "late", record, post, variant, digest, text)
    return Note(key, "missed", msg("its time ran out"), "late", record, post, variant, digest, text)


def _stood(scene: Scene, post: Post, variant: Variant) -> datetime:
    """From when on the variant was due and waiting: its time, or when that time came to main."""
    assert variant.publish_at is not None
    return max(variant.publish_at, scene.stood(post, variant)[1])


def _past(scene: Scene, variant: Variant) -> bool:
    return variant.not_after is not None and scene.now > variant.not_after


def _quiet(channel: Channel, now: datetime) -> datetime | None:
    """The end of the quiet hours that `now` lies in, in the channel's zone; None outside of any."""
    if not channel.quiet:
        return None
    local = now.astimezone(ZoneInfo(channel.timezone))
    clock = local.time()
    for span in channel.quiet:
        over_midnight = span.from_ > span.to
        inside = (clock >= span.from_ or clock < span.to) if over_midnight else span.from_ <= clock < span.to
        if inside:
            day = local.date() + timedelta(days=1 if over_midnight and clock >= span.from_ else 0)
            return datetime.combine(day, span.to, local.tzinfo)
    return None
