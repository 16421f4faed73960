"""SMM150: a post's pillar stands in strategy.md."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or front.pillar is None or view.unread("strategy.md"):
        return
    strategy = view.workspace.strategy
    known = [pillar.id for pillar in strategy.pillars] if strategy else []
    if front.pillar not in known:
        fallback = (
            msg("write one of {known}, or add it to strategy.md", known=few(known))
            if known
            else msg("add it under `pillars:` of strategy.md")
        )
        yield Hit(
            post.path,
            view.value(post, "pillar"),
            msg("strategy.md has no pillar `{pillar}`", pillar=front.pillar),
            meant(front.pillar, known, fallback=fallback),
        )


_STRATEGY = "---\npillars: [{id: craft, why_care: better coffee with what you have}]\n---\n"
_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
pillar: PILLAR
---
Brew at home in three steps.
"""

RULE = Rule(
    code="SMM150",
    slug="unknown-pillar",
    severity=Severity.ERROR,
    title="A post's pillar stands in strategy.md",
    why="A post inherits from its pillar, and the mix of a month is counted by it. "
    "Under a name that does not exist it inherits nothing and counts nowhere.",
    bad=Example({"strategy.md": _STRATEGY, POST: _POST.replace("PILLAR", "crafts")}),
    good=Example({"strategy.md": _STRATEGY, POST: _POST.replace("PILLAR", "craft")}),
    post=_check,
)
