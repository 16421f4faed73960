"""What an answer means for the ledger: one entry, and whether the errand goes on."""

from datetime import datetime, timedelta
from typing import assert_never

from smmops.jobs.publish.claim import Errand
from smmops.model.entry import Comment, Entry, Step
from smmops.model.message import Message
from smmops.model.outcome import (
    Outcome,
    OutcomeUnknown,
    Published,
    RateLimited,
    Refusal,
    Rejected,
    Removal,
    Removed,
    Unauthorized,
    Unavailable,
)
from smmops.model.state import State

AGAIN = timedelta(minutes=1)
"""How long a network that could not be reached is left alone."""
SECRET_AGAIN = timedelta(minutes=10)
"""How long a secret that was refused is not tried."""


def after_call(errand: Errand, outcome: Outcome | Removal, now: datetime) -> tuple[Entry, Errand | None]:
    """The entry to record, and the errand of the next part, if there is one."""
    match outcome:
        case Published():
            return _sent(errand, Step(part=errand.part, remote=outcome.remote), now)
        case Removed():
            return _taken(errand, now)
        case OutcomeUnknown():
            return _unknown(errand, outcome, now), None
        case Rejected() | Unauthorized() | RateLimited() | Unavailable():
            return refused(errand, outcome, now), None
        case never:
            assert_never(never)


def _unknown(errand: Errand, outcome: OutcomeUnknown, now: datetime) -> Entry:
    handle = errand.ready.handle
    return errand.entry(State.UNKNOWN, now, part=errand.part, reason=outcome.reason, handle=handle)


def _sent(errand: Errand, step: Step, now: datetime) -> tuple[Entry, Errand | None]:
    steps = (*(live for live in errand.live if live.part != step.part), step)
    steps = tuple(sorted(steps, key=lambda live: live.part))
    total = len(errand.live) if errand.task.purpose == "edit" else errand.parcel.payload.length
    if step.part < total:
        entry = errand.entry(State.PARTIAL, now, steps=steps, part=step.part)
        return entry, errand.but(live=steps, part=step.part + 1)
    if errand.task.purpose == "edit":
        return errand.entry(State.EDITED, now, steps=steps, remote=steps[0].remote), None
    comment = Comment(state="sending") if errand.parcel.payload.first_comment is not None else None
    due = errand.claim.due_at
    late = max(0, int((now - due).total_seconds())) if due else None
    entry = errand.entry(
        State.PUBLISHED, now, steps=steps, remote=steps[0].remote, late_s=late, first_comment=comment
    )
    return entry, errand.but(live=steps, receipt=entry) if comment else None


def after_comment(errand: Errand, outcome: Outcome | Message, now: datetime) -> Entry:
    """The receipt with what became of the first comment; a Message says why it was not sent."""
    match outcome:
        case Published():
            comment = Comment(state="published", remote=outcome.remote)
        case OutcomeUnknown():
            comment = Comment(state="unknown", reason=outcome.reason)
        case Message():
            comment = Comment(state="refused", reason=outcome.fill())
        case _:
            comment = Comment(state="refused", reason=outcome.reason)
    assert errand.receipt is not None
    return errand.receipt.but(at=now, first_comment=comment)


def _taken(errand: Errand, now: datetime) -> tuple[Entry, Errand | None]:
    left = tuple(step for step in errand.live if step.part != errand.part)
    if not left:
        return errand.entry(State.REMOVED, now, steps=()), None
    entry = errand.entry(State.PARTIAL, now, steps=left, part=errand.part)
    return entry, errand.but(live=left, part=left[-1].part)


def refused(errand: Errand, outcome: Refusal, now: datetime) -> Entry:
    """The entry for an answer that proves that nothing happened."""
    reason, begun = outcome.reason, errand.task.purpose == "publish" and bool(errand.live)
    if isinstance(outcome, Rejected):
        state = State.HELD if begun else State.REJECTED
        return errand.entry(state, now, class_="content", reason=reason, part=errand.part)
    state = State.PARTIAL if begun else State.REJECTED
    match outcome:
        case RateLimited():
            class_, until = "rate-limited", outcome.until
        case Unauthorized():
            class_, until = "unauthorized", now + SECRET_AGAIN
        case Unavailable():
            class_, until = "unavailable", now + AGAIN
        case never:
            assert_never(never)
    return errand.entry(state, now, class_=class_, not_before=until, reason=reason, part=errand.part)


def untouched(errand: Errand, why: Message, now: datetime) -> Entry:
    """The entry for a part that was not sent after all: released, or what is live of a thread as it was."""
    begun = errand.task.purpose == "publish" and bool(errand.live)
    state = State.PARTIAL if begun else State.RELEASED
    return errand.entry(state, now, reason=why.fill(), part=errand.part, handle=errand.ready.handle)
