"""SMM513: habits can be used: hours that are hours, shares of one day."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.model.scalar import as_moment
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, persona in view.files(Persona):
        for index, habit in enumerate(persona.habits):
            for place, hours in enumerate(habit.hours):
                if not _is_range(hours):
                    yield Hit(
                        document.path,
                        document.spot("habits", index, "hours", place),
                        msg("`{hours}` is no range of hours", hours=hours),
                        msg('write `"07:00-09:00"`: two digits each, from and to'),
                    )
        total = sum((habit.share for habit in persona.habits if habit.share), Decimal(0))
        if total > 1:
            yield Hit(
                document.path,
                document.spot("habits", "#key"),
                msg("the shares of `habits` add up to {sum}, more than 1", sum=f"{total:f}"),
                msg("write each as a share of the time that the persona spends on all networks"),
            )


def _is_range(text: str) -> bool:
    first, dash, last = (part.strip() for part in text.replace("–", "-").partition("-"))
    return bool(dash) and all(len(part) == 5 and as_moment(part) for part in (first, last))


_FILE = """\
---
age: [28, 45]
locations: [Seoul]
gender: any
interests: [specialty coffee]
pain_points: unknown
motivations: [loyal regulars]
habits: [{network: instagram, share: 0.6, hours: ["HOURS"]}]
---
"""

RULE = Rule(
    code="SMM513",
    slug="habit-form",
    severity=Severity.ERROR,
    title="A persona's habits have hours as 07:00-09:00, and shares that make one day",
    why="Posts are scheduled for the hours in which the persona reads. Hours that cannot be read are not used.",
    bad=in_file("personas/olivia-owner.md", _FILE.replace("HOURS", "early morning")),
    good=in_file("personas/olivia-owner.md", _FILE.replace("HOURS", "07:00-09:00")),
    workspace=_check,
)
