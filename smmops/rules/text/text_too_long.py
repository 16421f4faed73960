"""SMM204: no part is longer than its network takes."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import over, text_rule, too_long
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        payload = view.payload(post, variant)
        rule = text_rule(variant, network)
        bound = rule.limit
        for number, part in enumerate(payload.parts if payload else (), start=1):
            warning = variant.content_warning or ""
            count = over(part, rule, bound, warning=warning)
            if count is not None and bound is not None:
                yield Hit(
                    post.path,
                    view.text_spot(post, variant, number),
                    too_long(count, bound, unit=rule.unit, network=network.name),
                    msg(
                        "shorten it by {over}, split it with a line of `---` where the network has threads, "
                        "or give {network} its own section `## {channel}`",
                        over=count - bound,
                        network=network.name,
                        channel=variant.channel,
                    ),
                )


RULE = Rule(
    code="SMM204",
    slug="text-too-long",
    severity=Severity.ERROR,
    title="A part of a post is no longer than its network takes",
    why=(
        "The network refuses a longer text, at the moment it is due. "
        "It is counted as the network counts and as it is sent: with names filled in and the link tagged. "
        "X counts an address as 23 and an emoji as 2, Bluesky counts graphemes, Mastodon counts an address as 23 "
        "and the content warning as well, LinkedIn counts its escapes. "
        "A server with another limit has it in the channel's `limits:`."
    ),
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps. First warm the kettle and the cup, then rinse the paper filter until it no longer
smells of paper, then pour slowly in circles and wait until every drop has gone through before you pour again.
If it tastes bitter, grind coarser. If it tastes sour, grind finer. If it tastes of nothing at all, buy better beans.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Brew at home in three steps. Warm the kettle, rinse the filter, pour slowly in circles.
---
If it tastes bitter, grind coarser. If it tastes sour, grind finer.
"""
    ),
    post=_check,
)
