"""Whether a key may be claimed. publishing.md, "Free": every clause of it."""

from datetime import datetime

from smmops.ledger.book import Record
from smmops.model.post import Post, Variant
from smmops.model.state import State

DUPLICATE = "SMM305"
"""The code whose `allow` decides that a duplicate may go out."""

_RESCHEDULED = frozenset({State.HELD, State.MISSED, State.CANCELLED})


def is_free(record: Record, post: Post, variant: Variant, *, digest: str, now: datetime) -> bool:
    """Whether this key may be claimed to publish what `variant` says now; `digest` is its payload's.

    `partial` counts as free for its remaining parts once nothing else is asked: its lease is the caller's question.
    """
    last = record.last
    if last is None:
        return True
    if record.settled or record.gone:
        return False
    waited = last.not_before is None or now >= last.not_before
    match last.state:
        case State.RELEASED:
            return waited
        case State.REJECTED if last.class_ == "given-up":
            return False
        case State.REJECTED if last.class_ == "content":
            return last.payload_sha256 != digest
        case State.REJECTED:
            return waited
        case State.HELD if record.steps:
            restored = record.claim is not None and record.claim.payload_sha256 == digest
            return restored and last.publish_at != variant.publish_at
        case State.HELD if last.class_ == "duplicate":
            changed = last.payload_sha256 != digest or last.publish_at != variant.publish_at
            return changed or DUPLICATE in post.allows  # asked again whether it is one
        case state if state in _RESCHEDULED:
            return last.publish_at != variant.publish_at
        case State.PARTIAL:
            return waited
        case _:
            return False
