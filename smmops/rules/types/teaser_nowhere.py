"""SMM282: a teaser leads somewhere."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or front.type != "newsletter-teaser" or any(variant.link for variant in post.variants):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type newsletter-teaser, and no `link:`"),
        msg("add `link:` with the page where people subscribe or read the issue"),
    )


RULE = Rule(
    code="SMM282",
    slug="teaser-nowhere",
    severity=Severity.ERROR,
    title="A newsletter teaser has a link",
    why="A teaser makes people want to read on, and without a link they cannot.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: newsletter-teaser
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: newsletter-teaser
link: https://acme.example/letter
---
Brew at home in three steps.
"""
    ),
    post=_check,
)
