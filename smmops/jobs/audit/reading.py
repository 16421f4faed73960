"""The networks read back: what is live and is not what was sent, and what the ledger knows nothing of."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from smmops.jobs.audit.codes import entry_file, gap
from smmops.jobs.audit.run import Ground
from smmops.jobs.publish.desk import Desk
from smmops.jobs.publish.reconcile import ask
from smmops.jobs.publish.shift import Shift
from smmops.jobs.snapshot.drift import changed
from smmops.jobs.snapshot.few import with_few
from smmops.ledger.book import Book, Record
from smmops.model.entry import split_key
from smmops.model.message import msg
from smmops.model.outcome import RateLimited, Rejected, Unauthorized, Unavailable
from smmops.model.ports import Lists
from smmops.model.problem import Problem
from smmops.model.settings import Channel
from smmops.model.state import State

_READABLE = frozenset({State.PUBLISHED, State.VERIFIED, State.EDITED})


def read_back(ground: Ground, chosen: Sequence[Record]) -> tuple[dict[str, datetime], list[Problem]]:
    """(key -> when its parts were seen as sent, gaps) of the chosen publications and of every channel's account."""
    wanted = [r for r in chosen if r.state in _READABLE and r.claim is not None and r.steps]
    posts = frozenset(split_key(record.key)[1] for record in wanted)
    world = with_few(ground.world, posts)
    shift = Shift(world, ground.settings.id, Desk(world, ground.past.tip), ground.book)
    seen: dict[str, datetime] = {}
    gaps: list[Problem] = []
    for record in wanted:
        asked = ask(shift, record)
        if asked is None:
            continue
        found = changed(asked)
        if found is None:
            seen[record.key] = shift.now()
        else:
            gaps.append(_drifted(record, found))
    for channel in ground.settings.channels.values():
        gaps.extend(_strangers(shift, channel, ground.book))
    gaps.extend(
        gap(
            "SMM470",
            about,
            msg("it was not read back: {why}", why=why.fill()),
            msg("give the job the channel's secret, or look by hand"),
        )
        for about, why in shift.troubles
    )
    return seen, gaps


def _drifted(record: Record, found: str) -> Problem:
    assert record.last is not None
    return gap(
        "SMM467",
        entry_file(record.last),
        msg("what is live is not what was sent: {why}", why=found),
        msg("edit or take down the post by a reviewed change, or restore it on the network"),
    )


def _strangers(shift: Shift, channel: Channel, book: Book) -> Iterator[Problem]:
    """What stands on the account since the ledger began, and no entry names."""
    if channel.status != "active":
        return
    adapter = shift.adapter(channel)
    began = _began(book, channel)
    if adapter is None or not isinstance(adapter, Lists) or began is None:
        return
    came = adapter.own(began)
    if isinstance(came, Rejected | Unauthorized | RateLimited | Unavailable):
        yield gap(
            "SMM470",
            channel.id,
            msg(
                "what else stands on the account could not be listed: {why}", why=getattr(came, "reason", "")
            ),
            msg("run it again later, or look by hand"),
        )
        return
    known = set(book.owners) | _comments(book)
    addresses = {
        step.remote.url for record in book.records.values() for e in record.entries for step in e.steps
    }
    for remote in came:
        if remote.id in known or (remote.url and remote.url in addresses):
            continue
        yield gap(
            "SMM466",
            channel.id,
            msg(
                "the ledger knows nothing of {id} ({at})",
                id=remote.url or remote.id,
                at=f"{remote.at:%Y-%m-%d %H:%M} UTC" if remote.at else "no date",
            ),
            msg("ask who holds the account's password; take it down, or change the secret"),
        )


def _began(book: Book, channel: Channel) -> datetime | None:
    """When smmops first sent anything there: what is older is not its business."""
    names = {channel.id, *channel.was}
    times = [
        record.first_claim.at
        for key, record in book.records.items()
        if split_key(key)[2] in names and record.first_claim
    ]
    return min(times) - timedelta(minutes=3) if times else None


def _comments(book: Book) -> set[str]:
    return {
        entry.first_comment.remote.id
        for record in book.records.values()
        for entry in record.entries
        if entry.first_comment and entry.first_comment.remote
    }
