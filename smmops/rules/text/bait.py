"""SMM226: no bait for the algorithm."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import written
from smmops.rules.view import View

_BAIT = re.compile(
    r"""\b(?:like|share|tag|follow|repost|retweet|rt|comment)\b[^.!?\n]{0,40}\b(?:to|and|&)\s(?:win|enter|get\sa\sfree|be\sin\sthe\sdraw)\b
    | \btag\s(?:a|two|three|four|five|\d+|your|some)\s(?:\w+\s)?(?:friends?|people|mates?|buddies)\b
    | \bfollow\s?(?:for|4)\s?follow\b | \bf4f\b | \bl4l\b | \blike\s?(?:for|4)\s?like\b
    | \bcomment\s(?:yes|"yes"|“yes”|amen)\b | \b(?:like|share|comment\s(?:here|below))\sif\syou\b | \bdouble\s?tap\sif\b
    | 맞팔 | 선팔 | 좋반 | 팔로우\s?하고[^.!?\n]{0,30}(?:당첨|이벤트\s?참여|응모)
    | 친구[^.!?\n]{0,12}(?:태그|소환)[^.!?\n]{0,8}(?:하면|하고|해\s?주세요|하세요)
    | (?:좋아요|공유|댓글)[^.!?\n]{0,20}(?:누르면|누르고|하면|남기면)[^.!?\n]{0,20}(?:추첨|당첨|드립니다|드려요|증정)
    """,
    re.IGNORECASE | re.VERBOSE,
)


_HINTS = (
    *(
        " win",
        " enter",
        " free",
        " draw",
        "tag ",
        "follow",
        "f4f",
        "l4l",
        "like for",
        "like4",
        "like 4",
        "likefor",
    ),
    *("comment", " if you", "double"),
    *("맞팔", "선팔", "좋반", "팔로우", "친구", "좋아요", "공유", "댓글"),
)
"""One of these stands in every bait: most texts need no closer look."""


def _check(post: Post, view: View) -> Iterator[Hit]:
    for piece in written(post, view):
        plain = piece.text.lower()
        found = _BAIT.search(piece.text) if any(hint in plain for hint in _HINTS) else None
        if found:
            yield Hit(
                post.path,
                piece.spot(found.start()),
                msg("`{text}` asks for a reaction as a price", text=found[0].strip()[:60]),
                msg("ask something that people want to answer, or give it to everybody"),
            )


RULE = Rule(
    code="SMM226",
    slug="bait",
    severity=Severity.ERROR,
    title="Nobody is asked to like, tag, share or follow as the price of something",
    why="Networks show such posts to fewer people and say so in their rules. Followers who came for a prize are not customers, "
    "and every number that is measured afterwards is worth less.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Tag three friends and win a bag of Sidama.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Which of your friends still thinks that filter coffee is bitter?
"""
    ),
    post=_check,
)
