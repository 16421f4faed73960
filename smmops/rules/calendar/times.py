"""Times as a channel's people read them, and posts in the order of a channel's day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smmops.model.post import Post, Variant
from smmops.model.workspace import Channel
from smmops.rules.view import View

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Slot:
    """A variant that has a time, with its post and channel."""

    at: datetime  # UTC
    post: Post
    variant: Variant
    channel: Channel


def zone(channel: Channel) -> ZoneInfo:
    """The channel's zone; UTC for one that cannot be read, which reading says."""
    try:
        return ZoneInfo(channel.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local(at: datetime, channel: Channel) -> str:
    """`Tue 2026-12-01 09:30` on the channel's clocks."""
    here = at.astimezone(zone(channel))
    return f"{_DAYS[here.weekday()]} {here:%Y-%m-%d %H:%M}"


def slots(view: View) -> Mapping[str, list[Slot]]:
    """What each channel publishes by itself, by channel id, in order of time; drafts and held posts left out."""
    made: dict[str, list[Slot]] = {}
    for post in view.workspace.posts.values():
        for slot in _slots(post, view):
            made.setdefault(slot.channel.id, []).append(slot)
    for queue in made.values():
        queue.sort(key=lambda slot: (slot.at, slot.post.id))
    return made


def _slots(post: Post, view: View) -> Iterator[Slot]:
    for variant in post.variants:
        channel = view.workspace.channels.get(variant.channel)
        if channel and variant.publish_at and not variant.hold and variant.takedown is None:
            yield Slot(variant.publish_at.astimezone(UTC), post, variant, channel)
