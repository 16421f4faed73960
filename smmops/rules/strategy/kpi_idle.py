"""SMM503: a target is another number than the baseline, on the side where things get better."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.strategy import Kpi
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

_FALLING = (
    "time",
    "cost",
    "cpc",
    "cpm",
    "cpa",
    "complaint",
    "unfollow",
    "unsubscribe",
    "bounce",
    "hidden",
    "spam",
    "late",
)


def _check(view: View) -> Iterator[Hit]:
    strategy, path = view.workspace.strategy, view.path("strategy.md")
    for index, kpi in enumerate(strategy.kpis if strategy else ()):
        if kpi.baseline is None or kpi.target is None:
            continue
        less = falls(kpi)
        if kpi.target == kpi.baseline or (kpi.target < kpi.baseline) is not less:
            yield Hit(
                path,
                view.spot(path, "kpis", index, "target"),
                msg(
                    "target {target}, baseline {baseline}",
                    target=f"{kpi.target:f}",
                    baseline=f"{kpi.baseline:f}",
                ),
                msg("write a target below the baseline: less is better here")
                if less
                else msg(
                    "write a target above the baseline, or a `metric` that says what falls: response-time, cost-per-click"
                ),
            )


def falls(kpi: Kpi) -> bool:
    """Whether less of the metric is better, by its name."""
    words = (kpi.metric or kpi.id).casefold()
    return any(word in words for word in _FALLING)


_STRATEGY = """\
---
goals: [{id: awareness, business: 20 % more regulars}]
kpis: [{id: followers, goal: awareness, metric: followers, baseline: 1_200, target: TARGET}]
---
"""

RULE = Rule(
    code="SMM503",
    slug="kpi-idle",
    severity=Severity.WARNING,
    title="A KPI's target is better than its baseline",
    why="A target that is reached already moves nobody. Most often two numbers were mixed up.",
    bad=in_file("strategy.md", _STRATEGY.replace("TARGET", "1_200")),
    good=in_file("strategy.md", _STRATEGY.replace("TARGET", "1_500")),
    workspace=_check,
)
