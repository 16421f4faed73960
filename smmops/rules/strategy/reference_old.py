"""SMM506: figures that targets are judged by are not old."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    day, strategy, path = today(view), view.workspace.strategy, view.path("strategy.md")
    limit = view.settings.policy.evidence_age
    for index, kpi in enumerate(strategy.kpis if strategy and day else ()):
        since = kpi.reference.date if kpi.reference else None
        if since and day and day - since > limit:
            yield Hit(
                path,
                view.spot(path, "kpis", index, "reference", "date"),
                msg(
                    "the reference of `{kpi}` is {days} days old, policy.evidence_age is {limit}",
                    kpi=kpi.id,
                    days=(day - since).days,
                    limit=limit.days,
                ),
                msg("look the figure up again and write its `value`, `source` and `date`"),
            )


_STRATEGY = """\
---
goals: [{id: awareness, business: 20 % more regulars}]
kpis: [{id: followers, goal: awareness, reference: {value: 1_500, source: trade survey, date: 2025-11-30}}]
---
"""

RULE = Rule(
    code="SMM506",
    slug="reference-old",
    severity=Severity.WARNING,
    title="The reference of a KPI is younger than policy.evidence_age",
    why="Networks change within months: a target that was modest two years ago may be out of reach today.",
    bad=Example({"strategy.md": _STRATEGY}, now=on("2026-12-01")),
    good=Example({"strategy.md": _STRATEGY}, now=on("2026-11-30")),
    workspace=_check,
)
