"""Posts as an iCalendar file (RFC 5545) for the calendars that people have open anyway."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from smmops.model.instants import day_start
from smmops.model.post import Post, Variant
from smmops.model.settings import Settings
from smmops.model.workspace import Workspace
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from icalendar import Event
    from icalendar.cal import Component

POST = "x-smmops-post"
"""The property that holds a post without loss, as JSON; what `smmops import ics` reads."""
PART = "x-smmops-of"
"""The property of a further event of such a post: its id."""
_LASTS = timedelta(minutes=15)
"""Calendars draw an event without a length as an hour, or not at all."""


def ics(
    workspace: Workspace,
    *,
    stamp: datetime,
    only: Collection[str] = (),
    month: date | None = None,
    whole: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """A VCALENDAR with one VEVENT a post and time; channels with the same time stand in one.

    `only` keeps some channels, or those of some networks; `month` (its first day) those of a month in the
    workspace's zone. `stamp` is when it was made, UTC. Drafts have no time and are left out. `whole` maps post ids
    to what the file holds of each without loss; drafts of it stand as journal entries, which have no time.
    """
    from icalendar import Calendar

    settings = workspace.settings
    assert settings is not None
    made = Calendar()
    made.add("prodid", "-//smmops//calendar//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _safe(settings.brand))
    made.add("x-wr-timezone", settings.timezone)
    zone, held = ZoneInfo(settings.timezone), set[str]()
    start = day_start(month, zone) if month else None
    end = day_start((month.replace(day=28) + timedelta(days=4)).replace(day=1), zone) if month else None
    for at, post, variants in _events(workspace, only):
        if start is None or end is None or start <= at < end:
            event = _event(at, post, variants, settings=settings, stamp=stamp)
            if whole is not None and post.id in whole:
                _hold(
                    event, post.id, {**whole[post.id], "at": f"{at:%Y-%m-%dT%H:%MZ}"}, again=post.id in held
                )
                held.add(post.id)
            made.add_component(event)
    for name in whole or ():
        if name not in held:
            made.add_component(_draft(workspace.posts[name], whole or {}, settings=settings, stamp=stamp))
    text: str = made.to_ical().decode("utf-8")
    return text


def _hold(event: "Component", name: str, facts: Mapping[str, Any], *, again: bool) -> None:
    """Gives an event its post, or in a further event of the same post its name."""
    if again:
        event.add(PART, name)
    else:
        event.add(POST, json.dumps(dict(facts), ensure_ascii=True))


def _draft(
    post: Post, whole: Mapping[str, Mapping[str, Any]], *, settings: Settings, stamp: datetime
) -> "Component":
    from icalendar import Journal

    entry = Journal()
    entry.add("uid", f"{settings.id}/{post.id}@{_host(settings)}")
    entry.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    entry.add("summary", _safe(" ".join(post.title.split())) or post.id)
    entry.add("status", "DRAFT")
    _hold(entry, post.id, whole[post.id], again=False)
    return entry


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
