"""What others did to what is live: a block of its own, never mixed with changes."""

from smmops.ledger.book import Book
from smmops.model.entry import split_key
from smmops.model.plan import Drift
from smmops.model.state import State


def drift_of(book: Book | None) -> tuple[Drift, ...]:
    """Publications whose last entry is `drifted`, by key. It is reported, never sent again."""
    found = []
    for key, record in sorted((book.records if book else {}).items()):
        last = record.last
        if last is None or last.state is not State.DRIFTED:
            continue
        _, post, channel = split_key(key)
        receipt = record.receipt
        url = receipt.remote.url if receipt and receipt.remote else None
        found.append(Drift(key, post, channel, last.reason or last.proof or "", url, last.at))
    return tuple(found)
