"""SMM242: a file's name says what its bytes are."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.media.items import items, kind_of
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, _ in view.variants(post):
        for item in items(variant, view):
            if item.seen is None or item.kind is None or item.size == 0 or item.media.mime == item.mime:
                continue
            if item.kind is kind_of(item.media.mime) and item.mime.startswith(("video/", "audio/")):
                continue
            yield Hit(
                post.path,
                view.media_spot(post, item.media, "file"),
                msg(
                    "{name} is named as {named}, its bytes are {mime}",
                    name=item.name,
                    named=item.media.mime,
                    mime=item.mime,
                ),
                msg(
                    "give the file the suffix of what it is, or save it again as {named}",
                    named=item.media.mime,
                ),
            )


RULE = Rule(
    code="SMM242",
    slug="suffix-lies",
    severity=Severity.ERROR,
    title="The name of a media file says what its bytes are",
    why="A picture that is called a JPEG and is a WebP passes every look by name and is refused by the network.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/webp", 1080, 1080),
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.webp, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_webp=Sample("image/webp", 1080, 1080),
    ),
    post=_check,
)
