"""Checkpoints: what the ledger held at a moment, anchored by a tag."""

import json
from datetime import datetime, timedelta

from smmops.ledger.book import Book
from smmops.ledger.paths import checkpoint_path, checkpoint_tag
from smmops.model.ports import Landed, Repository, Tips

EVERY = timedelta(days=1)


def is_due(tips: Tips, brand: str, now: datetime) -> bool:
    """Whether the newest checkpoint is a day old, or there is none."""
    prefix = f"smmops-checkpoint/{brand}/"
    times = [name.removeprefix(prefix) for name in tips.checkpoints if name.startswith(prefix)]
    return not times or max(times) <= f"{now - EVERY:%Y-%m-%d.%H%M%S}"


def content(book: Book, *, main: str, now: datetime) -> bytes:
    """The file: the tip it describes, totals by state, what is open, the main commit and the time of the select."""
    totals: dict[str, int] = {}
    for record in book.records.values():
        totals[str(record.state)] = totals.get(str(record.state), 0) + 1
    fields = {
        "schema": "smmops.checkpoint/1",
        "tip": book.tip,
        "main": main,
        "at": now.isoformat(),
        "keys": len(book.records),
        "entries": sum(len(record.entries) for record in book.records.values()),
        "totals": totals,
        "open": sorted(key for key, record in book.records.items() if record.open),
        "broken": sorted(key for key, record in book.records.items() if record.broken),
    }
    return (json.dumps(fields, sort_keys=True, indent=2) + "\n").encode()


def write(git: Repository, book: Book, *, brand: str, main: str, now: datetime) -> bool:
    """Pushes a checkpoint with its tag; False where the branch had moved: the next tick tries again."""
    files = {checkpoint_path(brand, now): content(book, main=main, now=now)}
    result = git.push(book.tip, files, f"checkpoint {brand}", seal=True, tag=checkpoint_tag(brand, now))
    return isinstance(result, Landed)
