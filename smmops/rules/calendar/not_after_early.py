"""SMM301: a post may go out after its time, not only before it."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import local
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, channel, _ in view.variants(post):
        if variant.publish_at and variant.not_after and variant.not_after <= variant.publish_at:
            yield Hit(
                post.path,
                view.choice(post, variant, "not_after"),
                msg(
                    "{channel}: not after {end}, and it is due at {start}",
                    channel=variant.channel,
                    end=local(variant.not_after, channel),
                    start=local(variant.publish_at, channel),
                ),
                msg("write a duration such as `not_after: 12h`, or a later time"),
            )


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
not_after: 2026-12-01 TIME
---
Open today from ten.
"""

RULE = Rule(
    code="SMM301",
    slug="not-after-early",
    severity=Severity.ERROR,
    title="`not_after` is later than `publish_at`",
    why="Schedules run minutes to hours late. A post whose last moment is its first or earlier is never sent.",
    bad=in_post(_POST.replace("TIME", "09:30")),
    good=in_post(_POST.replace("TIME", "12:00")),
    post=_check,
)
