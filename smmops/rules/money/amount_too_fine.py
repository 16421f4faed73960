"""SMM625: amounts can be paid."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, path_of, purse
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View
from smmops.words.number import minor


def _check(view: View) -> Iterator[Hit]:
    for path, trail, amount, currency in _written(view):
        exponent = amount.normalize().as_tuple().exponent if amount is not None else 0
        digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        if digits > minor(currency):
            yield Hit(
                path,
                view.spot(path, *trail),
                msg(
                    "`{amount}` has {count} digits behind the point, {currency} has {limit}",
                    amount=f"{amount:f}",
                    count=digits,
                    currency=currency,
                    limit=minor(currency),
                ),
                msg("write whole {currency}: thousands are parted by `_`", currency=currency)
                if minor(currency) == 0
                else msg("write {limit} digits behind the point at most", limit=minor(currency)),
            )


def _written(view: View) -> Iterator[tuple[str, tuple[str | int, ...], Decimal | None, str]]:
    own, path = purse(view), view.path("money.yaml")
    if own.caps:
        yield path, ("caps", "month"), own.caps.month, own.caps.currency
        yield path, ("caps", "year"), own.caps.year, own.caps.currency
    for name, account in own.ad_accounts.items():
        yield path, ("ad_accounts", name, "daily_cap"), account.daily_cap, account.currency
    for index, cost in enumerate(own.costs):
        yield path, ("costs", index, "amount"), cost.amount, cost.currency
    for name, campaign in view.workspace.campaigns.items():
        there, budget = path_of(name, view), campaign.budget
        if budget:
            yield there, ("budget", "total"), budget.total, budget.currency
            yield there, ("budget", "daily"), budget.daily, budget.currency
        for index, flight in enumerate(campaign.flights):
            buyer = accounts(view).get(flight.account)
            if buyer:
                yield there, ("flights", index, "daily"), flight.daily, buyer.currency


RULE = Rule(
    code="SMM625",
    slug="amount-too-fine",
    severity=Severity.ERROR,
    title="An amount has no more digits than its currency",
    why="₩60,000.50 cannot be paid: the point is a slip, and the amount may be a hundred times what was meant.",
    bad=bought(("    daily: 60_000\n", "    daily: 60.000\n"), ("amount: 30_000", "amount: 30.5")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
