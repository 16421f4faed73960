"""Reading back what went out: verified, or changed on the network. Reported, never sent again."""

from datetime import timedelta

from smmops.jobs.publish.reconcile import Asked, ask, draft_of, entry_after
from smmops.jobs.publish.record import save
from smmops.jobs.publish.shift import Shift
from smmops.ledger.book import Record
from smmops.ledger.branch import Draft
from smmops.model.entry import Entry, Step
from smmops.model.outcome import Absent, Found, Unreadable
from smmops.model.state import State

AT_ONCE = 25
"""Publications that one tick reads back at most."""
LATE_EFFECT = timedelta(hours=1)
"""How long a call that was proven without effect is looked at once more."""


def observe(shift: Shift) -> None:
    """Reads back what is fresh, and what was sent and released: an effect may come late."""
    drafts: list[Draft] = []
    for record in _fresh(shift)[:AT_ONCE]:
        asked = ask(shift, record)
        entry = _seen(shift, record, asked) if asked else None
        if entry:
            drafts.append(draft_of(shift, record, entry))
    if drafts:
        save(shift, drafts, seal=True)


def _fresh(shift: Shift) -> list[Record]:
    now, margin = shift.now(), shift.settings.policy.lease_margin
    found = []
    for record in shift.book.records.values():
        last = record.last
        if last is None or record.broken or not record.lease_over(now, margin=margin):
            continue
        receipt = last.state in (State.PUBLISHED, State.EDITED) and record.claim is not None
        sent = last.for_ == "publish" and not record.settled and _was_sent(record)
        late = last.state is State.RELEASED and sent and now - last.at < LATE_EFFECT
        if receipt or late:
            found.append(record)
    return found


def _was_sent(record: Record) -> int:
    """How many times the first part was marked to be sent."""
    return sum(e.state is State.SENDING and e.for_ == "publish" and e.part == 1 for e in record.entries)


def _seen(shift: Shift, record: Record, asked: Asked) -> Entry | None:
    if record.state is State.RELEASED:
        return _late(shift, record, asked)
    if _was_sent(record) > 1:
        copies = asked.adapter.find(asked.parcel, 1, live=(), owned=shift.book.owned_by_others(record.key))
        if isinstance(copies, Found) and len(copies.remotes) > 1:
            other = next((r for r in copies.remotes if r.id not in record.known_ids()), copies.remotes[-1])
            return entry_after(shift, record, State.CONFLICT, remote=other, reason="a second copy is live")
    for step in record.steps:
        finding = asked.adapter.check(asked.parcel, step.remote, step.part)
        if isinstance(finding, Unreadable) or (isinstance(finding, Absent) and not finding.certain):
            return None
        if isinstance(finding, Absent):
            reason = f"part {step.part} was deleted on the network"
            return entry_after(shift, record, State.DRIFTED, reason=reason)
        if not finding.current:
            return entry_after(
                shift, record, State.DRIFTED, reason=f"part {step.part} was edited on the network"
            )
    return entry_after(shift, record, State.VERIFIED)


def _late(shift: Shift, record: Record, asked: Asked) -> Entry | None:
    """A released call that had its effect after all."""
    owned = shift.book.owned_by_others(record.key)
    finding = asked.adapter.find(asked.parcel, 1, live=(), owned=owned)
    if not isinstance(finding, Found) or not finding.current:
        return None
    step = Step(part=1, remote=finding.remotes[0])
    state = State.PUBLISHED if asked.parcel.payload.length == 1 else State.PARTIAL
    remote = step.remote if state is State.PUBLISHED else None
    return entry_after(
        shift, record, state, steps=(step,), remote=remote, part=1, proof="found on the network late"
    )
