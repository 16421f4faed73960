"""SMM285: a poll asks."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if (
        front is None
        or front.type != "poll"
        or front.poll
        or any("?" in part or "？" in part for v in post.variants for part in v.parts)
    ):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type poll, and neither `poll:` nor a question in the text"),
        msg("add `poll: {{options: [Pour over, Espresso], duration: 1d}}`, or ask with a question mark"),
    )


RULE = Rule(
    code="SMM285",
    slug="poll-without-question",
    severity=Severity.ERROR,
    title="A post of type poll asks something",
    why="Polls and real questions are one kind of content; this file is counted as one and asks nothing.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: poll
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: poll
---
Which one is yours, pour over or espresso?
"""
    ),
    post=_check,
)
