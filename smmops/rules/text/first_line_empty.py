"""SMM230: a first line that says something."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.written import written
from smmops.rules.view import View

_EMPTY = re.compile(r"(?:(?:[#@][\w.@-]+|https?://\S+|\{\{[^}]*\}\})[\s,·|]*)+$", re.IGNORECASE)


def _check(post: Post, view: View) -> Iterator[Hit]:
    for piece in written(post, view):
        line, _, rest = piece.text.partition("\n")
        if not piece.comment and rest.strip() and line and _EMPTY.match(line.strip()):
            yield Hit(
                post.path,
                piece.spot(0),
                msg("the text begins with `{line}`, which tells readers nothing yet", line=line.strip()[:60]),
                msg("begin with what readers have of it, and put this line last"),
            )


RULE = Rule(
    code="SMM230",
    slug="first-line-empty",
    severity=Severity.WARNING,
    title="The first line of a text says something",
    why="The first line is what people see before they decide to read on; hashtags, a bare address or a name tell them nothing.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
#Coffee #Seoul
Open on Sunday from ten.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Open on Sunday from ten.
#Coffee #Seoul
"""
    ),
    post=_check,
)
