"""Writing rows to the metrics branch: new files only, by compare-and-swap, never forced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smmops.jobs.publish.shift import Shift
from smmops.jobs.snapshot.agenda import still_due
from smmops.jobs.snapshot.asking import Taking
from smmops.jobs.snapshot.past import Subject
from smmops.measure.cadence import Slot
from smmops.measure.table import Kind, Row, encoded, folder, path
from smmops.model.message import msg
from smmops.model.ports import Landed, Lost, RemoteError

TRIES = 6
"""Pushes that come to nothing before the numbers are given up; the next run takes them anew."""
MOVES = 30
"""How often a push may meet a branch that others moved."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The commit that holds the rows and its files; no commit where others had measured all of it meanwhile."""

    commit: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Mapping[Subject, Sequence[Row]]
    slots: Mapping[Subject, Slot]


def keep(shift: Shift, base: str, takings: Sequence[Taking], at: datetime) -> Kept:
    """Pushes what was measured; a branch that moved is read again, and what others measured meanwhile is left out."""
    tables = _tables(takings)
    git, clock, jitter = shift.world.git, shift.world.clock, shift.world.jitter
    tip: str | None = base
    lost: dict[str, tuple[str, ...]] = {}
    tries = moves = 0
    why = ""
    while tip is not None and tries < TRIES and moves < MOVES:
        files = _files(shift, tip, tables, at)
        if not files:
            return Kept()
        try:
            result = git.append(tip, files, _note(shift.brand, files, tables))
            if isinstance(result, Landed):
                return Kept(result.tip, tuple(files))
            if isinstance(result, Lost):
                lost[result.commit] = tuple(files)
            tip, before = git.metrics(), tip
            ours = next((c for c in lost if tip and git.is_ancestor(c, tip)), None)
            if ours:
                return Kept(ours, lost[ours])
            moves, tries, why = moves + (tip != before), tries + (tip == before), result.reason
            clock.sleep(0.2 * jitter())
        except RemoteError as away:
            tries, why = tries + 1, str(away)
            if tries < TRIES:
                clock.sleep(min(30.0, 2.0 ** (tries - 1)) * (0.5 + jitter()))
        tables = _left(shift, tip, tables, at) if tip != base else tables
    if tip is None:
        shift.trouble("metrics", msg("the metrics branch went away while this run measured"))
    else:
        shift.trouble("metrics", msg("the metrics branch cannot be written: {why}", why=why))
    return Kept()


def _tables(takings: Sequence[Taking]) -> dict[Kind, _Table]:
    """Rows by kind and subject, by channel, then subject: the same order whoever answered first."""
    posts: dict[Subject, Sequence[Row]] = {}
    homes: dict[Subject, Sequence[Row]] = {}
    post_slots: dict[Subject, Slot] = {}
    home_slots: dict[Subject, Slot] = {}
    for taking in sorted(takings, key=lambda each: each.errand.channel.id):
        name = taking.errand.channel.id
        if taking.errand.account and taking.account:
            homes[name, name] = taking.account
            home_slots[name, name] = taking.errand.account
        for post in sorted(taking.posts):
            posts[name, post] = taking.posts[post]
            post_slots[name, post] = taking.errand.slots[post]
    return {"accounts": _Table(homes, home_slots), "posts": _Table(posts, post_slots)}


def _left(shift: Shift, tip: str | None, tables: Mapping[Kind, _Table], at: datetime) -> dict[Kind, _Table]:
    """The tables without what another run measured meanwhile."""
    if tip is None:
        return dict(tables)
    left: dict[Kind, _Table] = {}
    for kind, table in tables.items():
        due = still_due(shift, tip, kind, table.slots, at)
        left[kind] = _Table({s: rows for s, rows in table.rows.items() if s in due}, table.slots)
    return left


def _files(shift: Shift, tip: str, tables: Mapping[Kind, _Table], at: datetime) -> dict[str, bytes]:
    """The run's new files; a second that another run took is stepped over."""
    files: dict[str, bytes] = {}
    for kind, table in tables.items():
        if not table.rows:
            continue
        when = at
        there = shift.world.git.tree(tip, folder(shift.brand, kind, f"{when:%Y/%m}")).blobs()
        while path(shift.brand, kind, when) in there:
            when += timedelta(seconds=1)
        files[path(shift.brand, kind, when)] = encoded(row for rows in table.rows.values() for row in rows)
    return files


def _note(brand: str, files: Mapping[str, bytes], tables: Mapping[Kind, _Table]) -> str:
    counts = [f"{len(table.rows)} {kind}" for kind, table in tables.items() if table.rows]
    return "\n".join([f"metrics {brand}: {', '.join(counts)}", "", *files])
