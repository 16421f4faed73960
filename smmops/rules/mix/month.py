"""The posts of each month, and how shares of them are judged and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smmops.model.post import Post
from smmops.rules.rule import Example
from smmops.rules.view import View

ENOUGH = 10
"""Posts of a month below which a share says nothing."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A post that goes out, and when it first does (UTC)."""

    at: datetime
    post: Post


def months(view: View) -> Mapping[str, Sequence[Planned]]:
    """`YYYY-MM` on the workspace's clocks to its posts in order of time; drafts, held posts, takedowns left out."""
    home = _zone(view)
    found: dict[tuple[int, int], list[Planned]] = {}
    for post in view.workspace.posts.values():
        times = [v.publish_at for v in post.variants if v.publish_at and not v.hold and v.takedown is None]
        if times:
            first = min(times)
            here = first.astimezone(home)
            found.setdefault((here.year, here.month), []).append(Planned(first, post))
    for own in found.values():
        own.sort(key=lambda planned: (planned.at, planned.post.id))
    return {f"{year:04}-{month:02}": own for (year, month), own in sorted(found.items())}


def full(view: View) -> Mapping[str, Sequence[Planned]]:
    """The months with enough posts to speak of shares.

    None while a post cannot be read: its month would be judged without it.
    """
    if view.workspace.broken:
        return {}
    return {month: own for month, own in view.kept(months).items() if len(own) >= ENOUGH}


def most(share: Decimal, total: int) -> int:
    """The most of `total` that keep to a share."""
    return int((share * total).to_integral_value(ROUND_FLOOR))


def within(band: tuple[Decimal, Decimal], total: int) -> tuple[int, int]:
    """The fewest and the most of `total` whose share lies in a band.

    Where no whole number does, the two on both sides of it.
    """
    low = int((band[0] * total).to_integral_value(ROUND_CEILING))
    high = most(band[1], total)
    return min(low, high), max(low, high)


def _zone(view: View) -> ZoneInfo:
    try:
        return ZoneInfo(view.settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def month_of(*fronts: str, files: Mapping[str, str] | None = None) -> Example:
    """An example of a month: a post a day on Bluesky, with these lines of front matter."""
    return Example(
        {
            **(files or {}),
            **{
                f"content/2026/12/day-{day:02}.md": (
                    f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-{day:02} 10:00\n{front}---\n"
                    f"What we brew on day {day}, and why.\n"
                )
                for day, front in enumerate(fronts, start=1)
            },
        }
    )
