"""SMM223: no hashtag twice."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import TAG, written
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for piece in written(post, view):
        if piece.text.count("#") < 2:
            continue
        seen: set[str] = set()
        for found in TAG.finditer(piece.text):
            word = found[1].casefold()
            if word in seen:
                yield Hit(
                    post.path,
                    piece.spot(found.start()),
                    msg("`{tag}` stands twice in this text", tag=found[0]),
                    msg("take the second one out"),
                )
            seen.add(word)


RULE = Rule(
    code="SMM223",
    slug="hashtag-twice",
    severity=Severity.WARNING,
    title="A hashtag stands once in a text",
    why="The second one finds nobody whom the first did not find, and reads like advertising.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Sunday from ten. #FilterCoffee #Seoul #filtercoffee
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Sunday from ten. #FilterCoffee #Seoul
"""
    ),
    post=_check,
)
