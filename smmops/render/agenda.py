"""What a month of the calendar holds: posts by time, drafts, and how each channel stands against its cadence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from smmops.model.instants import day_start
from smmops.model.message import Message
from smmops.model.post import Post, Variant
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.words.signs import BLOCKED, CANCELLED, DRAFT, HELD, LOOKS, SCHEDULED, Look

_MARKS = {
    "facebook": "fb",
    "instagram": "ig",
    "threads": "th",
    "x": "x",
    "linkedin": "li",
    "youtube": "yt",
    "tiktok": "tt",
    "pinterest": "pi",
    "bluesky": "bs",
    "mastodon": "ma",
    "google-business": "gb",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known beside the files: ledger states by (post, channel), None where no ledger can be read here.

    `blocked` are ids of posts that `check` finds errors in, `looks` how what waits stands by (post, channel), and
    `stops` what stands still whatever the posts say.
    """

    states: Mapping[tuple[str, str], State] | None = None
    blocked: Collection[str] = frozenset()
    looks: Mapping[tuple[str, str], Look] = field(default_factory=dict)
    stops: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One post at one time (UTC, None: a draft) in one state, and the channels that have both in common."""

    at: datetime | None
    post: str
    title: str
    channels: tuple[str, ...]
    look: Look


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week that touches the month: its Monday, how many posts, and whether it is over."""

    monday: date
    posts: int
    over: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel in the month. `left` is how many posts its weeks still take, `short` how many they still lack.

    Both are None without a cadence. `gap` is the longest time without a post, None where it has none at all.
    """

    channel: Channel
    mark: str
    posts: int
    weeks: tuple[Week, ...]
    left: int | None
    short: int | None
    gap: timedelta | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A month (its first day) of a workspace, in the workspace's zone. `today` is the day of the reader's clock."""

    month: date
    today: date
    zone: ZoneInfo
    rows: tuple[Row, ...]
    drafts: tuple[Row, ...]
    standings: tuple[Standing, ...]
    ideas: int
    broken: tuple[tuple[str, str], ...] = ()
    ledger: bool = False
    others: int = 0
    language: str = "en"
    stops: tuple[Message, ...] = ()

    def on(self, day: date) -> list[Row]:
        """What a day holds, by time."""
        return [row for row in self.rows if row.at and row.at.astimezone(self.zone).date() == day]


def month_after(month: date) -> date:
    """The first day of the next month; OverflowError at the end of all calendars."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def bounds(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First instant of a month and of the next one, UTC."""
    return day_start(month, zone), day_start(month_after(month), zone)


def marks(channels: Mapping[str, Channel]) -> dict[str, str]:
    """A short mark a channel, by id: two letters of its network, numbered where a network has several."""
    alike: dict[str, list[str]] = {}
    for name, channel in channels.items():
        alike.setdefault(_MARKS.get(channel.network, channel.network[:2]), []).append(name)
    return {
        name: mark if len(names) == 1 else f"{mark}{number}"
        for mark, names in alike.items()
        for number, name in enumerate(names, 1)
    }


def covered(workspace: Workspace, names: Collection[str]) -> dict[str, Channel]:
    """The channels that ids and networks name, all where none is named; what is unknown names nothing."""
    known = workspace.channels
    return {i: c for i, c in known.items() if not names or i in names or c.network in names}


def agenda(
    workspace: Workspace, month: date, *, now: datetime, seen: Seen, only: Collection[str] = ()
) -> Agenda:
    """The month as files and ledger have it; `only` keeps some channels, or those of some networks."""
    assert workspace.settings is not None
    zone = ZoneInfo(workspace.settings.timezone)
    start, end = bounds(month, zone)
    channels = covered(workspace, only)
    rows = [row for post in workspace.posts.values() for row in _rows(post, channels, seen)]
    rows.sort(key=lambda row: (row.at or start, row.post, row.channels))
    mark = marks(workspace.channels)
    times: dict[str, list[datetime]] = {name: [] for name in channels}
    for row in rows:
        if row.at and row.look is not CANCELLED:
            for name in row.channels:
                times[name].append(row.at)
    drafts = tuple(row for row in rows if row.at is None)
    return Agenda(
        month=month,
        today=now.astimezone(zone).date(),
        zone=zone,
        rows=tuple(row for row in rows if row.at and start <= row.at < end),
        drafts=drafts,
        standings=tuple(
            _standing(channel, mark[name], times[name], month=month, now=now)
            for name, channel in channels.items()
            if channel.status != "declined"
        ),
        ideas=sum(document.kind == "idea" for document in workspace.documents.values()),
        broken=tuple(sorted(workspace.broken.items())),
        ledger=seen.states is not None,
        others=sum(row.at is not None for row in rows),
        language=workspace.settings.language,
        stops=seen.stops,
    )


def _rows(post: Post, channels: Mapping[str, Channel], seen: Seen) -> Iterator[Row]:
    """A row for each time and look of a post."""
    alike: dict[tuple[datetime | None, str], list[str]] = {}
    looks: dict[str, Look] = {}
    for variant in post.variants:
        if variant.channel not in channels:
            continue
        look = _look(post, variant, seen)
        looks[look.word] = look
        at = variant.publish_at.astimezone(UTC) if variant.publish_at else None
        alike.setdefault((at, look.word), []).append(variant.channel)
    for (at, word), names in alike.items():
        yield Row(at, post.id, post.title, tuple(names), looks[word])


def _look(post: Post, variant: Variant, seen: Seen) -> Look:
    state = (seen.states or {}).get((post.id, variant.channel))
    if state is not None and state is not State.RELEASED:
        return LOOKS[state]
    if variant.takedown is not None:
        return CANCELLED
    if variant.publish_at is None:
        return DRAFT
    if variant.hold:
        return HELD
    return BLOCKED if post.id in seen.blocked else seen.looks.get((post.id, variant.channel), SCHEDULED)


def _standing(channel: Channel, mark: str, times: list[datetime], *, month: date, now: datetime) -> Standing:
    zone = ZoneInfo(channel.timezone or "UTC")
    start, end = bounds(month, zone)
    days = [at.astimezone(zone).date() for at in times]
    today = now.astimezone(zone).date()
    weeks = tuple(_weeks(days, month=month, today=today))
    bound = channel.cadence.per_week
    open_ = [week for week in weeks if not week.over]
    return Standing(
        channel=channel,
        mark=mark,
        posts=sum(start <= at < end for at in times),
        weeks=weeks,
        left=sum(max(0, bound[1] - week.posts) for week in open_) if bound else None,
        short=sum(max(0, bound[0] - week.posts) for week in open_) if bound else None,
        gap=_gap(times, start, end),
    )


def _weeks(days: list[date], *, month: date, today: date) -> Iterator[Week]:
    monday, after = month - timedelta(days=month.weekday()), month_after(month)
    while monday < after:
        sunday = monday + timedelta(days=6)
        yield Week(monday, sum(monday <= day <= sunday for day in days), sunday < today)
        monday += timedelta(days=7)


def _gap(times: list[datetime], start: datetime, end: datetime) -> timedelta | None:
    """The longest time without a post that touches the month, to its end where nothing follows.

    What lies before a channel's first post is no gap: it had not begun.
    """
    if not any(at < end for at in times):
        return None
    ordered = sorted(times)
    stretches = [*pairwise(ordered), (ordered[-1], max(end, ordered[-1]))]
    touching = [later - before for before, later in stretches if later > start and before < end]
    return max(touching, default=None)
