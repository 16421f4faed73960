"""What a tick wants: desired state against recorded state, by time. Pure, level-triggered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from smmops.ledger.book import Record
from smmops.model.entry import Class, split_key
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.model.verdict import Approved, Denied, Waiting
from smmops.plan.free import is_free
from smmops.plan.scene import Decision, Note, Scene, Task, Wait, key_of

PUBLISHING = ("active", "warm-up")


def due(scene: Scene) -> tuple[Decision, ...]:
    """Everything to do, to write or to report now, in the order of time and key.

    Gaps, daily limits and duplicates are asked after it (`plan.pace`, `plan.twins`): they need the whole batch.
    """
    found = [decision for decision in _all(scene) if decision is not None]
    return tuple(sorted(found, key=_order))


def _order(decision: Decision) -> tuple[datetime, str]:
    at = decision.variant.publish_at if decision.variant else None
    return (at or datetime.min.replace(tzinfo=UTC), decision.key)


def _all(scene: Scene) -> Iterator[Decision | None]:
    orders = _orders(scene)
    seen: set[str] = set()
    for post in scene.workspace.posts.values():
        for variant in post.variants:
            channel = scene.settings.channels.get(variant.channel)
            if channel:
                key = key_of(scene.settings, scene.book, post.id, variant.channel)
                seen.add(key)
                reason = variant.takedown if variant.takedown is not None else orders.get(key)
                record = scene.book.record(key)
                if reason is not None:
                    yield _takedown(scene, record, reason=reason, channel=channel, post=post)
                else:
                    yield _decide(scene, record, post, variant, channel=channel)
    for key, record in scene.book.records.items():
        if key not in seen:
            yield _orphan(scene, record, reason=orders.get(key))


def _orders(scene: Scene) -> dict[str, str]:
    """Key -> reason of every open takedown order; an order without channels is about all of them."""
    found: dict[str, str] = {}
    for order in scene.book.orders:
        if order.kind == "takedown" and order.post:
            for channel in order.channels or tuple(scene.settings.channels):
                found[key_of(scene.settings, scene.book, order.post, channel)] = order.reason
    return found


def _orphan(scene: Scene, record: Record, *, reason: str | None) -> Decision | None:
    """What a key wants whose variant is not on main: a removal that was ordered, or a person's look."""
    _, post, name = split_key(record.key)
    if record.broken:
        return Wait(record.key, msg("its ledger entries do not fold: {why}", why=record.broken), "blocked")
    if reason is not None:
        channels = scene.settings.channels.values()
        channel = next((c for c in channels if name == c.id or name in c.was), None)
        if channel is None:
            return Wait(
                record.key, msg("channel {name} is not in smmops.yaml any more", name=name), "blocked"
            )
        return _takedown(scene, record, reason=reason, channel=channel, post=None)
    if record.state is State.PARTIAL and post not in scene.workspace.broken:
        text = msg("the post is no longer on main and part of its thread is live")
        return _held(record, None, None, reason=text, class_="late")
    return None


def _decide(
    scene: Scene, record: Record, post: Post, variant: Variant, *, channel: Channel
) -> Decision | None:
    if record.broken:
        why = msg("its ledger entries do not fold: {why}", why=record.broken)
        return Wait(record.key, why, "blocked", post, variant)
    if record.state in (State.CLAIMED, State.PREPARED, State.SENDING, State.UNKNOWN):
        return None
    if channel.status not in PUBLISHING:
        return None
    if record.settled:
        return _edit(scene, record, post, variant, channel=channel)
    if variant.publish_at is None or record.state is State.CONFLICT:
        return None
    return _publish(scene, record, post, variant, channel=channel)


def _takedown(
    scene: Scene, record: Record, *, reason: str, channel: Channel, post: Post | None
) -> Decision | None:
    """Looked at before hold, freeze and late; what is open is read back first."""
    if record.broken or (record.gone and not record.steps):
        return None
    if record.open and record.state is not State.PARTIAL:
        return None
    variant = post.variant(channel.id) if post else None
    why = msg("taken down: {reason}", reason=reason)
    if not record.steps:
        if record.state in (State.CANCELLED, State.REMOVED, State.CONFLICT, State.ADOPTED):
            return None
        return Note(record.key, "cancelled", why, None, record, post, variant)
    if record.state is State.REMOVAL_NEEDED:
        return None
    if not scene.can(channel.network, "removes"):
        return Note(record.key, "removal-needed", why, None, record, post, variant)
    last = record.last
    if last and last.not_before and scene.now < last.not_before:
        return None
    if record.state is State.PARTIAL and not record.lease_over(
        scene.now, margin=scene.settings.policy.lease_margin
    ):
        return None
    return Task(record.key, post, variant, channel, "remove", record, steps=record.steps)


def _edit(scene: Scene, record: Record, post: Post, variant: Variant, *, channel: Channel) -> Decision | None:
    receipt = record.receipt
    if record.gone or receipt is None or not receipt.main or not record.steps:
        return None
    if record.open and not record.lease_over(scene.now, margin=scene.settings.policy.lease_margin):
        return None
    if variant.hold or not _own_bytes_changed(record, post, variant):
        return None
    digests = scene.past(receipt.main, post, variant)
    if digests is None or digests[0] == digests[1]:
        return None
    last = record.last
    if last and last.not_before and scene.now < last.not_before:
        return None
    refused = last is not None and last.state is State.REJECTED and last.class_ == "content"
    if refused and last and last.payload_sha256 == scene.payload(post, variant)[1]:
        return None
    key = record.key
    if not scene.can(variant.network, "edits"):
        reason = msg(
            "it is live and {network} cannot edit: take it down and write a new post", network=variant.network
        )
        return Wait(key, reason, "blocked", post, variant)
    if any(
        stop.end is None and stop.caught(variant.channel, due=scene.now, now=scene.now)
        for stop in scene.stops
    ):
        return Wait(key, msg("the edit waits for the end of a freeze"), "later", post, variant)
    payload, digest = scene.payload(post, variant)
    if payload.length != len(record.steps):
        reason = msg("it is live in {live} parts, not {now}", live=len(record.steps), now=payload.length)
        return Wait(key, reason, "blocked", post, variant)
    verdict = scene.approved(post, variant)
    if not isinstance(verdict, Approved):
        return _unapproved(key, verdict, post, variant)
    text = scene.text_of(variant)
    return Task(key, post, variant, channel, "edit", record, digest, text, verdict, record.steps)


def _own_bytes_changed(record: Record, post: Post, variant: Variant) -> bool:
    """Whether the post's file or one of its media is another blob than the receipt was about."""
    was = set(record.receipt.blobs) if record.receipt else set()
    own = {(post.path, post.blob)} | {(m.file.path, m.file.blob) for m in variant.media if m.file}
    blobs = {blob for _, blob in was}
    return any(blob not in blobs for _, blob in own)


def _publish(
    scene: Scene, record: Record, post: Post, variant: Variant, *, channel: Channel
) -> Decision | None:
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
            return _held(record, post, variant, reason=stuck[0], class_=stuck[1], digest=digest)
        margin = scene.settings.policy.lease_margin
        if not record.lease_over(scene.now, margin=margin):
            return None
    if record.state is State.ASKED:
        return _late(scene, record, post, variant, digest=digest) if _past(scene, variant) else None
    if variant.hold:
        return Wait(record.key, msg("on hold: {why}", why=variant.hold), "blocked", post, variant)
    if at > scene.now or not is_free(record, post, variant, digest=digest, now=scene.now):
        return None
    return _free(scene, record, post, variant, channel=channel, digest=digest)


def _free(
    scene: Scene, record: Record, post: Post, variant: Variant, *, channel: Channel, digest: str
) -> Decision | None:
    at, key = variant.publish_at, record.key
    assert at is not None
    text = scene.text_of(variant)
    frozen = [s for s in scene.stops if s.caught(variant.channel, due=at, now=scene.now)]
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
        return _unapproved(key, verdict, post, variant)
    if variant.deliver == "remind":
        reason = msg(
            "a person sends it now and enters the address: `smmops ledger resolve {key} --live ADDRESS`",
            key=key,
        )
        return Note(key, "asked", reason, None, record, post, variant, digest, text)
    return Task(key, post, variant, channel, "publish", record, digest, text, verdict, record.steps)


def _unapproved(key: str, verdict: Waiting | Denied, post: Post, variant: Variant) -> Wait:
    return Wait(key, verdict.reason, "blocked" if isinstance(verdict, Denied) else "later", post, variant)


def _partial_stuck(
    scene: Scene, record: Record, variant: Variant, *, digest: str
) -> tuple[Message, Class] | None:
    """Why a half-sent thread may not go on: the text changed, it is frozen, or it is too late."""
    claim = record.claim
    if claim is None or claim.payload_sha256 != digest:
        return msg(
            "the text changed after part of the thread went out; restore it and give a new time"
        ), "late"
    if any(
        stop.end is None and stop.caught(variant.channel, due=scene.now, now=scene.now)
        for stop in scene.stops
    ):
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
        return _held(record, post, variant, reason=msg("its time ran out; give it a new time"), class_="late")
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


def _held(
    record: Record,
    post: Post | None,
    variant: Variant | None,
    *,
    reason: Message,
    class_: Class,
    digest: str = "",
) -> Note:
    return Note(record.key, "held", reason, class_, record, post, variant, digest)


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
