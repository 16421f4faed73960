"""SMM225: nobody is shouted at."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import written
from smmops.rules.view import View

_LOUD = re.compile(r"(?:\b[^\W\d_a-z]{2,}\b[ ,!'’-]*){4,}")


def _check(post: Post, view: View) -> Iterator[Hit]:
    for piece in written(post, view):
        for found in _LOUD.finditer(piece.text):
            said = found[0].strip(" ,!")
            if not said.isupper() or sum(word.isupper() for word in said.split()) < 4:
                continue
            yield Hit(
                post.path,
                piece.spot(found.start()),
                msg("`{text}`: {count} words in capitals", text=said[:60], count=len(said.split())),
                msg("write it in small letters, with capitals where names and sentences begin"),
            )


RULE = Rule(
    code="SMM225",
    slug="shouting",
    severity=Severity.WARNING,
    title="Sentences are not written in capitals",
    why="Capitals read as shouting, screen readers may spell them letter by letter, and networks take them for spam.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
COME AND TASTE IT before Sunday.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Come and taste it before Sunday.
"""
    ),
    post=_check,
)
