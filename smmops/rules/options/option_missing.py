"""SMM272: what a network wants to be told is told."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        for key, rule in network.options.items():
            if rule.required and key not in variant.options and variant.publish_at:
                value = " | ".join(rule.choices) or ("true | false" if rule.type == "bool" else "…")
                yield Hit(
                    post.path,
                    view.channel_spot(post, variant),
                    msg("{network} wants a choice for `{key}`, here is none", network=network.name, key=key),
                    msg(
                        "add `options: {{{network}: {{{key}: {value}}}}}`, or to the channel's `defaults:`",
                        network=network.name,
                        key=key,
                        value=value,
                    ),
                )


_POST = """\
---
title: How we roast our winter espresso
channels: [youtube-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4}]
options: {youtube: {privacy: publicMORE}}
---
From the first crack to the last bean.
"""
_ROAST = Sample("video/mp4", 1920, 1080, 90)

RULE = Rule(
    code="SMM272",
    slug="option-missing",
    severity=Severity.ERROR,
    title="What a network wants a person to decide is decided",
    why="YouTube asks by law whether a video is made for children, TikTok who may see it. "
    "Nobody but the author can answer, so there is no default.",
    bad=in_post(_POST.replace("MORE", ""), roast_mp4=_ROAST),
    good=in_post(_POST.replace("MORE", ", made_for_kids: false"), roast_mp4=_ROAST),
    post=_check,
)
