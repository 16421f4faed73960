"""SMM607: flights of a day keep to the budget."""

from collections.abc import Iterator

from smmops.measure.money import per_currency, stretches, summed
from smmops.model.campaign import Budget
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import lines_of, path_of, purse, said, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign in view.workspace.campaigns.items():
        if campaign.budget and campaign.flights:
            yield from _campaign(name, campaign.budget, view)


def _campaign(name: str, budget: Budget, view: View) -> Iterator[Hit]:
    own = lines_of(name, view)
    if budget.daily is not None:
        days = [
            (summed(per_currency(part.lines), budget.currency, rates=purse(view).rates), part)
            for part in stretches(own)
        ]
        worst = max(days, key=lambda day: day[0].amount, default=None)
        if worst and worst[0].amount > budget.daily:
            yield Hit(
                path_of(name, view),
                spot(name, view, "budget", "daily"),
                msg(
                    "flights come to {amount} a day from {first} to {last}, budget.daily is {limit}",
                    amount=said(worst[0].amount, budget.currency),
                    first=str(worst[1].first),
                    last=str(worst[1].last),
                    limit=said(budget.daily, budget.currency),
                ),
                msg("lower a flight's `daily:`, or raise the budget for review"),
            )
    for account, limit in budget.daily_by_account.items():
        part = max(
            stretches([line for line in own if line.account == account]),
            key=lambda part: part.amount,
            default=None,
        )
        if part and part.amount > limit:
            yield Hit(
                path_of(name, view),
                spot(name, view, "budget", "daily_by_account", account),
                msg(
                    "flights of {account} come to {amount} a day from {first} to {last}, its share of the budget is {limit}",
                    account=account,
                    amount=said(part.amount, part.lines[0].currency),
                    first=str(part.first),
                    last=str(part.last),
                    limit=said(limit, part.lines[0].currency),
                ),
                msg("lower a flight's `daily:`, or raise the budget for review"),
            )


RULE = Rule(
    code="SMM607",
    slug="daily-over",
    severity=Severity.ERROR,
    title="The flights of a day keep to the daily budget of their campaign",
    why="Each flight was agreed by itself, and the day on which they run together was agreed by nobody.",
    bad=bought((", daily: 60_000}", ", daily: 50_000}")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
