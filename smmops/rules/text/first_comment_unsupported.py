"""SMM207: a first comment goes only where a network takes one."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if variant.first_comment is not None and network.first_comment is None:
            yield Hit(
                post.path,
                view.text_spot(post, variant, 1, comment=True),
                msg(
                    "a first comment for {channel}, and none is sent on {network}",
                    channel=variant.channel,
                    network=network.name,
                ),
                msg(
                    "name only other channels after `first comment:`; on {network} a second part after a line of "
                    "`---` says the same",
                    network=network.name,
                )
                if network.threads
                else msg("name only other channels after `first comment:`, or move the words into the text"),
            )


RULE = Rule(
    code="SMM207",
    slug="first-comment-unsupported",
    severity=Severity.ERROR,
    title="A first comment goes only to networks that take one from us",
    why="It would be dropped without a sign, and with it the link or the hashtags that it holds.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps.

## first comment: bluesky-acme
The beans of the day are from Huila.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme, linkedin-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps.

## first comment: linkedin-acme
The beans of the day are from Huila.
"""
    ),
    post=_check,
)
