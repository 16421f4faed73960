"""SMM283: a lesson has its event."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or front.type != "event-lesson" or (front.event and front.event.date):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type event-lesson, and no `event:` with its date"),
        msg("add `event: {{id: cafe-show, date: 2026-11-20}}`"),
    )


RULE = Rule(
    code="SMM283",
    slug="event-unnamed",
    severity=Severity.ERROR,
    title="A lesson from an event says which event, and when it was",
    why="Lessons are found again by their event, and a lesson without a day cannot be told from an announcement.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: event-lesson
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
