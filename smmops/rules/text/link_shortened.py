"""SMM220: no address hides where it leads."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import ADDRESS, written
from smmops.rules.view import View

_HOSTS = frozenset(
    [
        "bit.ly",
        "tinyurl.com",
        "t.co",
        "goo.gl",
        "ow.ly",
        "buff.ly",
        "is.gd",
        "cutt.ly",
        "rebrand.ly",
        "t.ly",
        "tiny.cc",
        "shorturl.at",
        "lnkd.in",
        "han.gl",
        "me2.do",
        "vo.la",
        "url.kr",
        "bitly.com",
        "dlvr.it",
        "trib.al",
    ]
)
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front and front.link:
        yield from _hit(post, front.link, view.value(post, "link"))
    for piece in written(post, view):
        for found in ADDRESS.finditer(piece.text) if "://" in piece.text else ():
            yield from _hit(post, found[0], piece.spot(found.start()))


def _hit(post: Post, link: str, spot: tuple[int, int]) -> Iterator[Hit]:
    found = _HOST.match(link)
    host = found[1].lower().removeprefix("www.") if found else ""
    if host in _HOSTS:
        yield Hit(
            post.path,
            spot,
            msg("`{link}` hides where it leads behind {host}", link=link, host=host),
            msg("write the address that it leads to: https://…"),
        )


RULE = Rule(
    code="SMM220",
    slug="link-shortened",
    severity=Severity.WARNING,
    title="A link shows where it leads",
    why="Whoever approves a shortened address cannot see where it goes, and whoever owns the shortener can change that later. "
    "Networks count an address by a fixed length or hide it behind a card, so that a short one saves little.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: https://bit.ly/3AcMe
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
