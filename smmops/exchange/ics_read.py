"""An iCalendar file as drafts or ideas; the posts of our own export as they were."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from smmops.exchange.feed import plain
from smmops.exchange.ics import PART, POST
from smmops.exchange.own import Read
from smmops.exchange.own_export import piece
from smmops.exchange.own_json import record_of
from smmops.exchange.piece import Piece
from smmops.exchange.table import Refusal
from smmops.model.message import Message, msg

if TYPE_CHECKING:
    from icalendar.cal import Component

_KINDS = ("VEVENT", "VTODO", "VJOURNAL")


def calendar(data: bytes, *, idea: bool, channels: tuple[str, ...], zone: ZoneInfo) -> Read:
    """A draft, or an idea, for each event, to-do and journal entry: its title, its words, its link.

    When it stands in the calendar is kept in the notes: a draft has no time until a person gives it one.
    """
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(data.decode("utf-8-sig"), multiple=True)
    except (ValueError, IndexError, KeyError) as wrong:
        why = msg("the file is not iCalendar in UTF-8: {why}", why=" ".join(str(wrong).split())[:120])
        return Read(refusals=[Refusal(0, "", why, msg("export the calendar again as .ics"), 1)])
    read = Read()
    events = [event for each in found for event in each.walk() if event.name in _KINDS]
    for number, event in enumerate(events, 1):
        if event.get(PART) is not None:
            continue  # a further time of a post that stands in another event
        made = (
            _own(event)
            if event.get(POST) is not None
            else _piece(event, idea=idea, channels=channels, zone=zone)
        )
        if isinstance(made, Piece):
            read.pieces.append(replace(made, row=number))
        else:
            fix = msg("mend that event, or take it out of the file")
            read.refusals.append(Refusal(number, "", made, fix))
    if not events:
        why = msg("there is no event in the file")
        read.refusals.append(Refusal(0, "", why, msg("export the calendar again as .ics"), 1))
    return read


def _own(event: "Component") -> Piece | Message:
    try:
        facts: dict[str, Any] = json.loads(str(event.get(POST)))
    except (ValueError, RecursionError):
        return msg("its {name} is not what the export wrote", name=POST.upper())
    at = facts.pop("at", None) if isinstance(facts, dict) else None
    start = event.get("dtstart")
    if start is not None and at is not None and _utc(start.dt) != at:
        return msg("the event was moved in the calendar: the post itself still says another time")
    found = record_of(facts)
    return found if isinstance(found, Message) else piece(found)


def _utc(when: date) -> str:
    return (
        f"{when.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if isinstance(when, datetime) and when.tzinfo else str(when)
    )


def _piece(event: "Component", *, idea: bool, channels: tuple[str, ...], zone: ZoneInfo) -> Piece | Message:
    title = " ".join(plain(str(event.get("summary", ""))).split())
    text = plain(str(event.get("description", "")))
    if not title and not text:
        return msg("the event has neither title nor text")
    link = str(event.get("url", "")).strip()
    more = {"link": link} if link.startswith(("https://", "http://")) and not idea and " " not in link else {}
    when = _when(event.get("dtstart") or event.get("due"), zone)
    if when:
        more["notes"] = f"in the calendar: {when}"
    return Piece(
        row=0,
        title=title[:300],
        at="",
        channels=() if idea else channels,
        texts={"": text or title},
        more=more,
        idea=idea,
    )


def _when(start: Any, zone: ZoneInfo) -> str:
    when = getattr(start, "dt", None)
    if isinstance(when, datetime):
        local = when.astimezone(zone) if when.tzinfo else when
        return f"{local:%Y-%m-%d %H:%M}"
    return str(when) if isinstance(when, date) else ""
