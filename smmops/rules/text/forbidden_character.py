"""SMM218: no character that a network refuses."""

import unicodedata
from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import text_rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        payload = view.payload(post, variant)
        forbidden = text_rule(variant, network).forbidden
        for number, part in enumerate(payload.parts if payload and forbidden else (), start=1):
            for letter in sorted({letter for letter in part if letter in forbidden}):
                name = letter if letter.isprintable() else unicodedata.name(letter, f"U+{ord(letter):04X}")
                yield Hit(
                    post.path,
                    view.text_spot(post, variant, number),
                    msg("{network} refuses the character {name}", network=network.name, name=name),
                    msg(
                        "leave it out, or write a text for {network} under `## {channel}`",
                        network=network.name,
                        channel=variant.channel,
                    ),
                )


_FRONT = """\
---
title: How we roast our winter espresso
channels: [youtube-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4}]
options: {youtube: {privacy: public, made_for_kids: false}}
---
"""
_ROAST = Sample("video/mp4", 1920, 1080, 90)

RULE = Rule(
    code="SMM218",
    slug="forbidden-character",
    severity=Severity.ERROR,
    title="A text has no character that its network refuses",
    why="YouTube refuses a description with an angle bracket, X three characters that nobody sees.",
    bad=in_post(_FRONT + "First crack -> last bean.\n", roast_mp4=_ROAST),
    good=in_post(_FRONT + "First crack → last bean.\n", roast_mp4=_ROAST),
    post=_check,
)
