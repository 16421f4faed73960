"""SMM240: a post has a format that its network knows."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if variant.format not in network.formats:
            yield Hit(
                post.path,
                view.choice(post, variant, "format"),
                msg("{network} has no format `{format}`", network=network.name, format=variant.format),
                msg(
                    "write one of {formats}, or leave `format` out: it follows from the media",
                    formats=", ".join(network.formats),
                ),
            )


RULE = Rule(
    code="SMM240",
    slug="format-unknown",
    severity=Severity.ERROR,
    title="A post has a format that its network knows",
    why="A reel is no format of LinkedIn and a document none of Instagram: there is no request that would send it.",
    bad=in_post(
        """\
---
channels: [linkedin-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4}]
options: {linkedin: {format: reel}}
---
From the first crack to the last bean.
""",
        roast_mp4=Sample("video/mp4", 1080, 1920, 30, size=80_000),
    ),
    good=in_post(
        """\
---
channels: [linkedin-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4}]
---
From the first crack to the last bean.
""",
        roast_mp4=Sample("video/mp4", 1080, 1920, 30, size=80_000),
    ),
    post=_check,
)
