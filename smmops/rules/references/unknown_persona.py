"""SMM151: a persona has a file."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import meant
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View

_PERSONA = "personas/olivia-owner.md"


def _check(post: Post, view: View) -> Iterator[Hit]:
    name = post.persona
    if name is None or name in view.workspace.personas or view.unread(f"personas/{name}.md"):
        return
    yield Hit(
        post.path,
        view.value(post, "persona"),
        msg("there is no personas/{name}.md", name=name),
        meant(
            name,
            view.workspace.personas,
            fallback=msg("write the file: `smmops new persona {name}`", name=name),
        ),
    )


_FILE = """\
---
name: Olivia, café owner
age: [28, 45]
locations: [Seoul, Busan]
gender: any
interests: [specialty coffee]
pain_points: [{id: bitter-coffee, text: Guests find the filter coffee bitter}]
motivations: [loyal regulars]
---
"""
_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
persona: PERSONA
---
Brew at home in three steps.
"""

RULE = Rule(
    code="SMM151",
    slug="unknown-persona",
    severity=Severity.ERROR,
    title="Whom a post is for has a file in personas/",
    why="An approval covers the persona that a post was written for: it must be there to be read.",
    bad=Example({_PERSONA: _FILE, POST: _POST.replace("PERSONA", "olivia")}),
    good=Example({_PERSONA: _FILE, POST: _POST.replace("PERSONA", "olivia-owner")}),
    post=_check,
)
