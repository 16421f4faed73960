"""SMM510: somebody has asked people like the persona lately."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    day, limit = today(view), view.settings.policy.evidence_age
    for document, persona in view.files(Persona) if day else ():
        dates = [evidence.date for evidence in persona.evidence if evidence.date]
        if dates and day and day - max(dates) > limit:
            yield Hit(
                document.path,
                document.spot("evidence", "#key"),
                msg(
                    "the newest evidence is {days} days old, policy.evidence_age is {limit}",
                    days=(day - max(dates)).days,
                    limit=limit.days,
                ),
                msg("talk to a few customers again and add an entry to `evidence:`"),
            )
        elif persona.evidence and not dates and view.settings.stage == "scale":
            yield Hit(
                document.path,
                document.spot("evidence", "#key"),
                msg(
                    "no evidence has a `date`, and stage scale asks for some younger than {limit} days",
                    limit=limit.days,
                ),
                msg("add `date:` to each entry of `evidence:`"),
            )


PERSONA = """\
---
name: Olivia, café owner
age: [28, 45]
locations: [Seoul, Busan]
gender: any
interests: [specialty coffee]
pain_points: [{id: bitter-coffee, text: Guests find the filter coffee bitter}]
motivations: [loyal regulars]
evidence: [{id: interviews-2025-11, method: phone, date: 2025-11-30, people: 12}]
---
"""

RULE = Rule(
    code="SMM510",
    slug="evidence-old",
    severity=Severity.WARNING,
    title="A persona's newest evidence is younger than policy.evidence_age",
    why="People change what they read and where. What twelve of them said two years ago is a memory.",
    bad=Example({"personas/olivia-owner.md": PERSONA}, now=on("2026-12-01")),
    good=Example({"personas/olivia-owner.md": PERSONA}, now=on("2026-11-30")),
    workspace=_check,
)
