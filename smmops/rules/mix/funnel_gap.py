"""SMM313: no step of the funnel is forgotten."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import full, month_of
from smmops.rules.rule import Hit, Rule
from smmops.rules.stages import GROWN
from smmops.rules.view import View

_STEPS = ("awareness", "consideration", "decision", "loyalty")


def _check(view: View) -> Iterator[Hit]:
    if view.settings.stage == "explore":
        return
    path = view.path("strategy.md")
    for month, own in full(view).items():
        named = [planned.post.funnel for planned in own if planned.post.funnel]
        missing = [step for step in _STEPS if step not in named]
        if len(named) * 2 > len(own) and missing:
            yield Hit(
                path if view.document(path) else view.path("smmops.yaml"),
                view.spot(path, "pillars"),
                msg(
                    "none of {count} posts of {month} serves {steps}",
                    count=len(named),
                    month=month,
                    steps=", ".join(missing),
                ),
                msg("plan one with `funnel: {step}` in {month}", step=missing[0], month=month),
            )


_KNOWN = ["pillar: craft\nfunnel: awareness\n"] * 7
_NEAR = ["pillar: craft\nfunnel: consideration\n", "pillar: craft\nfunnel: decision\n"]


RULE = Rule(
    code="SMM313",
    slug="funnel-gap",
    severity=Severity.WARNING,
    title="A month serves awareness, consideration, decision and loyalty",
    why="People who know us need something else than people who do not. A step that a whole month forgets is where they leave. Judged from stage grow on, over posts that name their step.",
    bad=month_of(*_KNOWN, *_NEAR, "pillar: craft\n", files=GROWN),
    good=month_of(*_KNOWN, *_NEAR, "pillar: craft\nfunnel: loyalty\n", files=GROWN),
    workspace=_check,
)
