"""SMM207: a first comment goes only where a network takes one."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.text.bounds import comment_rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if variant.first_comment is not None and comment_rule(network) is None:
            yield Hit(
                post.path,
                view.text_spot(post, variant, 1, comment=True),
                msg(
                    "a first comment for {channel}, and none is sent on {network}",
                    channel=variant.channel,
                    network=network.name,
                ),
                msg("name only other channels after `first comment:`, or move the words into the text"),
            )


def _example(channel: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": "  google-acme: {network: google-business, handle: Acme Coffee, account: locations/1}\n",
            POST: f"""\
---
channels: [google-acme, linkedin-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps.

## first comment: {channel}
The beans of the day are from Huila.
""",
        }
    )


RULE = Rule(
    code="SMM207",
    slug="first-comment-unsupported",
    severity=Severity.ERROR,
    title="A first comment goes only to networks where one can be written",
    why="It would be dropped without a sign, and with it the link or the hashtags that it holds.",
    bad=_example("google-acme"),
    good=_example("linkedin-acme"),
    post=_check,
)
