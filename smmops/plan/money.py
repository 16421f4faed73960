"""What merging commits in media spend: both sides' campaigns beside each other, and what differs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from smmops.measure.money import Line, by_account, by_month, highest, lines, stretches, summed
from smmops.model.campaign import Campaign, Flight
from smmops.model.plan import AccountMoney, Amounts, FlightMoney, Money, MonthMoney
from smmops.model.purse import Purse
from smmops.model.workspace import Workspace

_NOTHING = Decimal(0)
_FLIGHT = ("account", "tactic", "audience", "creatives")


def money_of(base: Workspace, head: Workspace) -> Money:
    """Paid media before and after. Nothing where merging changes no flight and no cap."""
    old, new = _lines(base), _lines(head)
    flights = tuple(_flights(base, head, old, new))
    caps = (base.purse, head.purse)
    if not flights and caps[0] == caps[1]:
        return Money()
    return Money(
        committed=_committed(old, new),
        accounts=tuple(_accounts(old, new, head.purse or Purse())),
        months=tuple(_months(old, new, head.purse or Purse())),
        flights=flights,
    )


def _lines(side: Workspace) -> tuple[Line, ...]:
    return lines(side.campaigns, side.purse.ad_accounts) if side.purse else ()


def _committed(old: Sequence[Line], new: Sequence[Line]) -> Mapping[str, Amounts]:
    currencies = sorted({line.currency for line in (*old, *new)})
    return {each: Amounts(_total(old, each), _total(new, each)) for each in currencies}


def _total(wanted: Sequence[Line], currency: str) -> Decimal:
    return sum((line.total for line in wanted if line.currency == currency), _NOTHING)


def _accounts(old: Sequence[Line], new: Sequence[Line], purse: Purse) -> Iterator[AccountMoney]:
    """Accounts whose sums differ, by id."""
    before, after = by_account(old), by_account(new)
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, ()), after.get(name, ())
        if set(was) == set(now):
            continue
        line = (now or was)[0]
        account = purse.ad_accounts.get(name)
        top, day = _highest(now)
        yield AccountMoney(
            account=name,
            network=line.network,
            currency=line.currency,
            total=Amounts(_total(was, line.currency), _total(now, line.currency)),
            highest=Amounts(_highest(was)[0], top),
            highest_day=day,
            possible=highest(top, line.network) if top else None,
            cap=account.daily_cap if account else None,
        )


def _highest(wanted: Sequence[Line]) -> tuple[Decimal, date | None]:
    """The highest sum of daily budgets of any day, and the first such day."""
    found = max(stretches(wanted), key=lambda each: (each.amount, -each.first.toordinal()), default=None)
    return (found.amount, found.first) if found else (_NOTHING, None)


def _months(old: Sequence[Line], new: Sequence[Line], purse: Purse) -> Iterator[MonthMoney]:
    """Months whose spend differs, in the currency of the caps; none without caps."""
    if purse.caps is None:
        return
    currency = purse.caps.currency
    before, after = by_month(old), by_month(new)
    for month in sorted(before.keys() | after.keys()):
        was, now = before.get(month, {}), after.get(month, {})
        if was == now:
            continue
        sums = [summed(each, currency, rates=purse.rates) for each in (was, now)]
        known = not sums[0].missing and not sums[1].missing
        spend = Amounts(sums[0].amount, sums[1].amount) if known else None
        yield MonthMoney(month, currency, spend, purse.caps.month)


def _flights(
    base: Workspace, head: Workspace, old: Sequence[Line], new: Sequence[Line]
) -> Iterator[FlightMoney]:
    before = {(line.campaign, line.flight): line for line in old}
    after = {(line.campaign, line.flight): line for line in new}
    for campaign, flight in sorted(before.keys() | after.keys()):
        was, now = before.get((campaign, flight)), after.get((campaign, flight))
        differs = _differs(
            _flight(base.campaigns.get(campaign), flight), _flight(head.campaigns.get(campaign), flight)
        )
        if was == now and not differs:
            continue
        line = now or was
        assert line is not None
        yield FlightMoney(
            campaign=campaign,
            flight=flight,
            account=line.account,
            currency=line.currency,
            daily=Amounts(was.daily if was else _NOTHING, now.daily if now else _NOTHING),
            total=Amounts(was.total if was else _NOTHING, now.total if now else _NOTHING),
            differs=differs,
            first=now.first if now else None,
            last=now.last if now else None,
        )


def _flight(campaign: Campaign | None, flight: str) -> Flight | None:
    return next((each for each in campaign.flights if each.id == flight), None) if campaign else None


def _differs(old: Flight | None, new: Flight | None) -> tuple[str, ...]:
    """What of a flight differs beside money and days; () where it is new or gone."""
    if old is None or new is None:
        return ()
    return tuple(name for name in _FLIGHT if getattr(old, name) != getattr(new, name))
