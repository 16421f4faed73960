"""SMM214: a link is a web address."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from smmops.model.message import Message, msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        said = _wrong(variant.link, network.link_limit) if variant.link else None
        if said:
            yield Hit(
                post.path,
                view.choice(post, variant, "link"),
                said,
                msg("write the whole address as a browser shows it: https://acme.example/brew"),
            )


def _wrong(link: str, limit: int | None) -> Message | None:
    try:
        pieces = urlsplit(link)
        host = pieces.hostname
    except ValueError:
        return msg("`{link}` is no web address", link=link)
    if pieces.scheme not in ("https", "http") or not host or any(letter.isspace() for letter in link):
        return msg("`{link}` is no web address", link=link)
    if limit is not None and len(link) > limit:
        return msg("{count} characters of address, limit {limit}", count=len(link), limit=limit)
    return None


RULE = Rule(
    code="SMM214",
    slug="link-form",
    severity=Severity.ERROR,
    title="A link is a whole https or http address",
    why="Parameters for measurement are added to it, which only works on a whole address, and readers must be able "
    "to open it.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: https://[acme.example/brew
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: https://acme.example/brew
---
Brew at home in three steps.
"""
    ),
    post=_check,
)
