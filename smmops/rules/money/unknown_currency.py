"""SMM604: currencies exist."""

from collections.abc import Iterator

from smmops.measure.currencies import CURRENCIES
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import path_of, purse
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for path, trail, currency in _written(view):
        if currency not in CURRENCIES:
            yield Hit(
                path,
                view.spot(path, *trail),
                msg("`{currency}` is no currency of ISO 4217", currency=currency),
                msg("write its three letters, such as KRW, EUR or USD"),
            )


def _written(view: View) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    own, path = purse(view), view.path("money.yaml")
    if own.caps:
        yield path, ("caps", "currency"), own.caps.currency
    for name, account in own.ad_accounts.items():
        yield path, ("ad_accounts", name, "currency"), account.currency
    for index, rate in enumerate(own.rates):
        yield path, ("rates", index, "from"), rate.from_
        yield path, ("rates", index, "to"), rate.to
    for index, cost in enumerate(own.costs):
        yield path, ("costs", index, "currency"), cost.currency
    for name, campaign in view.workspace.campaigns.items():
        if campaign.budget:
            yield path_of(name, view), ("budget", "currency"), campaign.budget.currency


RULE = Rule(
    code="SMM604",
    slug="unknown-currency",
    severity=Severity.ERROR,
    title="A currency is one of ISO 4217",
    why="A mistyped currency is money that cannot be converted or spent.",
    bad=bought(("amount: 30_000, currency: KRW", "amount: 30_000, currency: KWR")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
