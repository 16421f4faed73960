"""SMM156: a pain point is one of the persona."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    persona = view.workspace.personas.get(post.persona or "")
    if front is None or front.pain_point is None or (post.persona and persona is None):
        return
    if persona is None:
        yield Hit(
            post.path,
            view.value(post, "pain_point"),
            msg("`pain_point: {name}`, and no persona has it", name=front.pain_point),
            msg("add `persona:`, whose pain it is"),
        )
        return
    known = [] if persona.pain_points == "unknown" else [point.id for point in persona.pain_points]
    if front.pain_point not in known:
        yield Hit(
            post.path,
            view.value(post, "pain_point"),
            msg(
                "personas/{persona}.md has no pain point `{name}`",
                persona=str(post.persona),
                name=front.pain_point,
            ),
            meant(
                front.pain_point,
                known,
                fallback=msg("write one of {known}", known=few(known))
                if known
                else msg("add it to the persona"),
            ),
        )


_FILE = """\
---
age: [28, 45]
locations: [Seoul]
gender: any
interests: [specialty coffee]
pain_points: [{id: bitter-coffee, text: Guests find the filter coffee bitter}]
motivations: [loyal regulars]
---
"""


def _example(name: str) -> Example:
    return Example(
        {
            "personas/olivia-owner.md": _FILE,
            POST: f"""\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
persona: olivia-owner
type: tutorial
pain_point: {name}
---
Brew at home in three steps.
""",
        }
    )


RULE = Rule(
    code="SMM156",
    slug="unknown-pain-point",
    severity=Severity.ERROR,
    title="A pain point is one of the post's persona",
    why="A tutorial helps with something that troubles the people it is for; a name that nobody has helps nobody.",
    bad=_example("bitter"),
    good=_example("bitter-coffee"),
    post=_check,
)
