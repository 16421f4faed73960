"""The money of a plan in words, a line each."""

from collections.abc import Iterator

from smmops.model.message import Message, msg
from smmops.model.plan import AccountMoney, Amounts, FlightMoney, MonthMoney, Plan
from smmops.words.catalogue import say
from smmops.words.number import MISSING, change, money
from smmops.words.time import day


def money_lines(plan: Plan, language: str) -> list[str]:
    """What flights, accounts and months come to: before, after, the difference, and the caps. Not escaped."""
    paid = plan.money
    return [
        *(_flight(each, language) for each in paid.flights),
        *(line for each in paid.accounts for line in _account(each, language)),
        *(_month(each, language) for each in paid.months),
    ]


def _flight(each: FlightMoney, language: str) -> str:
    name = f"{each.campaign} / {each.flight}"
    values: dict[str, str | int] = {
        "name": name,
        "daily": _change(each.daily, each.currency, language),
        "total": _change(each.total, each.currency, language),
    }
    said = say(msg("{name}: {daily} a day, {total} in all", **values), language)
    if each.first and each.last:
        said += f", {day(each.first, language)} – {day(each.last, language)}"
    return said + (f" ({', '.join(each.differs)})" if each.differs else "")


def _account(each: AccountMoney, language: str) -> Iterator[str]:
    total = _change(each.total, each.currency, language)
    yield say(msg("account {name}: {total} in all", name=each.account, total=total), language)
    when = day(each.highest_day, language) if each.highest_day else MISSING
    highest = _change(each.highest, each.currency, language)
    yield say(
        msg(
            "account {name}: highest day {day}, {amount} planned", name=each.account, day=when, amount=highest
        ),
        language,
    )
    possible = money(each.possible, each.currency, language) if each.possible is not None else MISSING
    yield say(_most(each, possible, language), language)


def _most(each: AccountMoney, possible: str, language: str) -> Message:
    """The most that the network may charge on such a day, beside the cap."""
    values: dict[str, str | int] = {"name": each.account, "network": each.network, "amount": possible}
    if each.cap is None:
        return msg("account {name}: {network} may reach {amount} on one day; no daily cap is set", **values)
    cap = money(each.cap, each.currency, language)
    if each.possible is not None and each.possible > each.cap:
        return msg(
            "account {name}: {network} may reach {amount} on one day, OVER the daily cap of {cap}",
            **values,
            cap=cap,
        )
    return msg("account {name}: {network} may reach {amount} on one day, daily cap {cap}", **values, cap=cap)


def _month(each: MonthMoney, language: str) -> str:
    if each.spend is None:
        return say(
            msg(
                "{month}: {missing} (a rate into {currency} is missing in money.yaml)",
                month=each.month,
                missing=MISSING,
                currency=each.currency,
            ),
            language,
        )
    spend = _change(each.spend, each.currency, language)
    if each.cap is None:
        return say(msg("{month}: {spend}, no monthly cap", month=each.month, spend=spend), language)
    cap = money(each.cap, each.currency, language)
    if each.spend.after > each.cap:
        return say(
            msg("{month}: {spend}, OVER the monthly cap of {cap}", month=each.month, spend=spend, cap=cap),
            language,
        )
    return say(
        msg("{month}: {spend} of the monthly cap of {cap}", month=each.month, spend=spend, cap=cap), language
    )


def _change(amounts: Amounts, currency: str, language: str) -> str:
    return change(amounts.before, amounts.after, currency, language)
