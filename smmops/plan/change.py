"""Changes of what is live or was to be: removals that were asked for, and edits."""

from smmops.ledger.book import Record
from smmops.model.message import msg
from smmops.model.post import Post, Variant
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.model.verdict import Approved
from smmops.plan.scene import Decision, Note, Scene, Task, Wait
from smmops.plan.words import unapproved


def takedown(
    scene: Scene, record: Record, *, reason: str, channel: Channel, post: Post | None
) -> Decision | None:
    """Looked at before hold, freeze and late; what is open is read back first."""
    if record.broken or (record.gone and not record.steps):
        return None
    if record.open and record.state is not State.PARTIAL:
        return None
    variant = post.variant(channel.id) if post else None
    why = msg("taken down: {reason}", reason=reason)
    if record.state is State.CONFLICT:
        way = msg(
            "two copies may be live: decide which with `smmops ledger resolve {key} --nonce {nonce} --keep ID`",
            key=record.key,
            nonce=(record.last and record.last.nonce) or "NONCE",
        )
        return Wait(record.key, way, "blocked", post, variant)
    if not record.steps:
        if record.state in (State.CANCELLED, State.REMOVED, State.ADOPTED):
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
    return Task(record.key, post, variant, channel, "remove", record, steps=record.steps, reason=reason)


def edit(scene: Scene, record: Record, post: Post, variant: Variant, *, channel: Channel) -> Decision | None:
    """What a settled publication wants: nothing, an edit, or a word on why it cannot have one.

    Wanted only where the payloads of the receipt's commit and of today differ, both by the receipt's policy,
    and the post's own bytes changed: a new UTM policy edits nothing.
    """
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
    if any(stop.end is None and stop.caught(variant.channel, due=scene.now) for stop in scene.stops):
        return Wait(key, msg("the edit waits for the end of a freeze"), "later", post, variant)
    payload, digest = scene.payload(post, variant)
    if payload.length != len(record.steps):
        reason = msg("it is live in {live} parts, not {now}", live=len(record.steps), now=payload.length)
        return Wait(key, reason, "blocked", post, variant)
    verdict = scene.approved(post, variant)
    if not isinstance(verdict, Approved):
        return unapproved(key, verdict, post, variant)
    text = scene.text_of(variant)
    return Task(key, post, variant, channel, "edit", record, digest, text, verdict, record.steps)


def _own_bytes_changed(record: Record, post: Post, variant: Variant) -> bool:
    """Whether the post's file or one of its media is another blob than the receipt was about."""
    was = set(record.receipt.blobs) if record.receipt else set()
    own = {(post.path, post.blob)} | {(m.file.path, m.file.blob) for m in variant.media if m.file}
    blobs = {blob for _, blob in was}
    return any(blob not in blobs for _, blob in own)
