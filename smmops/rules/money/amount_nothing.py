"""SMM624: amounts are positive."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import path_of, purse
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for path, trail, amount in _written(view):
        if amount is not None and amount <= 0:
            yield Hit(
                path,
                view.spot(path, *trail),
                msg("`{key}: {amount}` is not more than nothing", key=str(trail[-1]), amount=f"{amount:f}"),
                msg("write an amount above 0, or take the line out"),
            )


def _written(view: View) -> Iterator[tuple[str, tuple[str | int, ...], Decimal | None]]:
    own, path = purse(view), view.path("money.yaml")
    if own.caps:
        yield path, ("caps", "month"), own.caps.month
        yield path, ("caps", "year"), own.caps.year
    for name, account in own.ad_accounts.items():
        yield path, ("ad_accounts", name, "daily_cap"), account.daily_cap
    for index, rate in enumerate(own.rates):
        yield path, ("rates", index, "rate"), rate.rate
    for index, cost in enumerate(own.costs):
        yield path, ("costs", index, "amount"), cost.amount
    for name, campaign in view.workspace.campaigns.items():
        there = path_of(name, view)
        if campaign.budget:
            yield there, ("budget", "total"), campaign.budget.total
            yield there, ("budget", "daily"), campaign.budget.daily
            for account_id, amount in campaign.budget.daily_by_account.items():
                yield there, ("budget", "daily_by_account", account_id), amount
        for index, flight in enumerate(campaign.flights):
            yield there, ("flights", index, "daily"), flight.daily


RULE = Rule(
    code="SMM624",
    slug="amount-nothing",
    severity=Severity.ERROR,
    title="Budgets, caps and rates are more than nothing",
    why="A minus or a zero is most often a slip of the keyboard, and a negative daily budget makes room for others that nobody agreed to.",
    bad=bought(("    daily: 60_000\n", "    daily: -60_000\n")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
