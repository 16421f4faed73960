"""SMM525: no words that only beg for reactions."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View

_BAIT = re.compile(
    r"\b(?:like|share|retweet|rt|repost|comment|follow|tag|subscribe)\b(?: (?:this|and|&|or|us|the|post|a|your|\d+|two|three"
    r"|below|here|[a-z]+ed))*,? (?:if you|to win|for a chance|to enter|friends? (?:who|to win|and))[^.!?\n]{0,40}"
    r"|\bfollow (?:for|4) follow\b|\bf4f\b|\blike for like\b|\bl4l\b|\bfollow ?back\b|\bsub ?4 ?sub\b"
    r"|\bcomment [\"“'‘]?yes\b[^.!?\n]{0,30}"
    r"|맞팔|선팔|좋아요 ?반사|(?:좋아요|공유|팔로우|댓글)[^.!?\n]{0,20}(?:추첨|당첨|선물을? ?(?:드|받))",
    re.IGNORECASE,
)
_HINTS = (
    "like",
    "share",
    "rt ",
    "retweet",
    "repost",
    "comment",
    "follow",
    "tag",
    "f4f",
    "l4l",
    "sub",
    "팔",
    "좋아요",
    "공유",
    "댓글",
)


def _check(post: Post, view: View) -> Iterator[Hit]:
    seen: set[str] = set()
    for variant in post.variants:
        for number, text in enumerate(variant.parts, start=1):
            if text in seen:
                continue
            seen.add(text)
            folded = text.casefold()
            found = _BAIT.search(text) if any(hint in folded for hint in _HINTS) else None
            if found:
                yield Hit(
                    post.path,
                    view.text_spot(post, variant, number),
                    msg("`{bait}` begs for reactions", bait=found.group().strip()[:60]),
                    msg("ask something that people like to answer"),
                )


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
TEXT
"""

RULE = Rule(
    code="SMM525",
    slug="bait",
    severity=Severity.WARNING,
    title="A post does not beg for likes, shares or follows",
    why="Networks show such posts to fewer people, and followers who came for a prize leave after it. "
    "What games the system does not make customers.",
    bad=in_post(_POST.replace("TEXT", "Like and share this post to win a bag of Sidama!")),
    good=in_post(_POST.replace("TEXT", "Which cup do you make first in the morning?")),
    post=_check,
)
