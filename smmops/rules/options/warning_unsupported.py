"""SMM274: a content warning or blur goes where a network has one."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if variant.content_warning and not network.content_warning:
            yield Hit(
                post.path,
                view.value(post, "content_warning"),
                msg(
                    "a content warning for {channel}, and {network} has none",
                    channel=variant.channel,
                    network=network.name,
                ),
                msg(
                    "take {channel} out, or write a post of its own whose text begins with the warning",
                    channel=variant.channel,
                ),
            )
        if variant.sensitive and not network.sensitive:
            yield Hit(
                post.path,
                view.value(post, "sensitive"),
                msg(
                    "sensitive media for {channel}, and {network} has no blur",
                    channel=variant.channel,
                    network=network.name,
                ),
                msg("take {channel} out, or send it other media with `for: […]`", channel=variant.channel),
            )


def _post(channel: str) -> str:
    return f"""\
---
channels: [{channel}]
publish_at: 2026-12-01 09:30
content_warning: flashing light
sensitive: true
media: [{{file: neon.jpg, alt: The neon sign over our door}}]
---
Our new sign.
"""


_NEON = Sample("image/jpeg", 1080, 1080)

RULE = Rule(
    code="SMM274",
    slug="warning-unsupported",
    severity=Severity.ERROR,
    title="A content warning goes only to networks that show it",
    why="Somebody wrote the warning for a reason. On a network without one the picture would be seen unwarned.",
    bad=in_post(_post("mastodon-acme, x-acme"), neon_jpg=_NEON),
    good=in_post(_post("mastodon-acme"), neon_jpg=_NEON),
    post=_check,
)
