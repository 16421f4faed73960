"""SMM318: a week holds the work that is planned for it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import zone
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    if strategy is None or strategy.hours_per_week is None:
        return
    weeks: dict[date, list[Decimal]] = {}
    for post in view.workspace.posts.values():
        front = view.front(post)
        work = front.production if front else None
        day = _day(post, view) if work and work.hours else None
        if work and work.hours and day:
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(work.hours)
    path = view.path("strategy.md")
    for week, hours in sorted(weeks.items()):
        total = sum(hours, Decimal(0))
        if total > strategy.hours_per_week:
            yield Hit(
                path,
                view.spot(path, "hours_per_week"),
                msg(
                    "{count} posts of the week of {week} take {hours} h, hours_per_week is {limit}",
                    count=len(hours),
                    week=str(week),
                    hours=f"{total.normalize():f}",
                    limit=f"{strategy.hours_per_week.normalize():f}",
                ),
                msg("give some an earlier `production.due`, or leave one out"),
            )


def _day(post: Post, view: View) -> date | None:
    """When the work must be done: `production.due`, else the day on which the post first goes out."""
    front = view.front(post)
    if front and front.production and front.production.due:
        return front.production.due
    times = [
        variant.publish_at.astimezone(zone(channel))
        for variant, channel, _ in view.variants(post)
        if variant.publish_at
    ]
    return min(times).date() if times else None


def _example(hours: str) -> Example:
    text = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-04 09:30
production: {owner: juno, due: 2026-12-02, stage: edit, hours: HOURS}
---
How we roast, in one minute.
"""
    return Example({"strategy.md": "---\nhours_per_week: 12\n---\n", POST: text.replace("HOURS", hours)})


RULE = Rule(
    code="SMM318",
    slug="hours-over",
    severity=Severity.WARNING,
    title="The work planned for a week fits into strategy.hours_per_week",
    why="A plan that takes more hours than there are is kept by working at night or by posting what is half done. Counted are `production.hours`, in the week of `production.due` or of the post.",
    bad=_example("14.5"),
    good=_example("12"),
    workspace=_check,
)
