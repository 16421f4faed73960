"""SMM201: every channel of a post gets something."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant in post.variants:
        if not (any(part.strip() for part in variant.parts) or variant.media or variant.poll):
            yield Hit(
                post.path,
                view.channel_spot(post, variant),
                msg("{channel} gets neither text nor media", channel=variant.channel),
                msg(
                    "write the text below the front matter or under `## {channel}`, add `media:`, "
                    "or take {channel} out of `channels:`",
                    channel=variant.channel,
                ),
            )


RULE = Rule(
    code="SMM201",
    slug="nothing-to-send",
    severity=Severity.ERROR,
    title="Every channel of a post gets a text, media or a poll",
    why="A section for one channel does not serve the others: where a channel has no text of its own and there "
    "is no default text, nothing is left to send.",
    bad=in_post(
        """\
---
channels: [bluesky-acme, mastodon-acme]
publish_at: 2026-12-01 09:30
---
## bluesky-acme
Open on Sunday from ten.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme, mastodon-acme]
publish_at: 2026-12-01 09:30
---
Open on Sunday from ten.
"""
    ),
    post=_check,
)
