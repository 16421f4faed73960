"""SMM178: an idea has a place: a pillar that there is, and a word on every active channel once it is mapped."""

from collections.abc import Iterator

from smmops.model.files_small import Idea
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    pillars = [pillar.id for pillar in strategy.pillars] if strategy else []
    active = [channel.id for channel in view.workspace.channels.values() if channel.status == "active"]
    for document, idea in view.files(Idea):
        if idea.pillar and idea.pillar not in pillars and not view.unread("strategy.md"):
            yield Hit(
                document.path,
                document.spot("pillar"),
                msg("strategy.md has no pillar `{pillar}`", pillar=idea.pillar),
                meant(idea.pillar, pillars, fallback=msg("add it under `pillars:` of strategy.md")),
            )
        left = [id_ for id_ in active if id_ not in idea.map]
        if idea.map and left:
            yield Hit(
                document.path,
                document.spot("map", "#key"),
                msg("`map` says nothing of {left}", left=few(left)),
                msg(
                    "give each a format, or `skip`: a channel that was forgotten looks like one that was left out"
                ),
            )


_IDEA = "---\ntitle: Test your water with tea\nmap: {MAP}\n---\n"
_ALL = "bluesky-acme: post, mastodon-acme: post, x-acme: skip, linkedin-acme: skip, facebook-acme: skip, youtube-acme: short"

RULE = Rule(
    code="SMM178",
    slug="idea-unplaced",
    severity=Severity.WARNING,
    title="An idea belongs to a pillar that there is, and its map has a word on every active channel",
    why="The map is where somebody decides what an idea becomes on each network. `skip` is a decision, a gap is none.",
    bad=in_file("content/ideas/water-test.md", _IDEA.replace("MAP", _ALL)),
    good=in_file("content/ideas/water-test.md", _IDEA.replace("MAP", f"{_ALL}, instagram-acme: carousel")),
    workspace=_check,
)
