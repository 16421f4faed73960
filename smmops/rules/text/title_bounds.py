"""SMM217: a title is there where it is needed, and fits."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import format_of
from smmops.rules.view import View
from smmops.specs.spec import FormatRule, NetworkSpec


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        rule = format_of(variant, network)
        if rule is None or rule.title == "none":
            continue
        for message in _said(variant, rule, network):
            yield Hit(
                post.path,
                view.choice(post, variant, "title"),
                message,
                msg(
                    "give {channel} a title of its own: `options: {{{channel}: {{title: …}}}}`",
                    channel=variant.channel,
                ),
            )


def _said(variant: Variant, rule: FormatRule, network: NetworkSpec) -> Iterator[Message]:
    title = variant.title or next((item.title for item in variant.media if item.title), None) or ""
    limit = rule.title_limit or network.title_limit
    if rule.title == "required" and not title.strip():
        yield msg(
            "a {format} on {network} needs a title, here is none", format=variant.format, network=network.name
        )
    if limit is not None and len(title) > limit:
        yield msg(
            "{count} characters of title on {network}, limit {limit} ({over} over)",
            count=len(title),
            network=network.name,
            limit=limit,
            over=len(title) - limit,
        )
    refused = sorted({letter for letter in title if letter in network.title_forbidden})
    if refused:
        yield msg("{network} refuses {letters} in a title", network=network.name, letters=" ".join(refused))


RULE = Rule(
    code="SMM217",
    slug="title-bounds",
    severity=Severity.ERROR,
    title="A title is there where the format needs one, and fits",
    why="YouTube refuses a video without a title or with one over 100 characters, LinkedIn a document without one.",
    bad=in_post(
        """\
---
title: How we roast the beans of our winter espresso in small batches, from the first crack to the very last bean
channels: [youtube-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4}]
options: {youtube: {privacy: public, made_for_kids: false}}
---
From the first crack to the last bean.
""",
        roast_mp4=Sample("video/mp4", 1920, 1080, 90),
    ),
    good=in_post(
        """\
---
title: How we roast our winter espresso
channels: [youtube-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4}]
options: {youtube: {privacy: public, made_for_kids: false}}
---
From the first crack to the last bean.
""",
        roast_mp4=Sample("video/mp4", 1920, 1080, 90),
    ),
    post=_check,
)
