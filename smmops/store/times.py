"""Written times -> instants, with both ways out where clocks change."""

import functools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from smmops.model.document import Spot, Trail
from smmops.model.message import Message, msg
from smmops.model.moment import Moment, Unreal, instant
from smmops.model.settings import Channel
from smmops.store.finding import Finding


@functools.lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of that name; None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def settle(
    moment: Moment, *, zone: ZoneInfo, day: date | None, spot: Spot, trail: Trail
) -> datetime | Finding:
    """The instant (UTC) that a written time means in a zone, or why it means none.

    `day` serves a time of day alone.
    """
    if moment.day is None and day is None:
        clock = f"{moment.clock:%H:%M}"
        return Finding(
            "SMM117",
            spot,
            msg("`{clock}` has no day", clock=clock),
            msg("write `2026-12-01 {clock}`", clock=clock),
            trail,
        )
    try:
        found = instant(moment, zone=zone, day=day)
    except OverflowError:
        return Finding(
            "SMM117", spot, msg("no calendar reaches that day"), msg("write a day of this century"), trail
        )
    if not isinstance(found, Unreal):
        return found
    said = f"{moment.day or day} {moment.clock:%H:%M}"
    message, fix = _unreal(said, found, zone=zone)
    return Finding("SMM125", spot, message, fix, trail)


def _unreal(said: str, unreal: Unreal, *, zone: ZoneInfo) -> tuple[Message, Message]:
    one, other = (_offset_form(at, zone) for at in (unreal.first, unreal.second))
    message = (
        msg("`{said}` does not exist in {zone}: clocks skip it", said=said, zone=zone.key)
        if unreal.kind == "skipped"
        else msg("`{said}` comes twice in {zone}: clocks go back", said=said, zone=zone.key)
    )
    return message, msg("write `{one}` or `{other}`", one=one, other=other)


def _offset_form(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(" ", "minutes")


def later(start: datetime, span: timedelta) -> datetime | None:
    """`start` and the span after it; None where no calendar reaches."""
    try:
        return start + span
    except OverflowError:
        return None


def offered(finding: Finding, channels: Iterable[Channel]) -> Finding:
    """A finding about a day without a time, with the next slots of the post's channels as the way out."""
    got = dict(finding.message.values).get("got")
    if finding.code != "SMM117" or not isinstance(got, str) or len(got) != 10:
        return finding
    try:
        day = date.fromisoformat(got)
    except ValueError:
        return finding
    slots = tuple(dict.fromkeys(text for channel in channels for text in channel.slots))
    found = next_slots(slots, day)
    if not found:
        return finding
    fix = (
        msg("write `{one}` or `{other}`: the next slots", one=found[0], other=found[1])
        if len(found) > 1
        else msg("write `{one}`: the next slot", one=found[0])
    )
    return replace(finding, fix=fix)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def slot(text: str) -> tuple[int, str] | None:
    """(weekday from Monday = 0, `HH:MM`) of a slot as `Tue 09:30`; None for another form."""
    day, _, clock = text.strip().partition(" ")
    hours, _, minutes = clock.strip().partition(":")
    if day[:3].lower() not in _WEEKDAYS or not (hours + minutes).isdecimal() or len(hours + minutes) != 4:
        return None
    if int(hours) > 23 or int(minutes) > 59 or len(minutes) != 2:
        return None
    return _WEEKDAYS.index(day[:3].lower()), f"{hours}:{minutes}"


def next_slots(slots: tuple[str, ...], start: date, *, most: int = 2) -> list[str]:
    """The next slots of a channel from a day on, as a post writes them: `2026-12-01 09:30`."""
    known = [parsed for text in slots if (parsed := slot(text))]
    try:
        days = [start + timedelta(days=ahead) for ahead in range(15)]
    except OverflowError:
        return []
    return sorted(f"{on} {clock}" for on in days for weekday, clock in known if on.weekday() == weekday)[
        :most
    ]
