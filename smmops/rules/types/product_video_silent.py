"""SMM278: a product video can be followed without sound."""

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
        or all(item.captions for v in post.variants for item in v.media if item.mime.startswith("video/"))
    ):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type product-video, and a video without `captions:`"),
        msg("add `captions: {{en: tour.en.vtt}}` to the video"),
    )


RULE = Rule(
    code="SMM278",
    slug="product-video-silent",
    severity=Severity.ERROR,
    title="A product video has captions",
    why="Most people watch without sound, and some cannot hear: without captions the tour shows hands and says nothing.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: product-video
media: [{file: tour.mp4}]
---
Brew at home in three steps.
""",
        tour_mp4=Sample("video/mp4", 1280, 720, 30),
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
