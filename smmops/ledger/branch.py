"""Writing to the state branch: numbers are given at the push, and a push is a compare-and-swap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smmops.ledger.book import Book, Record, folded
from smmops.ledger.codec import decode, encode
from smmops.ledger.format import known, refuse_older
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Step
from smmops.model.message import msg
from smmops.model.ports import Landed, Refused, RemoteError, Repository
from smmops.model.problem import SmmopsError
from smmops.model.state import State, lawful

FACTS = frozenset({State.PUBLISHED, State.PARTIAL})
"""States that are written whatever happened meanwhile: what is live is live."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written, its number and `prev` still open.

    `on` is the number of the entry that it was decided on (0: none): unless it is a fact, it is dropped
    when another entry came after that one. `matched` is a receipt or a conflict that was found by its words: it is
    written only while no other key has, or may have, what was found.
    """

    entry: Entry
    on: int
    matched: bool = False

    @property
    def fact(self) -> bool:
        """Whether it is written whatever came in between."""
        return self.entry.state in FACTS and bool(self.entry.steps)


@dataclass(frozen=True, slots=True)
class Written:
    """What a push left: the book with it, the entries that stand, and the drafts that time overtook."""

    book: Book
    entries: tuple[Entry, ...] = ()
    dropped: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """The branch had moved: nothing of ours was written. `book` is what stands there now."""

    book: Book


class PushError(Exception):
    """No push came through and the remote cannot be asked; nothing may be done on the strength of it."""


def read(git: Repository, tip: str, brand: str) -> Book:
    """The whole ledger of a brand at a commit of the state branch."""
    tree = git.tree(tip, brand)
    known(tree.blobs())
    return folded(tip, [(path, tree.read(path)) for path in tree.blobs() if _ours(path)])


def catch_up(git: Repository, book: Book, tip: str | None, *, brand: str) -> Book:
    """The book at a newer tip. SmmopsError (75) where the branch was rewritten or lost a file meanwhile."""
    if tip == book.tip:
        return book
    if tip is None or not git.is_ancestor(book.tip, tip):
        raise rewritten()
    changes = git.diff(book.tip, tip, brand)
    if any(old is not None for _, old, _ in changes):
        raise rewritten()
    known(path for path, _, _ in changes)
    tree = git.tree(tip, brand)
    return folded(tip, [(path, tree.read(path)) for path, _, _ in changes if _ours(path)], onto=book)


def rewritten() -> SmmopsError:
    """The refusal to go on over a ledger that is not append-only any more."""
    return SmmopsError(
        msg("the ledger was rewritten: its branch does not continue what was there before"),
        msg("find out who did it; `smmops ledger restored` starts again from the seal"),
    )


def push_once(
    git: Repository, book: Book, drafts: Sequence[Draft], *, brand: str, seal: bool
) -> Written | Moved:
    """One try, against the tip that `book` was read at; never rebased.

    A lost reply is settled by asking the remote for our commit; PushError when that cannot be asked.
    SmmopsError (75) for a claim in a ledger that a newer smmops writes: nothing was called yet.
    """
    for draft in drafts:
        if draft.entry.state is State.CLAIMED:
            refuse_older(draft.entry.run.tool, (e.run.tool for r in book.records.values() for e in r.entries))
            break
    files, entries, dropped = numbered(book, drafts)
    if not files:
        return Written(book, (), dropped)
    try:
        result = git.push(book.tip, files, _note(entries), seal=seal)
        if isinstance(result, Landed):
            return Written(folded(result.tip, files.items(), onto=book), entries, dropped)
        held = not isinstance(result, Refused) and git.holds(result.commit)
        now = catch_up(git, book, git.fetch().state, brand=brand)
        return Written(now, entries, dropped) if held or _there(now, entries) else Moved(now)
    except RemoteError as lost:
        raise PushError(str(lost)) from lost


def _there(book: Book, entries: Sequence[Entry]) -> bool:
    """Whether these very entries stand already: a push whose reply was lost came through late."""
    return bool(entries) and all(entry in book.record(entry.key).entries for entry in entries)


def numbered(
    book: Book, drafts: Sequence[Draft]
) -> tuple[Mapping[str, bytes], tuple[Entry, ...], tuple[Draft, ...]]:
    """The drafts as files on top of `book`, the entries they hold, and those that time overtook."""
    now, files, entries, dropped = book, dict[str, bytes](), list[Entry](), list[Draft]()
    for draft in drafts:
        record = now.record(draft.entry.key)
        entry = None if draft.matched and rival(now, draft.entry) else _fitting(record, draft)
        if entry is None:
            dropped.append(draft)
            continue
        entry = entry.but(number=record.top + 1, prev=record.tail)
        content = encode(entry)
        path = entry_path(entry.key, entry.number, entry.state)
        files[path] = content
        entries.append(decode(content))
        now = folded(now.tip, [(path, content)], onto=now)
    return files, tuple(entries), tuple(dropped)


def rival(book: Book, entry: Entry) -> str | None:
    """Another key that owns one of the entry's ids, or is in doubt with the same words on the same account."""
    ids = entry.ids
    for key, other in book.records.items():
        claim = other.claim
        if key == entry.key or claim is None:
            continue
        alike = other.open and (claim.account, claim.text_sha256) == (entry.account, entry.text_sha256)
        if alike or not ids.isdisjoint(other.known_ids()):
            return key
    return None


def _fitting(record: Record, draft: Draft) -> Entry | None:
    """The entry that may be written now: the draft's, a conflict where facts disagree, None where it is void."""
    if record.broken and not draft.entry.mends:
        return None
    if not draft.fact:
        fits = len(record.entries) == draft.on and (
            draft.entry.mends or lawful(record.state, draft.entry.state)
        )
        return draft.entry if fits else None
    if len(record.entries) == draft.on:
        return draft.entry
    known = {step.part: step.remote.id for step in record.steps}
    odd = next((s for s in draft.entry.steps if s.part in known and known[s.part] != s.remote.id), None)
    if odd:
        return None if odd.remote.id in record.known_ids() else _conflict(record, draft.entry, odd)
    if all(step.remote.id in record.known_ids() for step in draft.entry.steps):
        return None
    return draft.entry


def _conflict(record: Record, entry: Entry, odd: Step) -> Entry:
    return entry.but(
        state=State.CONFLICT,
        steps=record.steps,
        remote=odd.remote,
        reason=f"part {odd.part} is live twice: {odd.remote.id} beside what the ledger holds",
    )


def _ours(path: str) -> bool:
    return path.endswith(".json") and ("/ledger/" in path or "/control/" in path)


def _note(entries: Sequence[Entry]) -> str:
    """The commit's message: one line a person understands, then a line a key."""
    lines = [f"{entry.state} {entry.key}" for entry in entries]
    return lines[0] if len(lines) == 1 else "\n".join([f"{len(lines)} entries", "", *lines])
