"""SMM152: a campaign has a file."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import meant
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    name = post.campaign
    if name is None or name in view.workspace.campaigns or view.unread(f"campaigns/{name}.yaml"):
        return
    fallback = msg("write the file: `smmops new campaign {name}`", name=name)
    yield Hit(
        post.path,
        view.value(post, "campaign"),
        msg("there is no campaigns/{name}.yaml", name=name),
        meant(name, view.workspace.campaigns, fallback=fallback),
    )


_FILE = "name: Winter launch\ngoal: awareness\nperiod: {from: 2026-12-01, to: 2026-12-31}\n"
_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
campaign: CAMPAIGN
---
Brew at home in three steps.
"""

RULE = Rule(
    code="SMM152",
    slug="unknown-campaign",
    severity=Severity.ERROR,
    title="A post's campaign has a file in campaigns/",
    why="The campaign's name goes into the tagged links: clicks under a mistyped name are lost to its report, "
    "and the rules of approval for the campaign do not match.",
    bad=Example({"campaigns/winter-launch.yaml": _FILE, POST: _POST.replace("CAMPAIGN", "winter-lunch")}),
    good=Example({"campaigns/winter-launch.yaml": _FILE, POST: _POST.replace("CAMPAIGN", "winter-launch")}),
    post=_check,
)
