"""Checkpoints: what the ledger held at a moment, anchored by a tag."""

import json
from datetime import datetime, timedelta

from smmops.ledger.book import Book
from smmops.ledger.paths import checkpoint_path, checkpoint_tag
from smmops.ledger.rest import LASTS, Rest, of_brand
from smmops.model.ports import Landed, Repository, Tips

AFTER_A_MERGE = timedelta(hours=6)
"""How old the newest checkpoint is at least before a changed main is worth another one."""


def is_due(git: Repository, tips: Tips, brand: str, *, main: str, now: datetime) -> bool:
    """Whether the newest checkpoint speaks no more (LASTS), or speaks of another main and is some hours old."""
    prefix = f"smmops-checkpoint/{brand}/"
    times = [name.removeprefix(prefix) for name in tips.checkpoints if name.startswith(prefix)]
    if not times or max(times) <= f"{now - LASTS:%Y-%m-%d.%H%M%S}":
        return True
    if max(times) > f"{now - AFTER_A_MERGE:%Y-%m-%d.%H%M%S}":
        return False
    said = of_brand(git, tips, brand)
    return said is not None and said.main != main


def content(book: Book, *, main: str, now: datetime, rest: Rest | None) -> bytes:
    """The file: the tip it describes, totals by state, what is open, the main commit and the time of the select.

    `rest` is what it says of what is to come, where that is certain.
    """
    totals: dict[str, int] = {}
    for record in book.records.values():
        totals[str(record.state)] = totals.get(str(record.state), 0) + 1
    fields: dict[str, object] = {
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
    if rest:
        fields["rest"] = rest.facts()
    return (json.dumps(fields, sort_keys=True, indent=2) + "\n").encode()


def write(git: Repository, book: Book, *, brand: str, now: datetime, held: bytes) -> bool:
    """Pushes a checkpoint that holds that, with its tag; False where the branch had moved: the next tick tries again."""
    files = {checkpoint_path(brand, now): held}
    result = git.push(book.tip, files, f"checkpoint {brand}", seal=True, tag=checkpoint_tag(brand, now))
    return isinstance(result, Landed)
