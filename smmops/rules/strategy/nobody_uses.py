"""SMM509: a pillar and a persona are there for posts."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.rules.files.persona_unread import PERSONA
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_ENOUGH = 10
"""Posts from which on something that none of them uses is more than a beginning."""


def _check(view: View) -> Iterator[Hit]:
    posts = view.workspace.posts.values()
    if len(posts) < _ENOUGH:
        return
    strategy, path = view.workspace.strategy, view.path("strategy.md")
    used = {post.pillar for post in posts}
    for index, pillar in enumerate(strategy.pillars if strategy else ()):
        if pillar.id not in used:
            yield Hit(
                path,
                view.spot(path, "pillars", index, "id"),
                msg("none of {count} posts belongs to pillar `{pillar}`", count=len(posts), pillar=pillar.id),
                msg("plan a post for it, or take the pillar out"),
            )
    readers = {post.persona for post in posts}
    readers |= {campaign.persona for campaign in view.workspace.campaigns.values()}
    for document, _ in view.files(Persona):
        name = document.path.rpartition("/")[2].removesuffix(".md")
        if name not in readers:
            yield Hit(
                document.path,
                document.spot(),
                msg("none of {count} posts is for `{persona}`", count=len(posts), persona=name),
                msg("plan a post for this persona, or take the file out"),
            )


def _example(posts: int) -> Example:
    return Example(
        {
            "personas/olivia-owner.md": PERSONA,
            **{
                f"content/2026/12/cup-{number:02}.md": f"---\nchannels: [bluesky-acme]\n---\nCup {number} of twelve.\n"
                for number in range(1, posts + 1)
            },
        }
    )


RULE = Rule(
    code="SMM509",
    slug="nobody-uses",
    severity=Severity.WARNING,
    title="From ten posts on every pillar and every persona has a post",
    why="What nobody writes for is either forgotten or not part of the strategy. Both are worth knowing.",
    bad=_example(10),
    good=_example(2),
    workspace=_check,
)
