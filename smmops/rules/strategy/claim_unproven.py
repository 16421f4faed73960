"""SMM511: a validated claim names evidence that is there."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.rules.near import meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, persona in view.files(Persona):
        known = [evidence.id for evidence in persona.evidence]
        for index, claim in enumerate(persona.claims):
            if claim.evidence is not None and claim.evidence not in known:
                yield Hit(
                    document.path,
                    document.spot("claims", index, "evidence"),
                    msg("the persona has no evidence `{id}`", id=claim.evidence),
                    meant(
                        claim.evidence,
                        known,
                        fallback=msg("add it under `evidence:`, or write `status: hypothesis`"),
                    ),
                )
            elif claim.evidence is None and claim.status == "validated":
                yield Hit(
                    document.path,
                    document.spot("claims", index, "status"),
                    msg("validated, and no `evidence` is named"),
                    msg("add `evidence:` with an id, or write `status: hypothesis`"),
                )


_FILE = """\
---
age: [28, 45]
locations: [Seoul]
gender: any
interests: [specialty coffee]
pain_points: unknown
motivations: [loyal regulars]
claims: [{text: Buys twice a year, status: validatedEVIDENCE}]
evidence: [{id: interviews-2026-10, method: phone, date: 2026-10-12, people: 12}]
---
"""

RULE = Rule(
    code="SMM511",
    slug="claim-unproven",
    severity=Severity.ERROR,
    title="A validated claim names evidence of the persona",
    why="Money is bet on validated claims. Without evidence it is a guess that looks like knowledge.",
    bad=in_file("personas/olivia-owner.md", _FILE.replace("EVIDENCE", "")),
    good=in_file("personas/olivia-owner.md", _FILE.replace("EVIDENCE", ", evidence: interviews-2026-10")),
    workspace=_check,
)
