"""SMM610: flights keep to the total."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.measure.money import summed
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import lines_of, path_of, purse, said, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign in view.workspace.campaigns.items():
        if campaign.budget is None:
            continue
        amounts: dict[str, Decimal] = {}
        for line in lines_of(name, view):
            amounts[line.currency] = amounts.get(line.currency, Decimal(0)) + line.total
        whole = summed(amounts, campaign.budget.currency, rates=purse(view).rates).amount
        if whole > campaign.budget.total:
            yield Hit(
                path_of(name, view),
                spot(name, view, "budget", "total"),
                msg(
                    "flights come to {amount} over their days, budget.total is {limit}",
                    amount=said(whole, campaign.budget.currency),
                    limit=said(campaign.budget.total, campaign.budget.currency),
                ),
                msg("shorten or lower a flight, or raise the total for review"),
            )


RULE = Rule(
    code="SMM610",
    slug="total-over",
    severity=Severity.ERROR,
    title="The flights of a campaign keep to its total",
    why="Days times daily budget is what will be spent; a total below it is reached before the campaign ends.",
    bad=bought(("total: 1_900_000", "total: 1_859_999")),
    good=bought(("total: 1_900_000", "total: 1_860_000")),
    silenceable=False,
    workspace=_check,
)
