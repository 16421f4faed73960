"""SMM175: a persona that pillars, campaigns, ideas and data are for has a file."""

from collections.abc import Iterator

from smmops.model.campaign import Campaign
from smmops.model.files_small import Idea
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.strategy import Strategy
from smmops.model.tables import AudienceMatch
from smmops.rules.named import Naming, one, unknown
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    named = [naming for naming in _named(view) if not view.unread(f"personas/{naming.name}.md")]
    yield from unknown(
        named,
        view.workspace.personas,
        say=lambda name: msg("there is no personas/{name}.md", name=name),
        fallback=msg("write the file with `smmops new persona`, or name one that is there"),
    )


def _named(view: View) -> Iterator[Naming]:
    for document, strategy in view.files(Strategy):
        for index, pillar in enumerate(strategy.pillars):
            yield from one(document, ("pillars", index, "persona"), pillar.persona)
    for document, campaign in view.files(Campaign):
        yield from one(document, ("persona",), campaign.persona)
    for document, idea in view.files(Idea):
        yield from one(document, ("persona",), idea.persona)
    for document, table in view.files(AudienceMatch):
        for index, row in enumerate(table.rows):
            yield from one(document, ("rows", index, "persona"), row.persona)


PERSONA = """\
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


def _example(persona: str) -> Example:
    return Example(
        {
            "personas/olivia-owner.md": PERSONA,
            "content/ideas/water-test.md": f"---\ntitle: Test your water with tea\npersona: {persona}\n---\n",
        }
    )


RULE = Rule(
    code="SMM175",
    slug="persona-unread",
    severity=Severity.ERROR,
    title="A persona that a pillar, a campaign, an idea or data is for has a file in personas/",
    why="Every post of a pillar or campaign inherits the persona; where there is none they are for nobody.",
    bad=_example("olivia"),
    good=_example("olivia-owner"),
    workspace=_check,
)
