"""SMM202: a format without text has none."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import format_of
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        rule = format_of(variant, network)
        if rule and not rule.text and any(part.strip() for part in variant.parts):
            yield Hit(
                post.path,
                view.text_spot(post, variant, 1),
                msg(
                    "a {format} on {network} has no text, and here stands one",
                    format=variant.format,
                    network=network.name,
                ),
                msg(
                    "put the words into the picture, choose another format for {channel}, or send the {format} "
                    "as a post of its own",
                    channel=variant.channel,
                    format=variant.format,
                ),
            )


RULE = Rule(
    code="SMM202",
    slug="text-not-sent",
    severity=Severity.ERROR,
    title="A format that has no text is given none",
    why="The network would drop the words without a sign, and what was reviewed is not what people see.",
    bad=in_post(
        """\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
options: {instagram: {format: story}}
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1920),
    ),
    good=in_post(
        """\
---
title: The bar before we open
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: "The bar before we open, words on it: open on Sunday from ten"}]
options: {instagram: {format: story}}
---
""",
        bar_jpg=Sample("image/jpeg", 1080, 1920),
    ),
    post=_check,
)
