"""SMM224: hashtags that screen readers can say."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import TAG, written
from smmops.rules.view import View

_LONGEST = 15
_LONG = re.compile(rf"#[a-z]{{{_LONGEST + 1},}}")


def _check(post: Post, view: View) -> Iterator[Hit]:
    for piece in written(post, view):
        for found in TAG.finditer(piece.text) if _LONG.search(piece.text) else ():
            word = found[1]
            if len(word) > _LONGEST and word.isascii() and word.isalpha() and word.islower():
                yield Hit(
                    post.path,
                    piece.spot(found.start()),
                    msg("`{tag}` is {count} small letters in a row", tag=found[0], count=len(word)),
                    msg("begin each word with a capital, as in `#SpecialtyCoffeeSeoul`"),
                )


RULE = Rule(
    code="SMM224",
    slug="hashtag-words",
    severity=Severity.WARNING,
    title="A hashtag of several words has a capital for each",
    why="A screen reader says #SpecialtyCoffeeSeoul word by word and spells #specialtycoffeeseoul as one long noise; "
    "eyes read it as slowly.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Sunday from ten. #specialtycoffeeseoul
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Sunday from ten. #SpecialtyCoffeeSeoul
"""
    ),
    post=_check,
)
