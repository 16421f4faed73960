"""Sums of money over days, months and currencies."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.measure.currencies import CURRENCIES
from smmops.measure.money import (
    Line,
    by_account,
    by_month,
    converted,
    length,
    lines,
    months,
    per_currency,
    planned,
    rate,
    stretches,
    summed,
)
from smmops.model.campaign import Campaign
from smmops.model.purse import AdAccount, Purse, Rate
from smmops.words.number import minor


def line(
    first: str, last: str, daily: str = "100", *, currency: str = "KRW", network: str = "meta-ads"
) -> Line:
    return Line(
        campaign="winter",
        flight=f"{first}-{daily}",
        account="meta-acme",
        network=network,
        currency=currency,
        daily=Decimal(daily),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
    )


def known(*pairs: tuple[str, str, str, str]) -> list[Rate]:
    return [
        Rate(from_=one, to=other, rate=Decimal(price), date=date.fromisoformat(day), source="Bank of Korea")
        for one, other, price, day in pairs
    ]


def test_both_ends_of_a_period_count():
    assert length(date(2026, 12, 1), date(2026, 12, 1)) == 1
    assert length(date(2026, 12, 1), date(2026, 12, 31)) == 31
    assert length(date(2026, 12, 2), date(2026, 12, 1)) == 0
    assert line("2026-12-01", "2026-12-31", "60000.50").total == Decimal("1860015.50")


def test_a_day_of_meta_may_reach_175_percent_and_others_are_taken_at_their_word():
    assert line("2026-12-01", "2026-12-02", "60000").highest_day == Decimal(105000)
    assert line("2026-12-01", "2026-12-02", "60000", network="linkedin-ads").highest_day == 60000


def test_days_are_cut_where_a_line_begins_or_ends():
    wanted = [line("2026-12-01", "2026-12-10", "10"), line("2026-12-05", "2026-12-20", "7")]
    assert [(s.first.day, s.last.day, s.amount, s.highest) for s in stretches(wanted)] == [
        (1, 4, 10, Decimal("17.50")),
        (5, 10, 17, Decimal("29.75")),
        (11, 20, 7, Decimal("12.25")),
    ]


def test_days_between_lines_and_lines_that_end_before_they_begin_are_left_out():
    wanted = [
        line("2026-12-01", "2026-12-01", "1"),
        line("2026-12-03", "2026-12-03", "2"),
        line("2026-12-09", "2026-12-08", "4"),
    ]
    assert [(s.first.day, s.last.day, s.amount) for s in stretches(wanted)] == [(1, 1, 1), (3, 3, 2)]


def test_the_last_day_of_all_time_ends_a_line():
    (only,) = stretches([line("9999-12-30", "9999-12-31", "5")])
    assert (only.first, only.last) == (date(9999, 12, 30), date.max)
    assert list(months(date(9999, 11, 30), date.max)) == [("9999-11", 1), ("9999-12", 31)]


spans = st.tuples(st.integers(0, 400), st.integers(-3, 200), st.integers(1, 9))


@given(st.lists(spans, max_size=8))
def test_stretches_and_months_spend_what_the_days_spend(drawn):
    begin = date(2026, 11, 20)
    wanted = [
        line(
            (begin + timedelta(days=start)).isoformat(),
            (begin + timedelta(days=start + days)).isoformat(),
            str(daily),
        )
        for start, days, daily in drawn
    ]
    whole = sum((each.total for each in wanted), Decimal(0))
    cut = list(stretches(wanted))
    assert sum((s.amount * length(s.first, s.last) for s in cut), Decimal(0)) == whole
    assert all(one.last < other.first for one, other in pairwise(cut))
    assert sum((own["KRW"] for own in by_month(wanted).values()), Decimal(0)) == whole


def test_a_month_holds_its_own_days():
    assert list(months(date(2027, 12, 30), date(2028, 3, 1))) == [
        ("2027-12", 2),
        ("2028-01", 31),
        ("2028-02", 29),
        ("2028-03", 1),
    ]
    assert list(months(date(2026, 12, 2), date(2026, 12, 1))) == []


def test_the_newest_rate_of_a_pair_counts_in_either_direction():
    rates = known(("USD", "KRW", "1400", "2026-10-01"), ("USD", "KRW", "1390.5", "2026-11-20"))
    assert rate("USD", "KRW", rates) == Decimal("1390.5")
    assert converted(Decimal("10.01"), "USD", "KRW", rates=rates) == Decimal("13919")
    assert converted(Decimal(139050), "KRW", "USD", rates=rates) == Decimal("100.00")
    assert converted(Decimal("0.005"), "KRW", "KRW", rates=rates) == Decimal("0.005")


def test_a_rate_the_other_way_round_counts_when_it_is_newer():
    rates = known(("USD", "KRW", "1400", "2026-10-01"), ("KRW", "USD", "0.0008", "2026-11-20"))
    assert rate("USD", "KRW", rates) == Decimal(1250)


def test_a_pair_is_never_worked_out_of_two_others():
    rates = known(("USD", "KRW", "1400", "2026-10-01"), ("EUR", "USD", "1.1", "2026-10-01"))
    assert rate("EUR", "KRW", rates) is None
    assert converted(Decimal(1), "EUR", "KRW", rates=rates) is None
    assert rate("USD", "KRW", known(("USD", "KRW", "0", "2026-10-01"))) is None


def test_a_sum_names_what_it_could_not_convert():
    rates = known(("USD", "KRW", "1400", "2026-10-01"))
    whole = summed({"KRW": Decimal(5), "USD": Decimal(1), "EUR": Decimal(1)}, "KRW", rates=rates)
    assert (whole.amount, whole.missing) == (1405, ("EUR",))
    assert summed({}, "KRW", rates=rates).amount == 0


ACCOUNTS = {
    "meta-acme": AdAccount(network="meta-ads", id="act_1", currency="KRW", timezone="Asia/Seoul"),
    "linkedin-acme": AdAccount(network="linkedin-ads", id="5", currency="USD", timezone="UTC"),
}


def campaign(flights: list[tuple[str, str]], *, total: str = "3000") -> Campaign:
    return Campaign.model_validate(
        {
            "name": "Winter",
            "goal": "awareness",
            "period": {"from": "2026-12-01", "to": "2027-01-09"},
            "budget": {"currency": "KRW", "total": total},
            "flights": [
                {
                    "id": f"line-{account}",
                    "account": account,
                    "tactic": "remarketing",
                    "daily": daily,
                    "from": "2026-12-31",
                    "to": "2027-01-02",
                    "audience": {},
                    "creatives": [],
                }
                for account, daily in flights
            ],
        }
    )


def test_flights_of_unknown_accounts_are_no_lines():
    found = lines(
        {"winter": campaign([("meta-acme", "100"), ("google-acme", "7"), ("linkedin-acme", "1.5")])}, ACCOUNTS
    )
    assert [(each.account, each.currency, each.days) for each in found] == [
        ("meta-acme", "KRW", 3),
        ("linkedin-acme", "USD", 3),
    ]
    assert list(by_account(found)) == ["meta-acme", "linkedin-acme"]
    assert per_currency(found) == {"KRW": 100, "USD": Decimal("1.5")}


def test_a_campaign_plans_its_flights_or_its_total_spread_over_its_days():
    purse = Purse(ad_accounts=ACCOUNTS)
    both = planned({"paid": campaign([("meta-acme", "100")]), "idea": campaign([], total="4000")}, purse)
    assert both == {"2026-12": {"KRW": 3100 + 100}, "2027-01": {"KRW": 900 + 200}}


@pytest.mark.parametrize(("code", "digits"), [("KRW", 0), ("EUR", 2), ("KWD", 3)])
def test_currencies_have_their_digits(code: str, digits: int):
    assert code in CURRENCIES
    assert minor(code) == digits


@pytest.mark.parametrize("code", ["BGN", "WON", "XAU", "DEM"])
def test_what_is_no_money_of_today_is_not_known(code: str):
    assert code not in CURRENCIES
