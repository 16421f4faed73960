"""What campaigns may spend: lines, days, months, conversions. Pure arithmetic on decimals, rounded nowhere but here.

A `Line` is a flight with its account. Amounts are media spend without tax, in the major unit of a currency; days are
whole, both included, in the account's zone. Nothing here looks at a clock.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from smmops.model.campaign import Campaign
from smmops.model.purse import AdAccount, Purse, Rate
from smmops.words.number import minor

HIGHEST_DAY: Mapping[str, Decimal] = {"meta-ads": Decimal("1.75")}
"""Ad network to the share of a daily budget that one day may reach; the week still keeps to seven times the budget.

Source: Meta Business Help, "About daily budgets": up to 75 % over on some days (checked 2026-08).
"""
_NOTHING = Decimal(0)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One flight: what it may spend a day, where and when. `currency` is the account's."""

    campaign: str
    flight: str
    account: str
    network: str
    currency: str
    daily: Decimal
    first: date
    last: date

    @property
    def days(self) -> int:
        """Whole days, both ends included; 0 where the end lies before the start."""
        return length(self.first, self.last)

    @property
    def total(self) -> Decimal:
        """The daily budget on every day of the flight."""
        return self.daily * self.days

    @property
    def highest_day(self) -> Decimal:
        """The most that the network may spend on one day."""
        return highest(self.daily, self.network)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring days on which the same lines run. `amount` and `highest` are for each of these days."""

    first: date
    last: date
    lines: tuple[Line, ...]

    @property
    def amount(self) -> Decimal:
        """Daily budgets together; the lines must be of one currency."""
        return sum((line.daily for line in self.lines), _NOTHING)

    @property
    def highest(self) -> Decimal:
        """The most that one day may reach."""
        return sum((line.highest_day for line in self.lines), _NOTHING)


def length(first: date, last: date) -> int:
    """Days from `first` to `last`, both included; 0 where `last` is earlier."""
    return max((last - first).days + 1, 0)


def highest(daily: Decimal, network: str) -> Decimal:
    """The most that an ad network may spend on one day of a daily budget."""
    return daily * HIGHEST_DAY.get(network, Decimal(1))


def lines(campaigns: Mapping[str, Campaign], accounts: Mapping[str, AdAccount]) -> tuple[Line, ...]:
    """Every flight of these campaigns, in their order; flights of accounts that nobody knows are left out."""
    return tuple(
        Line(
            campaign=name,
            flight=flight.id,
            account=flight.account,
            network=accounts[flight.account].network,
            currency=accounts[flight.account].currency,
            daily=flight.daily,
            first=flight.from_,
            last=flight.to,
        )
        for name, campaign in campaigns.items()
        for flight in campaign.flights
        if flight.account in accounts
    )


def by_account(wanted: Iterable[Line]) -> Mapping[str, tuple[Line, ...]]:
    """Lines by the id of their account, accounts in the order in which they first come."""
    found: dict[str, list[Line]] = {}
    for line in wanted:
        found.setdefault(line.account, []).append(line)
    return {account: tuple(own) for account, own in found.items()}


def stretches(wanted: Sequence[Line]) -> Iterator[Stretch]:
    """The days on which something runs, cut where a line begins or ends, in order of time.

    Work grows with the number of lines, not with that of days.
    """
    edges = sorted(
        {line.first for line in wanted if line.days}
        | {line.last + _DAY for line in wanted if line.days and line.last < date.max}
    )
    for index, first in enumerate(edges):
        running = tuple(line for line in wanted if line.first <= first <= line.last)
        if running:
            last = edges[index + 1] - _DAY if index + 1 < len(edges) else max(line.last for line in running)
            yield Stretch(first, last, running)


def months(first: date, last: date) -> Iterator[tuple[str, int]]:
    """(`YYYY-MM`, days in it) of every month that the days from `first` to `last` touch."""
    begin = first
    while begin <= last:
        end = min(last, date(begin.year, begin.month, monthrange(begin.year, begin.month)[1]))
        yield f"{begin:%Y-%m}", length(begin, end)
        if end == date.max:
            return
        begin = end + _DAY


def by_month(wanted: Iterable[Line]) -> Mapping[str, Mapping[str, Decimal]]:
    """What lines may spend: `YYYY-MM` to currency to amount."""
    found: dict[str, dict[str, Decimal]] = {}
    for line in wanted:
        for month, days in months(line.first, line.last):
            own = found.setdefault(month, {})
            own[line.currency] = own.get(line.currency, _NOTHING) + line.daily * days
    return found


def rate(currency: str, into: str, rates: Iterable[Rate]) -> Decimal | None:
    """How much `into` one `currency` is: the newest rate written for the pair, either way round; None without one.

    One pair is never worked out from two others: what is not written down nobody has reviewed.
    """
    if currency == into:
        return Decimal(1)
    pairs = [each for each in rates if {each.from_, each.to} == {currency, into} and each.rate > 0]
    if not pairs:
        return None
    newest = max(pairs, key=lambda each: (each.date, each.from_ == currency))
    return newest.rate if newest.from_ == currency else 1 / newest.rate


def converted(amount: Decimal, currency: str, into: str, *, rates: Iterable[Rate]) -> Decimal | None:
    """`amount` in another currency, in whole minor units (half to even); None where no rate is written.

    An amount in the same currency comes back as it is.
    """
    if currency == into:
        return amount
    price = rate(currency, into, rates)
    if price is None:
        return None
    return (amount * price).quantize(Decimal(1).scaleb(-minor(into)), rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts of several currencies in one. `missing` are the currencies that no rate converts: then it is a part."""

    amount: Decimal
    currency: str
    missing: tuple[str, ...] = ()


def summed(amounts: Mapping[str, Decimal], into: str, *, rates: Iterable[Rate]) -> Sum:
    """Amounts by currency as one amount; each currency is converted once, so that rounding does not add up."""
    known = tuple(rates)
    total, missing = _NOTHING, []
    for currency, amount in amounts.items():
        here = converted(amount, currency, into, rates=known)
        if here is None:
            missing.append(currency)
        else:
            total += here
    return Sum(total, into, tuple(missing))


def per_currency(wanted: Iterable[Line]) -> Mapping[str, Decimal]:
    """Daily budgets of some lines together, by currency."""
    found: dict[str, Decimal] = {}
    for line in wanted:
        found[line.currency] = found.get(line.currency, _NOTHING) + line.daily
    return found


def planned(campaigns: Mapping[str, Campaign], purse: Purse) -> Mapping[str, Mapping[str, Decimal]]:
    """What campaigns plan to spend: `YYYY-MM` to currency to amount.

    A campaign with flights plans what these may spend, one with a budget and no flights its total, spread evenly
    over the days of its period.
    """
    found = {month: dict(own) for month, own in by_month(lines(campaigns, purse.ad_accounts)).items()}
    for campaign in campaigns.values():
        budget, days = campaign.budget, length(campaign.period.from_, campaign.period.to)
        if campaign.flights or budget is None or not days:
            continue
        for month, share in months(campaign.period.from_, campaign.period.to):
            own = found.setdefault(month, {})
            own[budget.currency] = own.get(budget.currency, _NOTHING) + budget.total * share / days
    return found
