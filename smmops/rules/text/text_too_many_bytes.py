"""SMM205: no part is heavier than its network takes."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import text_rule
from smmops.rules.view import View
from smmops.specs.measure import length, surely_fits


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        payload = view.payload(post, variant)
        rule = text_rule(variant, network)
        bound = rule.byte_limit
        for number, part in enumerate(payload.parts if payload else (), start=1):
            if bound is None or surely_fits(part, rule):
                continue
            weight = length(part, rule).bytes
            if weight > bound:
                yield Hit(
                    post.path,
                    view.text_spot(post, variant, number),
                    msg(
                        "{weight} bytes on {network}, limit {limit} ({over} over)",
                        weight=weight,
                        network=network.name,
                        limit=bound,
                        over=weight - bound,
                    ),
                    msg("leave out some emoji: one of a family or with a skin tone takes up to 35 bytes"),
                )


RULE = Rule(
    code="SMM205",
    slug="text-too-many-bytes",
    severity=Severity.ERROR,
    title="A part of a post has no more bytes than its network takes",
    why=(
        "Bluesky bounds a post twice: 300 graphemes and 3,000 bytes. "
        "One emoji can take 25 bytes and more, so that a text of few signs can still be refused."
    ),
    bad=in_post(
        f"""\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Our whole family is here {"👨‍👩‍👧‍👦 " * 120}
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Our whole family is here 👨‍👩‍👧‍👦 👨‍👩‍👧‍👦
"""
    ),
    post=_check,
)
