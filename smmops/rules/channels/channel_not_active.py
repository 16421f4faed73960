"""SMM160: posts go to active channels."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, channel, _ in view.variants(post):
        if variant.publish_at is None or channel.status in ("active", "warm-up"):
            continue
        yield Hit(
            post.path,
            view.channel_spot(post, variant),
            msg(
                "{channel} is `{status}`: nothing is published there",
                channel=channel.id,
                status=channel.status,
            ),
            msg(
                "take {channel} out of the post, or make it `status: active` in smmops.yaml",
                channel=channel.id,
            ),
        )


_POST = """\
---
channels: [CHANNELS]
publish_at: 2026-12-01 09:30
---
Open on Sunday from ten.
"""

RULE = Rule(
    code="SMM160",
    slug="channel-not-active",
    severity=Severity.ERROR,
    title="A post with a time goes to active channels only",
    why="A channel that is only claimed, watched or declined is not published to; the post would wait for ever.",
    bad=in_post(_POST.replace("CHANNELS", "bluesky-acme, threads-acme")),
    good=in_post(_POST.replace("CHANNELS", "bluesky-acme")),
    post=_check,
)
