"""SMM314: a month engages and helps."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import full, month_of
from smmops.rules.rule import Hit, Rule
from smmops.rules.stages import GROWN
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    if view.settings.stage == "explore":
        return
    path = view.path("strategy.md")
    for month, own in full(view).items():
        named = [planned.post.purpose for planned in own if planned.post.purpose]
        if len(named) * 2 > len(own) and len(set(named)) == 1:
            other = "help" if named[0] == "engage" else "engage"
            yield Hit(
                path if view.document(path) else view.path("smmops.yaml"),
                view.spot(path, "pillars"),
                msg(
                    "all {count} posts of {month} that name a purpose have `{purpose}`",
                    count=len(named),
                    month=month,
                    purpose=str(named[0]),
                ),
                msg("plan some with `purpose: {other}`", other=other),
            )


RULE = Rule(
    code="SMM314",
    slug="purpose-single",
    severity=Severity.WARNING,
    title="A month both engages and helps",
    why="A month that only entertains is forgotten, and one that only teaches is not passed on. Judged from stage grow on, over posts that name their purpose.",
    bad=month_of(*["pillar: craft\npurpose: engage\n"] * 10, files=GROWN),
    good=month_of(
        *["pillar: craft\npurpose: engage\n"] * 7, *["pillar: craft\npurpose: help\n"] * 3, files=GROWN
    ),
    workspace=_check,
)
