"""Reading back what is open. Reconcile reads and records; it never sends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from smmops.jobs.publish.claim import bare_payload
from smmops.jobs.publish.record import save
from smmops.jobs.publish.shift import Shift
from smmops.ledger.book import Record
from smmops.ledger.branch import FACTS, Draft, rival
from smmops.model.entry import Comment, Entry, Identity, Step, split_key
from smmops.model.message import Message, msg
from smmops.model.outcome import Absent, Finding, Found, Unreadable
from smmops.model.payload import Payload
from smmops.model.ports import Adapter, Parcel
from smmops.model.settings import Channel
from smmops.model.state import State

GIVE_UP_READING = timedelta(hours=48)
"""How long an `unknown` is read back; then it waits for a person."""


def reconcile(shift: Shift) -> None:
    """Every open key whose lease is over: found, proven absent, or still unknown. One bad key delays no other."""
    drafts: list[Draft] = []
    margin = shift.settings.policy.lease_margin
    for record in shift.book.records.values():
        if not record.open or record.broken or not record.lease_over(shift.now(), margin=margin):
            continue
        entry = _settled(shift, record)
        if entry:
            drafts.append(draft_of(shift, record, entry))
    if drafts:
        save(shift, drafts, seal=True)


def draft_of(shift: Shift, record: Record, entry: Entry) -> Draft:
    """The draft of what was read; a match by words alone is written only while no other key may own it."""
    channel = channel_of(shift, record.key)
    adapter = shift.adapter(channel) if channel else None
    receipt = entry.state in FACTS and entry.for_ == "publish" and entry.steps != record.steps
    told = receipt or entry.state is State.CONFLICT
    matched = told and adapter is not None and adapter.consistency != "exact" and not entry.handle
    return Draft(entry, len(record.entries), matched)


def _settled(shift: Shift, record: Record) -> Entry | None:
    """The entry that closes what is open; None where nothing is new."""
    if record.state in (State.CLAIMED, State.PREPARED):
        return _untouched(shift, record, "its lease ended before anything was sent")
    if record.state is State.PARTIAL:
        return None
    if record.state is State.UNKNOWN and not _read_again(shift, record):
        return None
    asked = ask(shift, record)
    return _told(shift, record, asked) if asked else None


@dataclass(frozen=True)
class Asked:
    """A key's question to its network. `part` is the one in doubt."""

    record: Record
    adapter: Adapter
    parcel: Parcel
    part: int


def ask(shift: Shift, record: Record) -> Asked | None:
    """What is needed to read a key back: its adapter and the payload of its claim; None where that cannot be."""
    channel = channel_of(shift, record.key)
    claim = record.claim
    if channel is None or claim is None:
        shift.trouble(
            record.key, msg("its channel is not in smmops.yaml any more, so it cannot be read back")
        )
        return None
    adapter = shift.adapter(channel)
    if adapter is None:
        return None
    if claim.account and shift.accounts.get(channel.id) != claim.account:
        shift.trouble(record.key, msg("the secret now opens another account than the one it was sent to"))
        return None
    payload = _payload(shift, claim, channel)
    if payload is None:
        shift.trouble(
            record.key, msg("the commit that was claimed is not in this clone: was main rewritten?")
        )
        return None
    first, identity = record.first_claim or claim, claim.identity or Identity()
    parcel = Parcel(
        key=record.key,
        channel=channel,
        payload=payload,
        identity=identity,
        epoch=claim.epoch,
        since=first.at - shift.settings.policy.lease_margin,
        handle=record.last.handle if record.last else None,
        reply_to=identity.reply_to,
        quote=identity.quote,
    )
    return Asked(record, adapter, parcel, _part(record))


def channel_of(shift: Shift, key: str) -> Channel | None:
    """The channel of a key, by its id today or an id that it had."""
    name = split_key(key)[2]
    channels = shift.settings.channels
    return channels.get(name) or next((c for c in channels.values() if name in c.was), None)


def _payload(shift: Shift, claim: Entry, channel: Channel) -> Payload | None:
    """The payload of the claim's own blobs, never main's newer one; None where they cannot be had."""
    desk = shift.desk.known(claim.main) if claim.main else shift.desk
    if desk is None:
        return None
    found = desk.find(claim.key, channel)
    return desk.payload(*found)[0] if found else bare_payload(channel)


def _part(record: Record) -> int:
    last = record.last
    return (last.part if last else None) or len(record.steps) + 1


def _told(shift: Shift, record: Record, asked: Asked) -> Entry | None:
    """What the network's answer means for the ledger."""
    claim, last = record.claim, record.last
    if claim is None or last is None:
        return None
    match claim.for_:
        case "edit":
            return _edited(shift, record, asked)
        case "remove":
            return _removed(shift, record, asked)
        case _:
            live = [step.remote for step in record.steps if step.part < asked.part]
            owned = shift.book.owned_by_others(record.key)
            finding = asked.adapter.find(asked.parcel, asked.part, live=live, owned=owned)
            return _published(shift, record, asked, finding)


def _published(shift: Shift, record: Record, asked: Asked, finding: Finding) -> Entry | None:
    if isinstance(finding, Unreadable):
        shift.trouble(record.key, msg("it cannot be read back: {why}", why=finding.reason))
        return None
    if isinstance(finding, Absent):
        if finding.certain:
            return _untouched(shift, record, finding.proof)
        if record.state is State.UNKNOWN:
            return None
        return entry_after(shift, record, State.UNKNOWN, reason=finding.proof, part=asked.part)
    by_words = record.claim is not None and asked.adapter.consistency != "exact" and not asked.parcel.handle
    other = rival(shift.book, record.claim) if by_words and record.claim else None
    if other:
        shift.trouble(
            record.key,
            msg("the same words are in doubt as {key} too: a person must tell them apart", key=other),
        )
        if record.state is State.UNKNOWN:
            return None
        return entry_after(
            shift, record, State.UNKNOWN, reason=f"a match may be that of {other}", part=asked.part
        )
    if len(finding.remotes) > 1 or not finding.current:
        why = "more than one live post matches" if finding.current else "another text stands in its place"
        return entry_after(shift, record, State.CONFLICT, remote=finding.remotes[-1], reason=why)
    step = Step(part=asked.part, remote=finding.remotes[0])
    steps = (*(s for s in record.steps if s.part != step.part), step)
    if asked.part < asked.parcel.payload.length:
        return entry_after(
            shift, record, State.PARTIAL, steps=steps, part=asked.part, proof="found on the network"
        )
    comment = None
    if asked.parcel.payload.first_comment:
        comment = Comment(state="refused", reason="the run ended before it was sent")
    return entry_after(
        shift,
        record,
        State.PUBLISHED,
        steps=steps,
        remote=steps[0].remote,
        proof="found on the network",
        first_comment=comment,
    )


def _edited(shift: Shift, record: Record, asked: Asked) -> Entry | None:
    """Found means that the new text is there, in every part."""
    for step in record.steps:
        finding = asked.adapter.check(asked.parcel, step.remote, step.part)
        if isinstance(finding, Unreadable):
            shift.trouble(record.key, msg("it cannot be read back: {why}", why=finding.reason))
            return None
        if isinstance(finding, Absent) or not finding.current:
            return entry_after(shift, record, State.RELEASED, proof=f"part {step.part} holds the older text")
    return entry_after(
        shift, record, State.EDITED, remote=record.steps[0].remote, proof="found on the network"
    )


def _removed(shift: Shift, record: Record, asked: Asked) -> Entry | None:
    """Proven absent is removed, still there is released."""
    left: list[Step] = []
    for step in record.steps:
        finding = asked.adapter.check(asked.parcel, step.remote, step.part)
        if isinstance(finding, Unreadable) or (isinstance(finding, Absent) and not finding.certain):
            shift.trouble(record.key, msg("whether it is gone cannot be read"))
            return None
        if isinstance(finding, Found):
            left.append(step)
    if not left:
        return entry_after(shift, record, State.REMOVED, steps=(), proof="gone from the network")
    return entry_after(
        shift, record, State.RELEASED, steps=tuple(left), proof=f"{len(left)} parts are still there"
    )


def _untouched(shift: Shift, record: Record, proof: str) -> Entry:
    """Nothing of this claim is out: the key is free again, or its thread stands as it was."""
    claim = record.claim
    begun = bool(record.steps) and claim is not None and claim.for_ == "publish"
    state = State.PARTIAL if begun else State.RELEASED
    handle = record.last.handle if record.last else None
    return entry_after(shift, record, state, proof=proof, handle=handle)


def entry_after(shift: Shift, record: Record, state: State, **values: Any) -> Entry:
    """An entry that continues the newest claim."""
    claim = record.claim
    if claim is None:
        raise ValueError(f"{record.key} was never claimed")
    kept: dict[str, Any] = {
        "state": state,
        "at": shift.now(),
        "actor": shift.world.actor,
        "run": shift.world.run,
        "steps": record.steps,
        "approval": None,
        "lease_until": None,
        "identity": None,
        "handle": record.last.handle if record.last else None,
        "number": 0,
        "prev": None,
    }
    return claim.but(**{**kept, **values})


def _read_again(shift: Shift, record: Record) -> bool:
    """Whether an `unknown` is still read back; after that it waits for a person."""
    return record.last is not None and shift.now() - record.last.at <= GIVE_UP_READING


def words(records: Sequence[Record]) -> tuple[tuple[str, Message], ...]:
    """What stands open for a person, for the summary."""
    waiting = {State.UNKNOWN, State.CONFLICT, State.REMOVAL_NEEDED}
    return tuple(
        (
            record.key,
            msg("{state}: {why}", state=str(record.state), why=record.last.reason or record.last.proof or ""),
        )
        for record in records
        if record.last and record.state in waiting
    )
