"""Writing what was decided and what happened: decisions by compare-and-swap, facts until they are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from smmops.jobs.publish.shift import Shift
from smmops.ledger.branch import Draft, Moved, PushError, Written, push_once
from smmops.ledger.recovery import kept
from smmops.model.entry import Entry
from smmops.model.message import msg

TRIES = 8
MOVES = 60
"""How often a push may meet a branch that others moved, before that too counts as a failure."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands on the branch now, and the drafts that time overtook."""

    entries: tuple[Entry, ...]
    dropped: tuple[Draft, ...]


def save(shift: Shift, drafts: Sequence[Draft], *, seal: bool) -> Saved | None:
    """Pushes drafts, each only while it still fits; None (and a trouble) when no try came through.

    Nothing is lost by a None: a decision is taken anew by the next tick, a fact stands in its recovery file.
    """
    left = list(drafts)
    done: list[Entry] = []
    tries = moves = 0
    while tries < TRIES and moves < MOVES:
        try:
            result = push_once(shift.world.git, shift.book, left, brand=shift.brand, seal=seal)
        except PushError as lost:
            tries += 1
            if tries < TRIES:
                shift.world.clock.sleep(min(30.0, 2.0 ** (tries - 1)) * (0.5 + shift.world.jitter()))
            else:
                shift.trouble("ledger", msg("the state branch cannot be written: {why}", why=str(lost)))
            continue
        shift.book = result.book
        if isinstance(result, Written):
            shift.written.extend(result.entries)
            done.extend(result.entries)
            return Saved(tuple(done), result.dropped)
        moves += 1
        shift.world.clock.sleep(0.2 * shift.world.jitter())
    if moves >= MOVES:
        shift.trouble(
            "ledger", msg("the state branch moved {count} times while it was written to", count=moves)
        )
    return None


def save_once(shift: Shift, drafts: Sequence[Draft], *, seal: bool) -> Saved | None:
    """One try for a claim: a branch that moved means deciding anew, a push in doubt means no call (PushError)."""
    result = push_once(shift.world.git, shift.book, drafts, brand=shift.brand, seal=seal)
    shift.book = result.book
    if isinstance(result, Moved):
        return None
    shift.written.extend(result.entries)
    return Saved(result.entries, result.dropped)


def report(shift: Shift, draft: Draft) -> None:
    """Takes the receipt of a call to the branch at once; receipts that are ready together share a push.

    A recovery file is written before the first try and removed after the push.
    Called from the threads that made the calls.
    """
    name = f"{draft.entry.run.id}-{draft.entry.nonce}-{draft.entry.part or 1}.json"
    path = _shelved(shift, name, draft)
    shift.outbox.append(draft)
    with shift.lock:
        batch = list(shift.outbox)
        if batch and save(shift, batch, seal=True) is None:
            if path:
                kept_in = msg("its receipt waits in {path}: `smmops ledger recover {path}`", path=path)
                shift.trouble(draft.entry.key, kept_in)
            return
        del shift.outbox[: len(batch)]
    if path:
        shift.world.shelf.remove(name)


def _shelved(shift: Shift, name: str, draft: Draft) -> str | None:
    """Where the recovery file stands; None (and a trouble) where none can be written: the push still may."""
    try:
        return shift.world.shelf.write(name, kept(shift.brand, [draft]))
    except OSError as full:
        shift.trouble(
            draft.entry.key, msg("no recovery file can be written: {why}", why=full.strerror or str(full))
        )
        return None
