"""SMM280: research has its data behind it."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or front.type != "original-research" or front.proof or front.source:
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type original-research, and neither `proof:` nor `source:`"),
        msg("add `proof: [https://…]` with the data or method behind it"),
    )


RULE = Rule(
    code="SMM280",
    slug="research-unproven",
    severity=Severity.ERROR,
    title="Original research names its data",
    why="Who cites our numbers asks where they come from; a figure that nobody can check is an opinion.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: original-research
---
Soft water makes filter coffee taste flat.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: original-research
proof: [https://acme.example/water-2026]
---
Soft water makes filter coffee taste flat.
"""
    ),
    post=_check,
)
