"""SMM208: a first comment fits."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import comment_rule, over, too_long
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        rule = comment_rule(network)
        payload = view.payload(post, variant)
        if rule is None or payload is None or payload.first_comment is None or rule.limit is None:
            continue
        count = over(payload.first_comment, rule, rule.limit, warning=variant.content_warning or "")
        if count is not None:
            yield Hit(
                post.path,
                view.text_spot(post, variant, 1, comment=True),
                too_long(count, rule.limit, unit=rule.unit, network=network.name),
                msg("shorten the first comment by {over}", over=count - rule.limit),
            )


RULE = Rule(
    code="SMM208",
    slug="first-comment-too-long",
    severity=Severity.ERROR,
    title="A first comment is no longer than its network takes",
    why="It is sent right after the post; when the network refuses it, the post stands alone.",
    bad=in_post(
        f"""\
---
channels: [linkedin-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps.

## first comment: linkedin-acme
{"Warm the kettle and the cup. " * 60}
"""
    ),
    good=in_post(
        """\
---
channels: [linkedin-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps.

## first comment: linkedin-acme
Warm the kettle and the cup.
"""
    ),
    post=_check,
)
