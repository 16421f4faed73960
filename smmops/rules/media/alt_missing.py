"""SMM246: every image says in words what it shows."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.media.items import items
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import Kind


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, _ in view.variants(post):
        for item in items(variant, view):
            if (
                item.kind in (Kind.IMAGE, Kind.GIF)
                and not (item.media.alt or "").strip()
                and not item.media.decorative
            ):
                yield Hit(
                    post.path,
                    view.media_spot(post, item.media, "alt"),
                    msg("{name} has no alt text", name=item.name),
                    msg(
                        "write `alt: …`, what the image shows and says; `decorative: true` where it says nothing"
                    ),
                )


RULE = Rule(
    code="SMM246",
    slug="alt-missing",
    severity=Severity.ERROR,
    title="Every image has an alt text",
    why="People who do not see the image hear this text instead, and so do search engines. "
    "An image that says nothing is marked `decorative: true`.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: "The bar before we open, chairs still on the tables"}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    post=_check,
)
