"""SMM303: a channel's day holds no more posts than policy and network allow."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.calendar.times import Slot, slots, zone
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for queue in view.kept(slots).values():
        network = view.spec(queue[0].channel.network)
        own = view.settings.policy.per_day
        limit = min(own, network.per_day) if network and network.per_day else own
        days: Counter[date] = Counter()
        here = zone(queue[0].channel)
        for slot in queue:
            day = slot.at.astimezone(here).date()
            days[day] += 1
            if days[day] > limit:
                yield _hit(slot, view, day=day, count=days[day], limit=limit)


def _hit(slot: Slot, view: View, *, day: date, count: int, limit: int) -> Hit:
    return Hit(
        slot.post.path,
        view.choice(slot.post, slot.variant, "publish_at"),
        msg(
            "post {count} of {day} on {channel}, limit {limit} a day",
            count=count,
            day=str(day),
            channel=slot.channel.id,
            limit=limit,
        ),
        msg("move it to another day: it would wait until then anyway"),
    )


def _example(posts: int) -> Example:
    return Example(
        {
            "smmops.yaml+": "policy: {per_day: 2, min_gap: 1m}\n",
            **{
                f"content/2026/12/sunday-{hour}.md": (
                    f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-06 {hour}:00\n---\nOpen now, it is {hour}.\n"
                )
                for hour in range(10, 10 + posts)
            },
        }
    )


RULE = Rule(
    code="SMM303",
    slug="day-full",
    severity=Severity.WARNING,
    title="A channel gets no more posts a day than policy.per_day and its network allow",
    why="What is over the limit is deferred, never dropped; it goes out on another day than the file says.",
    bad=_example(3),
    good=_example(2),
    workspace=_check,
)
