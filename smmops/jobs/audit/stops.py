"""When publishing was stopped, by whom and why, and what went out all the same."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from smmops.jobs.audit.branch import SKEW
from smmops.jobs.audit.codes import entry_file, gap
from smmops.jobs.audit.past import Past, Then
from smmops.ledger.book import Book, Record
from smmops.model.audit import Frozen
from smmops.model.entry import split_key
from smmops.model.freeze import covers
from smmops.model.message import msg
from smmops.model.problem import Problem
from smmops.model.state import State
from smmops.store.load import load


def stops(past: Past, book: Book) -> tuple[Frozen, ...]:
    """Every stretch of a freeze: freeze.yaml in main's history, and orders of `pause` until a freeze.yaml lifts them."""
    home = f"{past.folder}/" if past.folder else ""
    path = f"{home}freeze.yaml"
    found: list[Frozen] = []
    lifted: dict[str, datetime] = {}
    end: datetime | None = None
    for touch in past.touches(len(past.commits) - 1, path):
        if touch.blob:
            freeze = load(Then(past, {path: touch.blob}), past.folder).freeze
            lifted.update(dict.fromkeys(freeze.lift, touch.commit.at))
            if freeze.scope != ("none",):
                by = freeze.by or touch.commit.author
                found.append(
                    Frozen(touch.commit.at, end, tuple(freeze.scope), by, freeze.reason, order=False)
                )
        end = touch.commit.at
    for order in book.orders:
        if order.kind == "pause":
            ended = lifted.get(order.id)
            found.append(Frozen(order.at, ended, tuple(order.scope), order.by, order.reason, order=True))
    return tuple(sorted(found, key=lambda each: each.start))


def standing(freezes: Iterable[Frozen], name: str) -> Iterator[Problem]:
    """Pauses that no reviewed change has ended yet."""
    for each in freezes:
        if each.order and each.end is None:
            yield gap(
                "SMM471",
                name,
                msg(
                    "paused since {at} by {who}, and no reviewed change has ended it: {reason}",
                    at=f"{each.start:%Y-%m-%d %H:%M} UTC",
                    who=each.by,
                    reason=each.reason,
                ),
                msg("`smmops resume --live` writes the change to review"),
            )


def sent_meanwhile(record: Record, freezes: Iterable[Frozen]) -> Iterator[Problem]:
    """A first part that was marked to be sent while its channel was frozen."""
    channel = split_key(record.key)[2]
    for entry in record.entries:
        if entry.state is not State.SENDING or entry.for_ != "publish":
            continue
        for each in freezes:
            inside = each.start + SKEW < entry.at and (each.end is None or entry.at < each.end)
            if inside and covers(each.scope, channel):
                yield gap(
                    "SMM464",
                    entry_file(entry),
                    msg(
                        "it was sent at {at}, while {who} had stopped {scope}: {reason}",
                        at=f"{entry.at:%Y-%m-%d %H:%M:%S} UTC",
                        who=each.by,
                        scope=", ".join(each.scope),
                        reason=each.reason,
                    ),
                    msg("ask {who} what sent it; publish never does", who=entry.actor),
                )
