"""Decisions that several cases share."""

from smmops.ledger.book import Record
from smmops.model.entry import Class
from smmops.model.message import Message
from smmops.model.post import Post, Variant
from smmops.model.verdict import Denied, Waiting
from smmops.plan.scene import Note, Wait


def held(
    record: Record,
    post: Post | None,
    variant: Variant | None,
    *,
    reason: Message,
    class_: Class,
) -> Note:
    """A key whose thread is half live, or whose time is over: a person decides."""
    return Note(record.key, "held", reason, class_, record, post, variant)


def unapproved(key: str, verdict: Waiting | Denied, post: Post, variant: Variant) -> Wait:
    """Waiting for an approval: that may still come, or that only another change can bring."""
    return Wait(key, verdict.reason, "blocked" if isinstance(verdict, Denied) else "later", post, variant)
