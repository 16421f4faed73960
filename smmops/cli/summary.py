"""What a tick did or would do, as people and as programs read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from smmops.cli.look import BLOCKED, LOOKS, SCHEDULED, SENDING, Look, shown, when
from smmops.jobs.publish.tick import Ticked
from smmops.model.entry import Entry, split_key
from smmops.model.state import State
from smmops.plan.scene import Decision, Note, Task, Wait
from smmops.words.escape import terminal

Paint = Callable[[str, str], str]

_PASSING = frozenset({State.CLAIMED, State.PREPARED, State.SENDING})


@dataclass(frozen=True, slots=True)
class Line:
    """One object of the summary. `at` is when it was or is due, UTC."""

    key: str
    look: Look
    at: datetime | None
    what: str


def lines(ticked: Ticked) -> list[Line]:
    """What happened to each key, by time, then what waits."""
    last = {entry.key: entry for entry in ticked.written}
    done = [_entry(entry) for entry in last.values()]
    waits = [_decision(decision) for decision in ticked.decisions if decision.key not in last]
    return sorted(done + waits, key=lambda line: (line.at is None, str(line.at), line.key))


def text(ticked: Ticked, *, zone: ZoneInfo, live: bool, paint: Paint) -> str:
    """One line an object, the summary, and what to do next."""
    rows = lines(ticked)
    wide = max((len(split_key(row.key)[1]) for row in rows), default=0)
    channels = max((len(split_key(row.key)[2]) for row in rows), default=0)
    shown_rows = [_row(row, zone=zone, widths=(wide, channels), paint=paint) for row in rows]
    told = (*ticked.troubles, *ticked.standing)
    about = [f"{paint('?', 'warn')} {key}: {terminal(str(why))}" for key, why in told]
    blocks = [*shown_rows, *about, _sum(ticked, rows, live=live), _next(ticked, rows, live=live)]
    return "\n".join(block for block in blocks if block)


def facts(ticked: Ticked, *, live: bool) -> dict[str, Any]:
    """The same for programs (`smmops.publish/1`)."""
    return {
        "schema": "smmops.publish/1",
        "live": live,
        "exit_code": ticked.exit_code,
        "publications": [
            {
                "key": row.key,
                "due_at": row.at.isoformat() if row.at else None,
                "word": row.look.word,
                "what": row.what,
            }
            for row in lines(ticked)
        ],
        "written": [
            {
                "key": entry.key,
                "state": entry.state,
                "number": entry.number,
                "url": entry.remote.url if entry.remote else None,
            }
            for entry in ticked.written
        ],
        "troubles": [{"about": about, "why": str(why)} for about, why in ticked.troubles],
        "standing": [{"about": about, "why": str(why)} for about, why in ticked.standing],
    }


def _entry(entry: Entry) -> Line:
    look = LOOKS[entry.state]
    where = entry.remote.url or entry.remote.id if entry.remote else ""
    return Line(entry.key, look, entry.due_at, where or entry.reason or entry.proof or entry.state)


def _decision(decision: Decision) -> Line:
    at = decision.variant.publish_at if decision.variant else None
    match decision:
        case Task():
            verb = {"publish": "is due", "edit": "would be edited", "remove": "would be taken down"}
            return Line(decision.key, SENDING, at, verb[decision.purpose])
        case Note():
            return Line(decision.key, LOOKS[State(decision.state)], at, str(decision.reason))
        case Wait(kind="blocked"):
            return Line(decision.key, BLOCKED, at, str(decision.reason))
        case Wait():
            return Line(decision.key, SCHEDULED, at, str(decision.reason))


def _row(row: Line, *, zone: ZoneInfo, widths: tuple[int, int], paint: Paint) -> str:
    _, post, channel = split_key(row.key)
    first = f"{shown(row.look, paint)} {when(row.at, zone):<16}  {post:<{widths[0]}}  {channel:<{widths[1]}}"
    return f"{first}  {terminal(row.what)}".rstrip()


def _sum(ticked: Ticked, rows: Iterable[Line], *, live: bool) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        word = row.look.word if live or row.look is not SENDING else "to send"
        counts[word] = counts.get(word, 0) + 1
    if not counts and not ticked.troubles:
        return "nothing to do: everything that is due is live"
    return ", ".join(f"{count} {word}" for word, count in counts.items())


def _next(ticked: Ticked, rows: Iterable[Line], *, live: bool) -> str:
    if ticked.troubles or ticked.standing:
        return 'next: smmops ledger show, then docs/publishing.md, "What a state asks of you"'
    if not live and any(row.look is SENDING for row in rows):
        return "next: smmops publish --live sends it"
    return ""
