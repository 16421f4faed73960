"""SMM250: media go with a part that the text has."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant in post.variants:
        parts = max(len(variant.parts), 1)
        for item in variant.media:
            if item.part > parts:
                yield Hit(
                    post.path,
                    view.media_spot(post, item, "part"),
                    msg(
                        "part {part} for {channel}, whose text has {count}",
                        part=item.part,
                        channel=variant.channel,
                        count=parts,
                    ),
                    msg(
                        "write a part from 1 to {count}, or keep it from {channel} with `for: […]`",
                        count=parts,
                        channel=variant.channel,
                    ),
                )


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open, part: 3}]
---
Open on Sunday from ten.
---
Juno pours.
"""

RULE = Rule(
    code="SMM250",
    slug="part-missing",
    severity=Severity.ERROR,
    title="Media go with a part of the thread that is there",
    why="Nothing would be sent with a part that does not exist, and nobody would miss it before readers do.",
    bad=in_post(_POST, bar_jpg=Sample("image/jpeg")),
    good=in_post(_POST.replace("part: 3", "part: 2"), bar_jpg=Sample("image/jpeg")),
    post=_check,
)
