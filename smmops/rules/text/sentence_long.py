"""SMM227: sentences that can be read in passing."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import ADDRESS, written
from smmops.rules.view import View

_END = re.compile(r"[.!?。…](?=\s)|\n")
_WORDS, _WORDS_KO = 40, 25
_HANGUL = re.compile(r"[가-힣]")


def _check(post: Post, view: View) -> Iterator[Hit]:
    for piece in written(post, view):
        if not any(line.count(" ") >= _WORDS_KO for line in piece.text.split("\n")):
            continue
        start = 0
        for end in [*(found.end() for found in _END.finditer(piece.text)), len(piece.text)]:
            sentence = piece.text[start:end]
            words = [
                word for word in sentence.split() if not word.startswith("#") and not ADDRESS.match(word)
            ]
            limit = _WORDS_KO if len(_HANGUL.findall(sentence)) > len(sentence) // 3 else _WORDS
            if len(words) > limit:
                lead = len(sentence) - len(sentence.lstrip())
                yield Hit(
                    post.path,
                    piece.spot(start + lead),
                    msg(
                        "a sentence of {count} words, {limit} can be read in passing",
                        count=len(words),
                        limit=limit,
                    ),
                    msg("make two or three of it"),
                )
            start = end


RULE = Rule(
    code="SMM227",
    slug="sentence-long",
    severity=Severity.WARNING,
    title="Sentences are short enough to be read on the way",
    why="People read while they scroll, many of them in a second language. A sentence of more than 40 words "
    "(25 in Korean, whose words carry more) is most often two or three.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Put ten grams of water and twenty grams of water and thirty grams of water and forty grams of water and fifty grams of water and sixty grams of water and seventy grams of water and eighty grams of water and ninety grams of water on the coffee slowly.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Pour slowly. Wait half a minute, then pour again.
"""
    ),
    post=_check,
)
