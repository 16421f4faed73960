"""SMM527: links are tagged by policy, not by hand."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for link in dict.fromkeys(
        variant.link for variant in post.variants if variant.link and "utm_" in variant.link
    ):
        names = _tags(link)
        if names:
            variant = next(variant for variant in post.variants if variant.link == link)
            yield Hit(
                post.path,
                view.choice(post, variant, "link"),
                msg("the link brings its own {names}, and they stay as they are", names=", ".join(names)),
                msg("take them off: smmops tags each channel by policy.utm"),
            )


def _tags(link: str) -> list[str]:
    try:
        return [name for name, _ in parse_qsl(urlsplit(link).query) if name.startswith("utm_")]
    except ValueError:
        return []


_POST = """\
---
channels: [bluesky-acme, mastodon-acme]
publish_at: 2026-12-01 09:30
link: https://acme.example/brewTAGS
---
Brew at home in three steps.
"""

RULE = Rule(
    code="SMM527",
    slug="tagged-by-hand",
    severity=Severity.WARNING,
    title="A post's link brings no utm_ parameters of its own",
    why="Parameters by hand win over policy.utm and are the same on every network, so that the report cannot tell them apart.",
    bad=in_post(_POST.replace("TAGS", "?utm_source=twitter")),
    good=in_post(_POST.replace("TAGS", "")),
    post=_check,
)
