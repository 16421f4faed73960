"""SMM288: a hot take has a short shelf life."""

from collections.abc import Iterator
from datetime import timedelta

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View

_MOST = timedelta(hours=24)


def _check(post: Post, view: View) -> Iterator[Hit]:
    if post.type != "hot-take":
        return
    for variant, _, _ in view.variants(post):
        if variant.publish_at is None or variant.not_after is None:
            continue
        kept = variant.not_after - variant.publish_at
        if kept > _MOST:
            yield Hit(
                post.path,
                view.choice(post, variant, "not_after"),
                msg(
                    "a hot take that may still go out {hours} h after its time, limit 24 h",
                    hours=int(kept.total_seconds() // 3600),
                ),
                msg("write `not_after: 6h` and `late: skip`"),
            )
            return


RULE = Rule(
    code="SMM288",
    slug="hot-take-stale",
    severity=Severity.WARNING,
    title="A hot take is dropped soon after its time",
    why="What was news yesterday is no news. A hot take that waits for a late run says that we read the paper a day after everybody.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: hot-take
not_after: 3d
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: hot-take
not_after: 6h
late: skip
---
Brew at home in three steps.
"""
    ),
    post=_check,
)
