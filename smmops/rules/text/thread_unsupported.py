"""SMM206: several parts go only where a network has threads."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if len(variant.parts) > 1 and not network.threads:
            yield Hit(
                post.path,
                view.text_spot(post, variant, 2),
                msg(
                    "{count} parts for {channel}, and {network} has no threads",
                    count=len(variant.parts),
                    channel=variant.channel,
                    network=network.name,
                ),
                msg(
                    "give {channel} a text in one part under `## {channel}`; a line of three dashes that is meant "
                    "as text is written `\\---`",
                    channel=variant.channel,
                ),
            )


RULE = Rule(
    code="SMM206",
    slug="thread-unsupported",
    severity=Severity.ERROR,
    title="A text in several parts goes only to networks that have threads",
    why="A line of exactly three dashes starts the next part of a thread. "
    "Where a network has no threads nothing is joined or cut for you: a text that nobody wrote would go out.",
    bad=in_post(
        """\
---
channels: [bluesky-acme, linkedin-acme]
publish_at: 2026-12-01 09:30
---
Three things we learned about water.
---
One: hardness matters more than the brand of the filter.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme, linkedin-acme]
publish_at: 2026-12-01 09:30
---
Three things we learned about water.
---
One: hardness matters more than the brand of the filter.

## linkedin-acme
Three things we learned about water. One: hardness matters more than the brand of the filter.
"""
    ),
    post=_check,
)
