"""What merging commits, over campaigns in dicts."""

from datetime import date
from decimal import Decimal

from smmops.render.plan_money import money_lines
from smmops.render.plan_words import sentence
from tests.plan.stage import CAMPAIGN, MONEY, planned

BASE = {"money.yaml": MONEY}
FLIGHT = {"campaigns/winter.yaml": CAMPAIGN}


def test_a_new_flight_commits_its_days():
    paid = planned(BASE, FLIGHT).money
    assert paid.committed["KRW"].difference == Decimal(60_000 * 31)
    (account,) = paid.accounts
    assert (account.highest.after, account.highest_day) == (Decimal(60_000), date(2026, 12, 1))
    assert account.possible == Decimal(105_000)
    assert account.cap == Decimal(90_000)
    (month,) = paid.months
    assert month.spend is not None
    assert (month.month, month.spend.after, month.cap) == ("2026-12", Decimal(1_860_000), Decimal(2_500_000))


def test_the_sentence_says_the_sum():
    assert "commits ₩1,860,000" in sentence(planned(BASE, FLIGHT), "en")
    assert "예산 ₩1,860,000 확정" in sentence(planned(BASE, FLIGHT), "ko")
    assert "frees ₩1,860,000" in sentence(planned({**BASE, **FLIGHT}, {"campaigns/winter.yaml": None}), "en")


def test_a_raise_stands_with_before_after_and_the_caps_it_breaks():
    raised = CAMPAIGN.replace("daily: 60_000", "daily: 100_000")
    lines = money_lines(planned({**BASE, **FLIGHT}, {"campaigns/winter.yaml": raised}), "en")
    assert lines[0].startswith("winter / remarketing: ₩60,000 → ₩100,000 (+₩40,000) a day, ")
    assert any("OVER the daily cap of ₩90,000" in line for line in lines)
    assert any("OVER the monthly cap of ₩2,500,000" in line for line in lines)


def test_another_audience_is_shown_although_the_money_stays():
    other = CAMPAIGN.replace("[KR]", "[JP]")
    plan = planned({**BASE, **FLIGHT}, {"campaigns/winter.yaml": other})
    assert plan.money.flights[0].differs == ("audience",)
    assert plan.money.committed["KRW"].difference == 0


def test_a_month_without_a_rate_is_missing_and_not_nothing():
    foreign = {"money.yaml": MONEY.replace("currency: KRW, month", "currency: USD, month")}
    lines = money_lines(planned(foreign, FLIGHT), "en")
    assert any(line.startswith("2026-12: – (a rate into USD is missing") for line in lines)


def test_campaigns_need_finance():
    plan = planned(BASE, FLIGHT)
    assert "1 needs finance" in sentence(plan, "en")


def test_no_money_is_no_block():
    assert money_lines(planned({**BASE, **FLIGHT}, {}), "en") == []
