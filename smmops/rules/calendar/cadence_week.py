"""SMM315: a week is neither empty nor crowded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.calendar.times import Slot, slots, zone
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for queue in view.kept(slots).values():
        if queue[0].channel.cadence.per_week:
            yield from _channel(queue, queue[0].channel.cadence.per_week, view)


def _channel(queue: list[Slot], band: tuple[int, int], view: View) -> Iterator[Hit]:
    channel = queue[0].channel
    weeks: Counter[date] = Counter()
    for slot in queue:
        day = slot.at.astimezone(zone(channel)).date()
        week = day - timedelta(days=day.weekday())
        weeks[week] += 1
        if weeks[week] > band[1]:
            yield Hit(
                slot.post.path,
                view.choice(slot.post, slot.variant, "publish_at"),
                msg(
                    "post {count} of the week of {week} on {channel}, cadence {least} to {most}",
                    count=weeks[week],
                    week=str(week),
                    channel=channel.id,
                    least=band[0],
                    most=band[1],
                ),
                msg("move it to another week"),
            )
    path, spot = view.setting("channels", channel.id, "cadence", "per_week")
    last, week = max(weeks), min(weeks) + timedelta(days=7)
    while week < last and not view.workspace.broken:
        if weeks[week] < band[0]:
            yield Hit(
                path,
                spot,
                msg(
                    "{count} posts in the week of {week} on {channel}, cadence {least} to {most}",
                    count=weeks[week],
                    week=str(week),
                    channel=channel.id,
                    least=band[0],
                    most=band[1],
                ),
                msg("plan {more} more for that week, or mend the cadence", more=band[0] - weeks[week]),
            )
        week += timedelta(days=7)


_SHOP = "  bluesky-shop: {network: bluesky, handle: shop.example, cadence: {per_week: [1, 3]}}\n"


def _example(*days: int) -> Example:
    return Example(
        {
            "smmops.yaml+channels": _SHOP,
            **{
                f"content/2026/12/day-{day:02}.md": (
                    f"---\nchannels: [bluesky-shop]\npublish_at: 2026-12-{day:02} 10:00\n---\nWhat we brew on day {day}.\n"
                )
                for day in days
            },
        }
    )


RULE = Rule(
    code="SMM315",
    slug="cadence-week",
    severity=Severity.WARNING,
    title="A channel posts as often a week as its cadence says",
    why="People come to expect a rhythm, and a channel that bursts and sleeps is forgotten. Only whole weeks between the first and the last planned post have a least; an empty day is fine.",
    bad=_example(1, 15),
    good=_example(1, 8, 15),
    workspace=_check,
)
