"""What changed on the network since it went out, seen while measuring: recorded in the ledger, never sent again."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from smmops.jobs.publish.desk import Desk
from smmops.jobs.publish.reconcile import Asked, ask, entry_after
from smmops.jobs.publish.record import save
from smmops.jobs.publish.shift import Shift
from smmops.jobs.snapshot.agenda import DELETED
from smmops.jobs.snapshot.asking import Taking
from smmops.jobs.snapshot.few import with_few
from smmops.ledger.book import Record
from smmops.ledger.branch import Draft
from smmops.model.entry import split_key
from smmops.model.outcome import Absent, Unreadable
from smmops.model.state import State
from smmops.model.world import World

AT_ONCE = 25
"""Publications of one channel that one run reads back at most: first those that were not shown, then others in turn."""

_AS_SENT = frozenset({State.PUBLISHED, State.VERIFIED, State.EDITED})


def observe(shift: Shift, world: World, takings: Sequence[Taking], at: datetime) -> None:
    """Reads back what was measured; `world` is the one that reads whole commits.

    By the rules of publish: deleted only where a read proves it, and only while the entry that was judged is the last.
    """
    chosen = [record for taking in takings if not taking.refused for record in _chosen(taking, at)]
    if not chosen:
        return
    posts = frozenset(split_key(record.key)[1] for record in chosen)
    shift.desk = Desk(with_few(world, posts), shift.desk.commit)
    questions = [asked for asked in (ask(shift, record) for record in chosen) if asked]
    told: dict[str, str] = {}
    by_channel: dict[str, list[Asked]] = {}
    for asked in questions:
        by_channel.setdefault(asked.parcel.channel.id, []).append(asked)

    def read(mine: Sequence[Asked]) -> None:
        for asked in mine:
            found = None if shift.world.stopped() else changed(asked)
            if found:
                told[asked.record.key] = found

    shift.world.spread([partial(read, mine) for mine in by_channel.values()])
    drafts = [
        Draft(entry_after(shift, asked.record, State.DRIFTED, reason=told[asked.record.key]), _size(asked))
        for asked in sorted(questions, key=lambda each: each.record.key)
        if asked.record.key in told
    ]
    if drafts:
        save(shift, drafts, seal=True)


def _size(asked: Asked) -> int:
    return len(asked.record.entries)


def _chosen(taking: Taking, at: datetime) -> list[Record]:
    """Those that were not shown, then the others in an order that changes by the hour: each has its turn."""
    records = {post: record for post, record in taking.errand.posts.items() if post in taking.posts}
    fit = [
        (post not in taking.unseen, _turn(record.key, at), record)
        for post, record in records.items()
        if record.state in _AS_SENT and record.claim is not None and _named(record)
    ]
    return [record for *_, record in sorted(fit, key=lambda each: each[:2])][:AT_ONCE]


def _named(record: Record) -> bool:
    """Whether the ledger has the network's own ids: of an address that a person entered, nothing can be proven."""
    return not any(step.remote.id.startswith(("https://", "http://")) for step in record.steps)


def _turn(key: str, at: datetime) -> str:
    return hashlib.sha256(f"{at:%Y%m%d%H} {key}".encode()).hexdigest()


def changed(asked: Asked) -> str | None:
    """How what is live differs from what was sent; None where it does not, or where nobody can tell now."""
    for step in asked.record.steps:
        finding = asked.adapter.check(asked.parcel, step.remote, step.part)
        if isinstance(finding, Unreadable):
            return None
        if isinstance(finding, Absent):
            return f"part {step.part} {DELETED}" if finding.certain else None
        if not finding.current:
            return f"part {step.part} was edited on the network"
    return None
