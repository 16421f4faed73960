"""SMM277: a product video shows something."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if (
        front is None
        or front.type != "product-video"
        or any(item.mime.startswith("video/") for v in post.variants for item in v.media)
    ):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type product-video, and no video under `media:`"),
        msg(
            "add a video to `media:`, such as `- {{file: tour.mp4, captions: {{en: tour.en.vtt}}}}`, or take another `type:`"
        ),
    )


RULE = Rule(
    code="SMM277",
    slug="product-video-missing",
    severity=Severity.ERROR,
    title="A product video has a video",
    why="Somebody planned to show the product at work, and readers would get words about it.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: product-video
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: product-video
media: [{file: tour.mp4, captions: {en: tour.vtt}}]
---
Brew at home in three steps.
""",
        tour_mp4=Sample("video/mp4", 1280, 720, 30),
        tour_vtt=Sample("text/vtt"),
    ),
    post=_check,
)
