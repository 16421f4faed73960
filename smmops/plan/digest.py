"""One number for all that a plan says: the same files, ledger and decisions give the same, whatever carries them."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import rfc8785

from smmops.model.message import Message
from smmops.model.plan import Change, Plan

Touched = Sequence[tuple[str, str | None, str | None]]
"""(path, blob before, blob after) of what differs, sorted."""


def digest_of(plan: Plan, touched: Touched) -> str:
    """`sha256:` and the hex SHA-256 of the RFC 8785 JSON of what differs and what that does.

    Commit ids and the clock are left out: a rebase or another minute changes nothing that was reviewed. What
    time decides (a time that is over, say) stands in the changes.
    """
    facts = {
        "brand": plan.inputs.brand,
        "folder": plan.inputs.folder,
        "blobs": [list(row) for row in touched],
        "changes": [_change(change) for change in plan.changes],
        "files": [asdict(change) for change in plan.files],
        "money": asdict(plan.money),
        "guards": [[guard.id, _words(guard.message)] for guard in plan.guards],
        "stops": [_words(stop) for stop in plan.stops],
    }
    return "sha256:" + hashlib.sha256(rfc8785.dumps(_plain(facts))).hexdigest()


def _change(change: Change) -> dict[str, Any]:
    """A change with what is sent by its payload's digest: that names every byte of it."""
    facts = {each.name: getattr(change, each.name) for each in fields(change)}
    for name in ("before", "after"):
        facts[name] = facts[name].payload_sha256 if facts[name] else None
    for name in ("why", "blocked", "risk"):
        facts[name] = [_words(message) for message in facts[name]]
    for name in ("needs", "live"):
        facts[name] = asdict(facts[name]) if facts[name] else None
    if not change.by_hand:
        del facts["by_hand"]  # digests from before there was this key stay what they were
    return facts


def _words(message: Message) -> list[Any]:
    return [message.template, *(list(pair) for pair in message.values)]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value
