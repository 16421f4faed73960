"""SMM504: a KPI's day is still to come."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    day, strategy, path = today(view), view.workspace.strategy, view.path("strategy.md")
    for index, kpi in enumerate(strategy.kpis if strategy and day else ()):
        if kpi.by and day and kpi.by < day:
            yield Hit(
                path,
                view.spot(path, "kpis", index, "by"),
                msg("`{kpi}` was to be reached by {day}", kpi=kpi.id, day=str(kpi.by)),
                msg(
                    "write into decisions/ what came of it, then give it a new target and day or take it out"
                ),
            )


_STRATEGY = """\
---
goals: [{id: awareness, business: 20 % more regulars}]
kpis: [{id: followers, goal: awareness, metric: followers, baseline: 1_200, target: 1_500, by: 2027-03-31}]
---
"""

RULE = Rule(
    code="SMM504",
    slug="kpi-past",
    severity=Severity.WARNING,
    title="A KPI's day is still to come",
    why="A strategy that names last quarter's targets steers nothing, and a missed one that nobody mentions teaches nothing.",
    bad=Example({"strategy.md": _STRATEGY}, now=on("2027-04-01")),
    good=Example({"strategy.md": _STRATEGY}, now=on("2027-03-31")),
    workspace=_check,
)
