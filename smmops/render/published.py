"""What is live of a pull request, for the head of its comment."""

from collections.abc import Sequence

from smmops.ledger.book import Record
from smmops.model.entry import split_key
from smmops.model.message import msg
from smmops.model.state import RECEIPTS
from smmops.render.plan_markdown_post import inline
from smmops.render.sticky import link
from smmops.words.catalogue import say
from smmops.words.signs import LIVE, LOOKS, word
from smmops.words.time import local

LONGEST = 5_500


def published(records: Sequence[Record], *, language: str, zone: str) -> str:
    """A table of what a pull request's posts came to, with their addresses; "" where nothing happened yet.

    Says nothing that changes from one run to the next while the posts stand as they are.
    """
    rows = sorted((record for record in records if record.last is not None), key=_order)
    if not any(record.settled or record.steps for record in rows):
        return ""
    live = sum(LOOKS[record.entries[-1].state] is LIVE for record in rows)
    head = say(msg("{count} of {total} live", count=live, total=len(rows)), language)
    heads = (msg("post"), msg("channel"), msg("state"), msg("time"), msg("address"))
    blocks = [f"**✓ {head}**", ""]
    blocks += [f"| {' | '.join(say(one, language) for one in heads)} |", "|---" * len(heads) + "|"]
    used = sum(len(block) + 1 for block in blocks)
    told = 0
    for record in rows:
        row = _row(record, language=language, zone=zone)
        if used + len(row) > LONGEST - 200:
            break
        blocks.append(row)
        used += len(row) + 1
        told += 1
    if told < len(rows):
        more = msg("and {count} more: `smmops ledger show` has them all", count=len(rows) - told)
        blocks += ["", say(more, language)]
    return "\n".join(blocks)


def _order(record: Record) -> tuple[str, str]:
    first = record.entries[0]
    return (str(first.due_at or first.at), record.key)


def _row(record: Record, *, language: str, zone: str) -> str:
    _, post, channel = split_key(record.key)
    last, receipt = record.entries[-1], record.receipt
    look = LOOKS[last.state]
    state = f"{look.sign} {say(word(look), language)}"
    at = receipt.at if receipt else None
    when = local(at, zone, language) if at and record.settled else "–"
    remote = (receipt.remote if receipt else None) or record.first_live
    where = "–"
    if remote is not None and (last.state in RECEIPTS or record.steps) and not record.gone:
        where = link(say(msg("look at it"), language), remote.url) if remote.url else inline(remote.id, 200)
    return f"| `{post}` | {channel} | {state} | {inline(when, 80)} | {where} |"
