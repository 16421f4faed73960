"""SMM605: there is a rate."""

from collections.abc import Iterator

from smmops.measure.currencies import CURRENCIES
from smmops.measure.money import rate
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, path_of, purse
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    own, path = purse(view), view.path("money.yaml")
    asked: dict[tuple[str, str], tuple[str, tuple[str | int, ...]]] = {}
    cap = own.caps.currency if own.caps else None
    for index, cost in enumerate(own.costs if cap else ()):
        asked.setdefault((cost.currency, str(cap)), (path, ("costs", index, "currency")))
    for name, campaign in view.workspace.campaigns.items():
        budget, there = campaign.budget, path_of(name, view)
        if budget and cap:
            asked.setdefault((budget.currency, cap), (there, ("budget", "currency")))
        for index, flight in enumerate(campaign.flights):
            account = accounts(view).get(flight.account)
            for into in (budget.currency if budget else None, cap):
                if account and into:
                    asked.setdefault((account.currency, into), (there, ("flights", index, "account")))
    for (one, other), (where, trail) in asked.items():
        if {one, other} <= CURRENCIES and rate(one, other, own.rates) is None:
            yield Hit(
                where,
                view.spot(where, *trail),
                msg(
                    "{one} is held against {other}, and money.yaml has no rate for the two",
                    one=one,
                    other=other,
                ),
                msg(
                    "add to `rates:` of money.yaml: `{{from: {one}, to: {other}, rate: …, date: …, source: …}}`",
                    one=one,
                    other=other,
                ),
            )


RULE = Rule(
    code="SMM605",
    slug="rate-missing",
    severity=Severity.ERROR,
    title="Amounts of two currencies have a rate between them",
    why="A cap in one currency says nothing about a budget in another until somebody wrote down at which rate, from where and of which day.",
    bad=bought(("amount: 30_000, currency: KRW", "amount: 25, currency: EUR")),
    good=bought(("amount: 30_000, currency: KRW", "amount: 25, currency: USD")),
    silenceable=False,
    workspace=_check,
)
