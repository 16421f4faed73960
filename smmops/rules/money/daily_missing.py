"""SMM606: paid campaigns have a daily budget."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign in view.workspace.campaigns.items():
        if campaign.flights and (campaign.budget is None or campaign.budget.daily is None):
            yield Hit(
                path_of(name, view),
                spot(name, view, "budget" if campaign.budget else "flights"),
                msg("the campaign has flights, and its `budget:` has no `daily:`"),
                msg("add `daily:` to `budget: {{currency: KRW, total: 3_000_000, daily: 100_000}}`"),
            )


RULE = Rule(
    code="SMM606",
    slug="daily-missing",
    severity=Severity.ERROR,
    title="A campaign with flights has a daily budget",
    why="A total alone can be spent on the first morning.",
    bad=bought((", daily: 60_000}", "}")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
