"""SMM252: a link card goes where a network takes one from us."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    seen = [(variant, network) for variant, _, network in view.variants(post) if variant.card]
    if any(network.card and variant.link and not variant.media for variant, network in seen):
        return
    for variant, network in seen[:1]:
        if not variant.link:
            said = msg("a card without a link")
        elif variant.media and network.card:
            said = msg(
                "a card beside media for {channel}: a post holds one of the two", channel=variant.channel
            )
        else:
            said = msg("a card, and none of this post's networks takes one from us")
        yield Hit(
            post.path,
            view.value(post, "card"),
            said,
            msg("add `link:`, take the media out, or take `card:` out"),
        )


_POST = """\
---
channels: [CHANNEL]
publish_at: 2026-12-01 09:30
link: https://acme.example/brew
card: {title: Brew at home, description: Three steps}
---
Brew at home in three steps.
"""

RULE = Rule(
    code="SMM252",
    slug="card-unused",
    severity=Severity.WARNING,
    title="A card is seen on at least one channel",
    why="Only some networks take a card from us; others make their own from the page, or none. "
    "A card needs a link, and a post without media.",
    bad=in_post(_POST.replace("CHANNEL", "mastodon-acme")),
    good=in_post(_POST.replace("CHANNEL", "bluesky-acme, mastodon-acme")),
    post=_check,
)
