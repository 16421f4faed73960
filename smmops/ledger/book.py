"""The ledger folded: what is known of every key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from smmops.ledger.codec import EntryError, decode, decode_order, sha256
from smmops.ledger.paths import entry_at, order_at
from smmops.model.entry import Entry, Step
from smmops.model.freeze import Order
from smmops.model.outcome import Remote
from smmops.model.state import OPEN, RECEIPTS, State, lawful


@dataclass(frozen=True)
class Record:
    """All that is known of one key. `entries` are in order; `broken` says why they do not fold.

    `tail` is the SHA-256 of the last entry's file, `top` the highest number that a file of the key has.
    """

    key: str
    entries: tuple[Entry, ...] = ()
    tail: str | None = None
    broken: str | None = None
    top: int = 0

    @property
    def last(self) -> Entry | None:
        """The newest entry."""
        return self.entries[-1] if self.entries else None

    @property
    def state(self) -> State | None:
        """The newest entry's state."""
        return self.entries[-1].state if self.entries else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The parts that are live as far as the ledger knows, by part."""
        steps: tuple[Step, ...] = ()
        for entry in self.entries:
            if entry.state is State.REMOVED:
                steps = ()
            elif entry.steps:
                steps = entry.steps
        return steps

    @cached_property
    def receipt(self) -> Entry | None:
        """The newest entry that proves what is live or was: `published`, `edited` and their kin."""
        facts = (State.PUBLISHED, State.EDITED, State.ADOPTED)
        return next((entry for entry in reversed(self.entries) if entry.state in facts), None)

    @cached_property
    def settled(self) -> bool:
        """Whether the key once had a receipt: it is never published again."""
        return any(entry.state in RECEIPTS for entry in self.entries)

    @property
    def gone(self) -> bool:
        """Whether the publication was removed: it never returns."""
        return any(entry.state is State.REMOVED for entry in self.entries)

    @property
    def standing(self) -> bool:
        """Whether the whole publication is live as far as is known, whatever an edit or removal came to."""
        return self.receipt is not None and bool(self.steps) and self.state is not State.CONFLICT

    @property
    def first_live(self) -> Remote | None:
        """The first part of a publication that stands; what replies and quotes refer to."""
        return self.steps[0].remote if self.standing else None

    @property
    def open(self) -> bool:
        """Whether a later run must read back what became of it."""
        return self.state in OPEN

    @cached_property
    def claim(self) -> Entry | None:
        """The newest claim."""
        return next((entry for entry in reversed(self.entries) if entry.state is State.CLAIMED), None)

    @cached_property
    def first_claim(self) -> Entry | None:
        """The key's first claim to publish, which fixed what the network knows it by."""
        claims = (e for e in self.entries if e.state is State.CLAIMED and e.for_ == "publish")
        return next(claims, None)

    @property
    def remotes(self) -> tuple[Remote, ...]:
        """Every live object, in the order of parts."""
        return tuple(step.remote for step in self.steps)

    def lease_over(self, now: datetime, *, margin: timedelta) -> bool:
        """Whether another run may look at this open key: its lease, and `margin` for clocks and late effects."""
        claim = self.claim
        return claim is None or claim.lease_until is None or now >= claim.lease_until + margin

    def known_ids(self) -> frozenset[str]:
        """Every remote id that any entry of this key names."""
        return frozenset().union(*(entry.ids for entry in self.entries))

    def follow(self, entry: Entry, content: bytes) -> "Record":
        """This record with one more entry, or marked as broken by it; a person's decision makes it whole again."""
        broken = None if entry.mends else self.broken or self._misfit(entry)
        return Record(self.key, (*self.entries, entry), sha256(content), broken, max(self.top, entry.number))

    def _misfit(self, entry: Entry) -> str | None:
        if entry.number != self.top + 1:
            return f"number {entry.number} stands where {self.top + 1} belongs"
        if entry.prev != self.tail:
            return f"entry {entry.number} does not follow the entry before it"
        if not lawful(self.state, entry.state):
            return f"entry {entry.number}: {entry.state} may not follow {self.state}"
        return None


@dataclass(frozen=True)
class Book:
    """All keys, orders and misfits of one brand, as they stand at `tip`. `orders` are sorted by id."""

    tip: str
    records: Mapping[str, Record] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()
    stray: tuple[str, ...] = ()  # paths under the ledger that are no entries

    def record(self, key: str) -> Record:
        """What is known of a key; an empty record where nothing is."""
        return self.records.get(key) or Record(key)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Remote id -> the key that owns it."""
        return {remote: key for key, record in self.records.items() for remote in record.known_ids()}

    def owned_by_others(self, key: str) -> frozenset[str]:
        """Remote ids that another key owns: never a match for this one."""
        return frozenset(remote for remote, owner in self.owners.items() if owner != key)


def folded(tip: str, files: Iterable[tuple[str, bytes]], *, onto: Book | None = None) -> Book:
    """The book at `tip` from the files that are new since `onto`, which stays as it is.

    A file that cannot be read breaks its key only; SmmopsError where a newer major stands.
    """
    base = onto or Book(tip)
    records, orders, stray = dict(base.records), list(base.orders), list(base.stray)
    for (key, number, state), path, content in sorted(_entries(files, orders, stray), key=lambda row: row[0]):
        record = records.get(key) or Record(key)
        try:
            entry = decode(content)
            wrong = (entry.key, entry.number, entry.state) != (key, number, state)
        except EntryError as unfit:
            top = max(record.top, number)
            records[key] = replace(record, broken=record.broken or f"{path}: {unfit}", top=top)
            continue
        record = record.follow(entry, content)
        records[key] = (
            replace(record, broken=record.broken or f"{path} names {entry.key}") if wrong else record
        )
    return Book(tip, records, tuple(sorted(orders, key=lambda order: order.id)), tuple(sorted(stray)))


def _entries(
    files: Iterable[tuple[str, bytes]], orders: list[Order], stray: list[str]
) -> Iterable[tuple[tuple[str, int, str], str, bytes]]:
    """The ledger entries among the files; control files go to `orders`, what fits nowhere to `stray`."""
    for path, content in files:
        place = entry_at(path)
        if place:
            yield place, path, content
        elif order_at(path):
            try:
                orders.append(decode_order(content))
            except EntryError:
                stray.append(path)
        elif "/ledger/" in path:
            stray.append(path)
