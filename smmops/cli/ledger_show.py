"""`smmops ledger show`."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import click

from smmops.cli import exits
from smmops.cli.look import LOOKS, shown, when
from smmops.cli.paint import painted, plain
from smmops.cli.runbook import NEEDED
from smmops.cli.session import Session, command, json_text
from smmops.ledger.book import Record
from smmops.model.entry import Entry, split_key
from smmops.model.state import State


@command("ledger show")
@click.argument("post", required=False)
def show(session: Session, post: str | None) -> int:
    """Shows what happened to each post on each channel.

    With POST (a post's id, or POST.CHANNEL) its whole history, and the nonce that `ledger resolve` asks for.

    \b
    Examples:
      smmops ledger show
      smmops ledger show brew-at-home
      smmops ledger show --format json
    """
    from smmops.cli.world import ground
    from smmops.jobs.ledger import show as look

    stands = ground(session)
    book, records = look(stands.world, post=post)
    rows = rows_of(records)
    facts = {"schema": "smmops.ledger-show/1", "tip": book.tip, "publications": rows}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    zone, paint = ZoneInfo(stands.settings.timezone), painted if session.color else plain
    session.show(_table(records, zone=zone, paint=paint))
    if post is not None:
        for record in records:
            session.show("\n" + _history(record, zone=zone))
    return exits.FINE


def rows_of(records: Iterable[Record]) -> list[dict[str, Any]]:
    """One row a publication, for programs."""
    return [_facts(record) for record in records]


def _facts(record: Record) -> dict[str, Any]:
    brand, post, channel = split_key(record.key)
    last, receipt = record.last, record.receipt
    return {
        "key": record.key,
        "brand": brand,
        "post": post,
        "channel": channel,
        "state": record.state,
        "word": LOOKS[record.state].word if record.state else None,
        "broken": record.broken,
        "due_at": last.due_at.isoformat() if last and last.due_at else None,
        "url": receipt.remote.url if receipt and receipt.remote else None,
        "late_s": receipt.late_s if receipt else None,
        "approval": record.claim.approval if record.claim else None,
        "payload_sha256": receipt.payload_sha256 if receipt else None,
        "nonce": last.nonce if last else None,
        "reason": last.reason if last else None,
        "parts": [{"part": step.part, "id": step.remote.id, "url": step.remote.url} for step in record.steps],
        "first_comment": _comment(receipt),
        "entries": len(record.entries),
    }


def _comment(receipt: Entry | None) -> dict[str, Any] | None:
    comment = receipt.first_comment if receipt else None
    if comment is None:
        return None
    remote = comment.remote
    return {
        "state": comment.state,
        "id": remote.id if remote else None,
        "url": remote.url if remote else None,
    }


def _table(records: Iterable[Record], *, zone: ZoneInfo, paint: Any) -> str:
    """A post, and under it a line a channel: addresses are long, and are never cut."""
    rows = sorted((record for record in records if record.entries), key=lambda r: (str(_due(r)), r.key))
    if not rows:
        return "the ledger holds nothing yet: smmops publish --live writes the first entry"
    wide = max(len(split_key(record.key)[2]) for record in rows)
    lines, counts, before = [], dict[str, int](), ""
    for record in rows:
        _, post, channel = split_key(record.key)
        look = LOOKS[record.entries[-1].state]
        counts[look.word] = counts.get(look.word, 0) + 1
        if post != before:
            lines.append(paint(post, "title"))
            before = post
        lines.append(f"  {shown(look, paint)} {channel:<{wide}}  {_what(record, zone)}".rstrip())
    return "\n".join([*lines, ", ".join(f"{count} {word}" for word, count in counts.items())])


def _due(record: Record) -> Any:
    return record.entries[0].due_at or record.entries[0].at


def _what(record: Record, zone: ZoneInfo) -> str:
    from smmops.words.escape import terminal

    last = record.entries[-1]
    if record.broken:
        return terminal(f"set apart: {record.broken}")
    receipt = record.receipt
    if LOOKS[last.state].word == "live" and receipt and receipt.remote:
        return terminal(receipt.remote.url or receipt.remote.id)
    return terminal(
        f"{LOOKS[last.state].word}, {when(last.at, zone)}: {last.reason or last.proof or last.state}"
    )


def _history(record: Record, *, zone: ZoneInfo) -> str:
    head = f"{record.key}"
    rows = [f"  {entry.number:03d} {when(entry.at, zone)}  {_line(entry)}" for entry in record.entries]
    last = record.last
    nonce = [f"  nonce {last.nonce}"] if last and last.nonce else []
    if last and last.state is State.ASKED:
        nonce = [f"  sent? smmops ledger resolve {record.key} --nonce {last.nonce} --live ADDRESS"]
    more = [f"  more: smmops help {last.state}"] if last and last.state in NEEDED else []
    return "\n".join([head, *rows, *nonce, *more])


def _line(entry: Entry) -> str:
    from smmops.words.escape import terminal

    part = f" part {entry.part}" if entry.part else ""
    purpose = "" if entry.for_ == "publish" else f" ({entry.for_})"
    about = entry.reason or entry.proof or (entry.remote.url if entry.remote else "") or ""
    return terminal(f"{entry.state}{part}{purpose}  {about}".rstrip())
