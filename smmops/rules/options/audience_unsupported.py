"""SMM275: a post for some goes only where a network can keep it to them."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if variant.audience is None:
            continue
        wanted = [
            ("countries", bool(variant.audience.countries)),
            ("min_age", variant.audience.min_age is not None),
        ]
        for key, there in wanted:
            if there and key not in network.audience:
                yield Hit(
                    post.path,
                    view.value(post, "audience", key),
                    msg(
                        "`{key}` for {channel}, and {network} cannot: it would go to everybody",
                        key=key,
                        channel=variant.channel,
                        network=network.name,
                    ),
                    msg("take {channel} out of this post", channel=variant.channel),
                )


def _post(channel: str) -> str:
    return f"---\nchannels: [{channel}]\npublish_at: 2026-12-01 09:30\naudience: {{min_age: 19}}\n---\nCoffee cocktails on Friday.\n"


RULE = Rule(
    code="SMM275",
    slug="audience-unsupported",
    severity=Severity.ERROR,
    title="A post for some people goes only to networks that can keep it to them",
    why="It is never sent wider than it was approved: an age limit may be law.",
    bad=in_post(_post("facebook-acme, bluesky-acme")),
    good=in_post(_post("facebook-acme")),
    silenceable=False,
    post=_check,
)
