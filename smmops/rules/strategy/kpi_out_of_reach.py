"""SMM505: a target beyond what others reach has a reason."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.strategy.kpi_idle import falls
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    strategy, path = view.workspace.strategy, view.path("strategy.md")
    for index, kpi in enumerate(strategy.kpis if strategy else ()):
        if kpi.target is None or kpi.reference is None or kpi.reason:
            continue
        reached = kpi.reference.value
        if kpi.target < reached if falls(kpi) else kpi.target > reached:
            yield Hit(
                path,
                view.spot(path, "kpis", index, "target"),
                msg(
                    "target {target}, and the reference shows {reached}",
                    target=f"{kpi.target:f}",
                    reached=f"{reached:f}",
                ),
                msg("add `reason:` with what we do that others do not, or lower the target"),
            )


_STRATEGY = """\
---
goals: [{id: awareness, business: 20 % more regulars}]
kpis:
  - id: followers
    goal: awareness
    metric: followers
    target: 2_000
    reference: {value: 1_500, source: the largest roaster of the town}
REASON---
"""

RULE = Rule(
    code="SMM505",
    slug="kpi-out-of-reach",
    severity=Severity.WARNING,
    title="A target beyond the reference says why it is in reach",
    why="Goals are to be relevant and attainable. Who wants more than the best reach needs a reason that can be discussed.",
    bad=in_file("strategy.md", _STRATEGY.replace("REASON", "")),
    good=in_file("strategy.md", _STRATEGY.replace("REASON", "    reason: the second shop opens in March\n")),
    workspace=_check,
)
