"""SMM611: months and years keep to their caps."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.measure.money import planned, summed
from smmops.model.campaign import Campaign
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import places, purse, said
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    own = purse(view)
    if own.caps is None:
        return
    currency, years = own.caps.currency, dict[str, Decimal]()
    for month, amounts in sorted(planned(view.workspace.campaigns, own).items()):
        amount = summed(amounts, currency, rates=own.rates).amount
        years[month[:4]] = years.get(month[:4], Decimal(0)) + amount
        yield from _over("month", month, amount, own.caps.month, view)
    for year, amount in years.items():
        yield from _over("year", year, amount, own.caps.year, view)


def _meets(campaign: Campaign, when: str) -> bool:
    """Whether a campaign spends in that month or year."""
    days = [(flight.from_, flight.to) for flight in campaign.flights]
    if not days and campaign.budget:
        days = [(campaign.period.from_, campaign.period.to)]
    return any(f"{first}"[: len(when)] <= when <= f"{last}"[: len(when)] for first, last in days)


def _over(key: str, when: str, amount: Decimal, cap: Decimal | None, view: View) -> Iterator[Hit]:
    path, own = view.path("money.yaml"), purse(view)
    if cap is not None and own.caps and amount > cap:
        shown = said(amount.quantize(Decimal(1)) if amount != amount // 1 else amount, own.caps.currency)
        yield Hit(
            path,
            view.spot(path, "caps", key),
            msg(
                "campaigns plan {amount} in {when}, caps.{key} is {cap}",
                amount=shown,
                when=when,
                key=key,
                cap=said(cap, own.caps.currency),
            ),
            msg("lower or move a campaign, or raise the cap for review"),
            places((name for name, each in view.workspace.campaigns.items() if _meets(each, when)), view),
        )


RULE = Rule(
    code="SMM611",
    slug="cap-over",
    severity=Severity.ERROR,
    title="All campaigns together keep to the caps of a month and a year",
    why="Caps are what the business agreed to spend. Flights count with their days in the month, a campaign without flights with its total spread over its days.",
    bad=bought(("month: 5_000_000", "month: 1_500_000")),
    good=bought(("month: 5_000_000", "month: 1_860_000")),
    silenceable=False,
    workspace=_check,
)
