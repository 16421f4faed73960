"""Posts as an iCalendar file (RFC 5545) for the calendars that people have open anyway."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from smmops.model.instants import day_start
from smmops.model.post import Post, Variant
from smmops.model.settings import Settings
from smmops.model.workspace import Workspace
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from icalendar import Event

_LASTS = timedelta(minutes=15)
"""Calendars draw an event without a length as an hour, or not at all."""


def ics(
    workspace: Workspace, *, stamp: datetime, only: Collection[str] = (), month: date | None = None
) -> str:
    """A VCALENDAR with one VEVENT a post and time; channels with the same time stand in one.

    `only` keeps some channels, or those of some networks; `month` (its first day) those of a month in the
    workspace's zone. `stamp` is when it was made, UTC. Drafts have no time and are left out.
    """
    from icalendar import Calendar

    settings = workspace.settings
    assert settings is not None
    made = Calendar()
    made.add("prodid", "-//smmops//calendar//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _safe(settings.brand))
    made.add("x-wr-timezone", settings.timezone)
    zone = ZoneInfo(settings.timezone)
    start = day_start(month, zone) if month else None
    end = day_start((month.replace(day=28) + timedelta(days=4)).replace(day=1), zone) if month else None
    for at, post, variants in _events(workspace, only):
        if start is None or end is None or start <= at < end:
            made.add_component(_event(at, post, variants, settings=settings, stamp=stamp))
    text: str = made.to_ical().decode("utf-8")
    return text


def _events(workspace: Workspace, only: Collection[str]) -> Iterator[tuple[datetime, Post, list[Variant]]]:
    """In order of time, then of ids."""
    found: list[tuple[datetime, Post, list[Variant]]] = []
    for post in workspace.posts.values():
        times: dict[datetime, list[Variant]] = {}
        for variant in post.variants:
            if variant.publish_at and (not only or variant.channel in only or variant.network in only):
                times.setdefault(variant.publish_at.astimezone(UTC), []).append(variant)
        found += [(at, post, variants) for at, variants in times.items()]
    yield from sorted(found, key=lambda each: (each[0], each[1].id))


def _event(
    at: datetime, post: Post, variants: list[Variant], *, settings: Settings, stamp: datetime
) -> "Event":
    from icalendar import Event

    names = sorted(variant.channel for variant in variants)
    event = Event()
    event.add("uid", f"{settings.id}/{post.id}.{names[0]}@{_host(settings)}")
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", at)
    event.add("duration", _LASTS)
    event.add("summary", _safe(" ".join(post.title.split())) or post.id)
    event.add("description", _safe(_described(post, variants)))
    event.add("categories", names)
    event.add("transp", "TRANSPARENT")
    if all(variant.takedown is not None for variant in variants):
        event.add("status", "CANCELLED")
    elif any(variant.hold for variant in variants):
        event.add("status", "TENTATIVE")
    else:
        event.add("status", "CONFIRMED")
    return event


def _host(settings: Settings) -> str:
    """What stands behind a UID's `@`: the brand's own host where it names one."""
    host = urlsplit(settings.site).hostname if settings.site else None
    return host or "smmops.invalid"


def _described(post: Post, variants: list[Variant]) -> str:
    """Each text with the channels that get it, then where the file is."""
    alike: dict[str, list[str]] = {}
    for variant in variants:
        alike.setdefault("\n---\n".join(variant.parts), []).append(variant.channel)
    blocks = [f"{', '.join(names)}:\n{text}" if text else ", ".join(names) for text, names in alike.items()]
    return "\n\n".join([*blocks, post.path])


def _safe(text: str) -> str:
    """Control characters and direction marks written out; iCalendar has no escape for them."""
    return terminal(text, lines=True)
