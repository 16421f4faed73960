"""What a tick did or would do, as people and as programs read it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from smmops.cli.look import BLOCKED, LOOKS, SCHEDULED, SENDING, Look, day_of, shown
from smmops.jobs.publish.tick import Ticked
from smmops.model.entry import Entry, split_key
from smmops.model.state import State
from smmops.plan.scene import Decision, Note, Task, Wait
from smmops.words.escape import terminal
from smmops.words.time import duration

Paint = Callable[[str, str], str]

_LATE = timedelta(minutes=15)
_WANTED = {"publish": "is due", "edit": "its text changed", "remove": "is to be taken down"}


@dataclass(frozen=True, slots=True)
class Line:
    """One object of the summary. `at` is when it was or is due, UTC; `url` where it can be looked at."""

    key: str
    look: Look
    at: datetime | None
    what: str = ""
    url: str = ""


def lines(ticked: Ticked) -> list[Line]:
    """What happened to each key, and what waits, by time. Posts that were only read back are left out."""
    told: dict[str, Entry] = {}
    for entry in ticked.written:
        if entry.state is not State.VERIFIED:
            told[entry.key] = entry
    done = [_entry(entry) for entry in told.values()]
    waits = [_decision(decision) for decision in ticked.decisions if decision.key not in told]
    return sorted(done + waits, key=lambda line: (line.at is None, str(line.at), line.key))


def text(ticked: Ticked, *, zone: ZoneInfo, live: bool, paint: Paint, columns: int | None = None) -> str:
    """Days with a line an object, the summary, and what to do next; `columns` None is no limit."""
    rows = lines(ticked)
    told = (*ticked.troubles, *ticked.standing)
    about = [f"{paint('?', 'warn')} {key}: {terminal(str(why))}" for key, why in told]
    blocks = [
        *_days(rows, zone=zone, paint=paint, columns=columns),
        *about,
        _sum(ticked, rows, live=live),
        _next(ticked, rows, live=live),
    ]
    return "\n".join(block for block in blocks if block)


def facts(ticked: Ticked, *, live: bool) -> dict[str, Any]:
    """The same for programs (`smmops.publish/1`)."""
    return {
        "schema": "smmops.publish/1",
        "live": live,
        "exit_code": ticked.exit_code,
        "rested": ticked.rested,
        "publications": [
            {
                "key": row.key,
                "due_at": row.at.isoformat() if row.at else None,
                "word": row.look.word,
                "what": row.what,
                "url": row.url or None,
            }
            for row in lines(ticked)
        ],
        "verified": [entry.key for entry in ticked.written if entry.state is State.VERIFIED],
        "written": [
            {"key": entry.key, "state": entry.state, "number": entry.number} for entry in ticked.written
        ],
        "troubles": [{"about": about, "why": str(why)} for about, why in ticked.troubles],
        "standing": [{"about": about, "why": str(why)} for about, why in ticked.standing],
    }


def _entry(entry: Entry) -> Line:
    look = LOOKS[entry.state]
    url = (entry.remote.url or entry.remote.id) if entry.remote else ""
    if look.word != "live":
        return Line(entry.key, look, entry.due_at, entry.reason or entry.proof or "", url)
    notes = [entry.proof] if entry.proof else []
    if entry.late_s is not None and timedelta(seconds=entry.late_s) >= _LATE:
        notes.append(f"{duration(timedelta(seconds=entry.late_s))} late")
    return Line(entry.key, look, entry.due_at, ", ".join(notes), url)


def _decision(decision: Decision) -> Line:
    at = decision.variant.publish_at if decision.variant else None
    match decision:
        case Task():
            return Line(decision.key, SENDING, at, _WANTED[decision.purpose])
        case Note():
            return Line(decision.key, LOOKS[State(decision.state)], at, str(decision.reason))
        case Wait(kind="blocked"):
            return Line(decision.key, BLOCKED, at, str(decision.reason))
        case Wait():
            return Line(decision.key, SCHEDULED, at, str(decision.reason))


def _days(rows: Sequence[Line], *, zone: ZoneInfo, paint: Paint, columns: int | None) -> Iterable[str]:
    posts = max((len(split_key(row.key)[1]) for row in rows), default=0)
    channels = max((len(split_key(row.key)[2]) for row in rows), default=0)
    for name, of_day in groupby(rows, key=lambda row: day_of(row.at, zone)):
        yield paint(name, "title")
        for row in of_day:
            _, post, channel = split_key(row.key)
            time = f"{row.at.astimezone(zone):%H:%M}" if row.at else "–    "
            word = ", ".join(word for word in (row.look.word, terminal(row.what)) if word)
            said = f"{time}  {post:<{posts}}  {channel:<{channels}}  {word}"
            fits = row.url and (columns is None or len(said) + len(row.url) + 6 <= columns)
            yield f"  {shown(row.look, paint)} {said}" + (f"  {terminal(row.url)}" if fits else "")


def _sum(ticked: Ticked, rows: Sequence[Line], *, live: bool) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        word = row.look.word if live or row.look is not SENDING else "to send"
        counts[word] = counts.get(word, 0) + 1
    told = {row.key for row in rows}
    verified = len({e.key for e in ticked.written if e.state is State.VERIFIED and e.key not in told})
    said = [f"{count} {word}" for word, count in counts.items()]
    if not said and not ticked.troubles:
        said = ["nothing to do: everything that is due is live"]
    if verified:
        said.append(f"{verified} read back, as sent")
    return ", ".join(said)


def _next(ticked: Ticked, rows: Iterable[Line], *, live: bool) -> str:
    if ticked.troubles or ticked.standing:
        return "next: smmops ledger show POST shows what happened; ledger resolve decides it"
    if not live and any(row.look is SENDING for row in rows):
        return "next: smmops publish --live"
    return ""
