"""One row a publication: what the ledger says of it, and the evidence of its approval."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from smmops.approvals.required import LEVELS
from smmops.jobs.audit.codes import entry_file, gap
from smmops.jobs.audit.evidence import Made
from smmops.jobs.audit.past import Past
from smmops.jobs.audit.recorded import approvers, files_of, lapsed
from smmops.ledger.book import Book, Record
from smmops.model.audit import Doubt, Given, Publication, Removed
from smmops.model.entry import Entry, split_key
from smmops.model.message import msg
from smmops.model.problem import Problem
from smmops.model.settings import Settings
from smmops.model.state import State

_DOUBT = frozenset({State.UNKNOWN, State.CONFLICT})
_LIVE = frozenset({State.PUBLISHED, State.PARTIAL, State.EDITED})


def is_publication(record: Record) -> bool:
    """Whether something of it is live, was, or may be: the population of an audit."""
    return record.settled or bool(record.steps) or record.state in (*_DOUBT, State.SENDING)


def row(
    record: Record, *, settings: Settings, book: Book, made: Made | None, gaps: Sequence[str]
) -> Publication:
    """The row of one key."""
    _, post, name = split_key(record.key)
    channel = settings.channels.get(name) or next(
        (c for c in settings.channels.values() if name in c.was), None
    )
    sent = first_sent(record)
    claim = record.first_claim or record.claim
    evidence = made.evidence if made else (claim.approval if claim else None) or {}
    receipt = record.receipt or record.last
    return Publication(
        key=record.key,
        post=post,
        channel=name,
        network=channel.network if channel else "",
        account=(channel.handle if channel else "") or (claim.account or "" if claim else ""),
        state=str(record.state),
        authors=tuple(_authors(evidence)),
        approvers=tuple(_given(evidence)),
        approval=_approval(record, evidence),
        level=_level(evidence),
        proof=made.proof if made else "recorded",
        payload_sha256=receipt.payload_sha256 if receipt else None,
        main=claim.main if claim else None,
        blobs=claim.blobs if claim else (),
        due_at=(sent.due_at if sent else None) or (claim.due_at or claim.publish_at if claim else None),
        sent_at=sent.at if sent else None,
        late_s=sent.late_s if sent else None,
        remotes=tuple(_remotes(record)),
        verified_at=_when(record, State.VERIFIED),
        drifted_at=_when(record, State.DRIFTED),
        drift=_drift(record),
        edited_at=_when(record, State.EDITED),
        removed=_removed(record, book),
        gaps=tuple(dict.fromkeys(gaps)),
    )


def first_sent(record: Record) -> Entry | None:
    """The first entry that says that something went out."""
    facts = (State.PUBLISHED, State.PARTIAL, State.ADOPTED)
    return next((entry for entry in record.entries if entry.state in facts), None)


def _remotes(record: Record) -> Iterator[tuple[str, str | None]]:
    """The network's ids and addresses; of what was removed those that it had."""
    last = next((entry for entry in reversed(record.entries) if entry.steps), None)
    steps = record.steps or (last.steps if last else ())
    for step in steps:
        yield step.remote.id, step.remote.url


def _when(record: Record, state: State) -> datetime | None:
    return next((entry.at for entry in reversed(record.entries) if entry.state is state), None)


def _drift(record: Record) -> str | None:
    return (
        (record.last.reason or "changed on the network")
        if record.state is State.DRIFTED and record.last
        else None
    )


def _removed(record: Record, book: Book) -> Removed | None:
    gone = next((entry for entry in record.entries if entry.state is State.REMOVED), None)
    if gone is None:
        return None
    _, post, channel = split_key(record.key)
    orders = [
        order
        for order in book.orders
        if order.kind == "takedown"
        and order.post == post
        and (not order.channels or channel in order.channels)
        and order.at <= gone.at
    ]
    if orders:
        return Removed(gone.at, orders[-1].reason, orders[-1].by)
    said = (entry.reason for entry in reversed(record.entries) if entry.for_ == "remove" and entry.reason)
    return Removed(gone.at, next(said, ""), gone.actor)


def _approval(record: Record, evidence: Mapping[str, Any]) -> str:
    if any(entry.state is State.ADOPTED for entry in record.entries):
        return "imported"
    return "break-glass" if evidence.get("bypass") else str(evidence.get("approval") or "none")


def _own(evidence: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The evidence of what people wrote for this publication: its text and media, else all of it."""
    files = files_of(evidence)
    content = [told for path, told in files.items() if "content" in path.split("/")]
    return content or list(files.values())


def _level(evidence: Mapping[str, Any]) -> str:
    """The weakest level of what was written for it: settings that stood there from the beginning say nothing."""
    known = [str(told.get("level")) for told in _own(evidence) if told.get("level") in LEVELS]
    return min(known, key=[str(level) for level in LEVELS].index, default=str(evidence.get("level") or ""))


def _authors(evidence: Mapping[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    for told in _own(evidence):
        authors = told.get("authors")
        for who in authors if isinstance(authors, list) else ():
            if who not in seen:
                seen.add(str(who))
                yield str(who)


def _given(evidence: Mapping[str, Any]) -> Iterator[Given]:
    found: dict[str, Given] = {}
    for told in _own(evidence):
        for who, roles, at in approvers(told):
            found.setdefault(who, Given(who, roles, at))
    yield from found.values()


def doubts(record: Record) -> Iterator[Doubt]:
    """Each stretch in which nobody knew, and what ended it."""
    since: Entry | None = None
    for entry in record.entries:
        if entry.state in _DOUBT:
            since = since or entry
        elif since is not None:
            by = entry.actor if (entry.proof or "").startswith("decided by ") else None
            how = entry.reason or entry.proof or "read back"
            yield Doubt(record.key, since.at, entry.at, str(entry.state), by or "smmops", how)
            since = None
    if since is not None:
        yield Doubt(record.key, since.at)


def _unclaimed(record: Record) -> Iterator[Problem]:
    """Receipts that follow from no claim: whoever may push the state branch can write one."""
    claimed: set[str | None] = set()
    for entry in record.entries:
        if entry.state is State.CLAIMED:
            claimed.add(entry.nonce)
        decided = entry.number > 1 and (entry.proof or "").startswith("decided by ")
        if entry.state in _LIVE and entry.nonce not in claimed and not decided:
            yield gap(
                "SMM473",
                entry_file(entry),
                msg(
                    "it says {state}, and no claim of {key} goes before it",
                    state=str(entry.state),
                    key=record.key,
                ),
                msg("smmops never writes that: ask {who}, and look on the network", who=entry.actor),
            )


def open_gaps(record: Record, made: Made | None, past: Past) -> Iterator[Problem]:
    """What stands open of a publication: unknown, drifted, or approved by somebody without training."""
    last = record.last
    if last is None:
        return
    yield from _unclaimed(record)
    if last.state in (*_DOUBT, State.SENDING):
        yield gap(
            "SMM465",
            entry_file(last),
            msg("nobody knows whether {key} is live ({state})", key=record.key, state=str(last.state)),
            msg(
                "look on the network, then `smmops ledger resolve {key} --nonce {nonce}` with `--live ID`, `--absent` or what `smmops help unknown` names",
                key=record.key,
                nonce=last.nonce or "NONCE",
            ),
        )
    if last.state is State.DRIFTED:
        yield gap(
            "SMM467",
            entry_file(last),
            msg("what is live is not what was sent: {why}", why=last.reason or "changed on the network"),
            msg("edit or take down the post by a reviewed change, or restore it on the network"),
        )
    for who, topic, path in lapsed(made.evidence if made else None, past):
        yield gap(
            "SMM468",
            entry_file(made.sending.claim) if made else entry_file(last),
            msg("{who} approved {path} without valid training in {topic}", who=who, path=path, topic=topic),
            msg("have somebody else look at it again; renew the training in team.yaml"),
        )
