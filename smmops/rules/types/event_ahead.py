"""SMM284: a lesson follows its event."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import local, zone
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or front.type != "event-lesson" or front.event is None or front.event.date is None:
        return
    for variant, channel, _ in view.variants(post):
        if variant.publish_at and variant.publish_at.astimezone(zone(channel)).date() < front.event.date:
            yield Hit(
                post.path,
                view.value(post, "event", "date"),
                msg(
                    "lessons from an event on {day}, due before it at {at}",
                    day=str(front.event.date),
                    at=local(variant.publish_at, channel),
                ),
                msg("mend the date of the event, or move the post behind {day}", day=str(front.event.date)),
            )
            return


RULE = Rule(
    code="SMM284",
    slug="event-ahead",
    severity=Severity.ERROR,
    title="A lesson from an event goes out after the event",
    why="Nobody has learned yet what has not taken place: one of the two days is mistyped.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: event-lesson
event: {id: cafe-show, date: 2026-12-20}
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: event-lesson
event: {id: cafe-show, date: 2026-11-20}
---
Brew at home in three steps.
"""
    ),
    post=_check,
)
