"""SMM251: media lie in the repository."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant in post.variants:
        for item in variant.media:
            if item.file is None:
                yield Hit(
                    post.path,
                    view.media_spot(post, item, "url"),
                    msg("media by address are not sent by this version"),
                    msg("put the file into content/media, through git LFS where it is large"),
                )


RULE = Rule(
    code="SMM251",
    slug="media-elsewhere",
    severity=Severity.ERROR,
    title="Media lie in the repository",
    why="A file by address would be fetched and compared with its hash when it is sent. "
    "This version does not do that yet, and a post without its video is worse than none.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media:
  - url: https://assets.acme.example/tour.mp4
    sha256: 9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e
    bytes: 48103411
---
From the first crack to the last bean.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: tour.mp4}]
---
From the first crack to the last bean.
""",
        tour_mp4=Sample("video/mp4"),
    ),
    post=_check,
)
