"""From claims to receipts: prepare, mark, fence, call, record; a round takes one step on every channel."""

from collections.abc import Sequence
from functools import partial
from typing import assert_never

from smmops.jobs.publish.claim import Errand
from smmops.jobs.publish.desk import Desk
from smmops.jobs.publish.fence import forbids, passes
from smmops.jobs.publish.outcome import after_call, after_comment, refused, untouched
from smmops.jobs.publish.record import report, save
from smmops.jobs.publish.shift import Shift
from smmops.ledger.branch import Draft
from smmops.model.entry import Entry
from smmops.model.message import Message, msg
from smmops.model.outcome import Outcome, Prepared, Refusal, Remote, Removal, Removed
from smmops.model.ports import Edits, Prepares
from smmops.model.state import OPEN, State


def send(shift: Shift, errands: Sequence[Errand]) -> None:
    """Brings every errand to an end: a receipt, a refusal, `unknown`, or released untouched."""
    waiting = list(errands)
    while waiting:
        if shift.world.stopped():
            _give_back(shift, [(errand, msg("the run was asked to stop")) for errand in waiting])
            return
        turn, waiting = _turn(waiting)
        marked = _marked(shift, _prepared(shift, [errand for errand in turn if not errand.receipt]))
        desk, go, stay = passes(shift, [*marked, *(errand for errand in turn if errand.receipt)])
        _give_back(shift, stay)
        waiting = [*(_called(shift, go, desk) if desk else ()), *waiting]


def _turn(waiting: Sequence[Errand]) -> tuple[list[Errand], list[Errand]]:
    """One errand a channel, since a network sees one writer an account; and the rest."""
    first: dict[str, Errand] = {}
    rest = []
    for errand in waiting:
        if first.setdefault(errand.task.channel.id, errand) is not errand:
            rest.append(errand)
    return list(first.values()), rest


def _prepared(shift: Shift, errands: Sequence[Errand]) -> list[Errand]:
    """Uploads what the next part needs; repeatable, nothing public. Handles go to the ledger at once."""
    outcomes: dict[str, Prepared | Refusal] = {}

    def prepare(errand: Errand) -> None:
        adapter, purpose = errand.adapter, errand.task.purpose
        if purpose == "remove" or not isinstance(adapter, Prepares):
            outcomes[errand.key] = Prepared()
        else:
            outcomes[errand.key] = adapter.prepare(errand.parcel, errand.part, media=errand.bytes_of)

    shift.world.spread([partial(prepare, errand) for errand in errands])
    ready: list[Errand] = []
    drafts: list[Draft] = []
    for errand in errands:
        outcome = outcomes[errand.key]
        if not isinstance(outcome, Prepared):
            entry = refused(errand, outcome, shift.now())
            shift.trouble(errand.key, msg("it could not be prepared: {why}", why=entry.reason or ""))
            drafts.append(_after_ours(shift, errand, entry))
            continue
        ready.append(errand.but(ready=outcome))
        if outcome.handle:
            entry = errand.entry(State.PREPARED, shift.now(), handle=outcome.handle, part=errand.part)
            drafts.append(_after_ours(shift, errand, entry))
    saved = save(shift, drafts, seal=False) if drafts else None
    stands = {entry.key for entry in saved.entries} if saved else set()
    return [errand for errand in ready if not errand.ready.handle or errand.key in stands]


def _marked(shift: Shift, errands: Sequence[Errand]) -> list[Errand]:
    """Those whose `sending` stands on the branch: only while our nonce is the key's last entry."""
    if not errands:
        return []
    drafts = []
    for errand in errands:
        entry = errand.entry(State.SENDING, shift.now(), part=errand.part, handle=errand.ready.handle)
        drafts.append(_after_ours(shift, errand, entry))
    saved = save(shift, drafts, seal=True)
    stands = {entry.key for entry in saved.entries} if saved else set()
    return [errand for errand in errands if errand.key in stands]


def _called(shift: Shift, errands: Sequence[Errand], desk: Desk) -> list[Errand]:
    """Makes the calls side by side, each receipt recorded at once; gives the errands of the next parts."""
    if not errands:
        return []
    goes_on: list[Errand] = []
    tenth = shift.settings.policy.lease / 10
    shift.world.alarm.arm(min(e.claim.lease_until for e in errands if e.claim.lease_until) - tenth)

    answers: list[Outcome | Removal | Message] = []

    def call(errand: Errand) -> None:
        why = forbids(shift, errand, desk)  # once more: a receipt beside this call may have shown an order
        outcome = why or _call(errand)
        answers.append(outcome)
        if len(answers) == len(errands):
            shift.world.alarm.disarm()
        more = _record(shift, errand, outcome)
        if more:
            goes_on.append(more)

    shift.world.spread([partial(call, errand) for errand in errands])
    shift.world.alarm.disarm()
    return [errand for errand in goes_on if _ours(shift, errand)]


def _record(shift: Shift, errand: Errand, outcome: Outcome | Removal | Message) -> Errand | None:
    """Takes an answer to the branch (a Message: why no call was made); gives the errand's next step, if it has one."""
    if errand.receipt and not isinstance(outcome, Removed):
        _commented(shift, errand, outcome)
        return None
    if isinstance(outcome, Message):
        report(shift, _after_ours(shift, errand, untouched(errand, outcome, shift.now())))
        return None
    entry, more = after_call(errand, outcome, shift.now())
    report(shift, _after_ours(shift, errand, entry))
    if entry.state in (State.UNKNOWN, State.REJECTED) or entry.class_:
        shift.trouble(errand.key, msg("{state}: {why}", state=entry.state, why=entry.reason or ""))
    return more


def _call(errand: Errand) -> Outcome | Removal:
    """The one mutating request of this step; no retries at any layer."""
    adapter, parcel = errand.adapter, errand.parcel
    live = [step.remote for step in errand.live]
    if errand.receipt:
        return adapter.comment(parcel, live=live)
    match errand.task.purpose:
        case "publish":
            return adapter.publish(parcel, errand.part, ready=errand.ready, live=live)
        case "remove":
            return adapter.remove(parcel, _remote(errand))
        case "edit":
            if not isinstance(adapter, Edits):
                raise TypeError(f"{parcel.channel.network} was claimed for an edit and cannot edit")
            return adapter.edit(parcel, errand.part, ready=errand.ready, remote=_remote(errand))
        case never:
            assert_never(never)


def _remote(errand: Errand) -> Remote:
    return next(step.remote for step in errand.live if step.part == errand.part)


def _commented(shift: Shift, errand: Errand, outcome: Outcome | Message) -> None:
    """Records what became of the first comment: sent at most once, never again whatever came back."""
    entry = after_comment(errand, outcome, shift.now())
    comment = entry.first_comment
    if comment and comment.state != "published":
        why = msg("its first comment is {state}: {why}", state=comment.state, why=comment.reason)
        shift.trouble(errand.key, why)
    with shift.lock:
        save(shift, [_after_ours(shift, errand, entry)], seal=True)


def _give_back(shift: Shift, errands: Sequence[tuple[Errand, Message]]) -> None:
    """Releases what was claimed or marked and not sent."""
    now = shift.now()
    for errand, why in errands:
        if errand.receipt:
            _commented(shift, errand, why)
    drafts = [_after_ours(shift, e, untouched(e, why, now)) for e, why in errands if not e.receipt]
    if drafts:
        save(shift, drafts, seal=False)


def _ours(shift: Shift, errand: Errand) -> bool:
    last = shift.book.record(errand.key).last
    if last is None or last.nonce != errand.claim.nonce:
        return False
    return last.state is State.PUBLISHED if errand.receipt else last.state in OPEN


def _after_ours(shift: Shift, errand: Errand, entry: Entry) -> Draft:
    """A draft that is written only while our nonce is the key's last entry (a fact: always)."""
    return Draft(entry, len(shift.book.record(errand.key).entries) if _ours(shift, errand) else -1)
