"""SMM221: no address without https."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import ADDRESS, written
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front and front.link:
        yield from _hit(post, front.link, view.value(post, "link"))
    for piece in written(post, view):
        for found in ADDRESS.finditer(piece.text) if "://" in piece.text else ():
            yield from _hit(post, found[0], piece.spot(found.start()))


def _hit(post: Post, link: str, spot: tuple[int, int]) -> Iterator[Hit]:
    if link[:7].lower() == "http://":
        yield Hit(
            post.path,
            spot,
            msg("`{link}` is not encrypted: browsers warn of it", link=link),
            msg("write `{link}`, and open it once to see that it works", link=f"https://{link[7:]}"),
        )


RULE = Rule(
    code="SMM221",
    slug="link-unsafe",
    severity=Severity.WARNING,
    title="Links begin with https",
    why="Browsers warn readers of a page without https, networks show no card for some, and anybody on the way can change it.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: http://acme.example/brew
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
