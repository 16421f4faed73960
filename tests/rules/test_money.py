"""Rules about money at their edges: equal is fine, one over is not."""

import pytest

from smmops.rules.money.example import CAMPAIGN, bought
from smmops.rules.rule import Example
from smmops.rules.run import Findings
from tests.rules.checked import findings


def judged(*changes: tuple[str, str], files: dict[str, str] | None = None) -> Findings:
    example: Example = bought(*changes, files=files)
    return findings(example.files)


def money(*changes: tuple[str, str], files: dict[str, str] | None = None) -> set[str]:
    return {p.code for p in judged(*changes, files=files).problems if p.code.startswith("SMM6")}


def second(name: str = "spring", *changes: tuple[str, str]) -> dict[str, str]:
    """Another campaign beside the first."""
    text = CAMPAIGN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {f"campaigns/{name}.yaml": text}


CAP = "daily_cap: 120_000"
DOLLARS = ("currency: KRW\n    timezone", "currency: USD\n    timezone")
DAILY = "    daily: 60_000"


def test_a_paid_campaign_as_people_write_it_is_fine():
    assert money() == set()


@pytest.mark.parametrize(
    ("cap", "code"), [("105_000", None), ("104_999.99", "SMM609"), ("60_000", "SMM609"), ("59_999", "SMM608")]
)
def test_a_cap_holds_for_the_budget_and_warns_of_the_highest_day(cap: str, code: str | None):
    found = money((CAP, f"daily_cap: {cap}"))
    assert {"SMM608", "SMM609"} & found == ({code} if code else set())


def test_campaigns_of_one_account_meet_at_its_cap():
    assert "SMM608" not in money(files=second())
    assert "SMM608" in money((CAP, "daily_cap: 119_999"), files=second())


def test_campaigns_that_follow_each_other_share_no_day():
    later = second(
        "spring",
        ("from: 2026-12-01, to: 2026-12-31", "from: 2027-01-01, to: 2027-01-31"),
        ("    from: 2026-12-01\n    to: 2026-12-31", "    from: 2027-01-01\n    to: 2027-01-31"),
    )
    assert money((CAP, "daily_cap: 105_000"), files=later) == set()
    touching = {
        path: text.replace("    from: 2027-01-01", "    from: 2026-12-31") for path, text in later.items()
    }
    assert "SMM608" in money((CAP, "daily_cap: 105_000"), files=touching)


def test_dollars_are_held_against_won_at_the_written_rate():
    cheap = ((DAILY, "    daily: 43.14"), DOLLARS)  # 59,986 won
    dear = ((DAILY, "    daily: 43.16"), DOLLARS)  # 60,014 won
    assert "SMM607" not in money(*cheap)
    assert "SMM607" in money(*dear)


def test_without_a_rate_only_the_rate_is_asked_for():
    found = judged(
        (DAILY, "    daily: 43.16"),
        DOLLARS,
        ("rates: [{from: USD, to: KRW, rate: 1390.5, date: 2026-11-20, source: Bank of Korea}]", "rates: []"),
    )
    assert [p.code for p in found.problems] == ["SMM605"]


@pytest.mark.parametrize(("total", "fine"), [("1_860_000", True), ("1_859_999.99", False)])
def test_days_times_daily_keep_to_the_total(total: str, fine: bool):
    assert ("SMM610" not in money(("total: 1_900_000", f"total: {total}"))) is fine


@pytest.mark.parametrize(("cap", "fine"), [("1_860_000", True), ("1_859_999", False)])
@pytest.mark.parametrize("key", ["month: 5_000_000", "year: 40_000_000"])
def test_months_and_years_keep_to_their_caps(key: str, cap: str, fine: bool):
    name = key.partition(":")[0]
    assert ("SMM611" not in money((key, f"{name}: {cap}"))) is fine


def test_a_campaign_without_flights_spends_its_total_evenly():
    plan = "name: Idea\ngoal: awareness\nperiod: {from: 2026-12-30, to: 2027-01-02}\nbudget: {currency: KRW, total: 400_000}\n"
    cap = ("month: 5_000_000", "month: 2_060_000")
    assert "SMM611" not in money(cap, files={"campaigns/idea.yaml": plan})
    assert "SMM611" in money(("month: 5_000_000", "month: 2_059_999"), files={"campaigns/idea.yaml": plan})


@pytest.mark.parametrize(("limit", "fine"), [("1_860_000", True), ("1_859_999", False)])
def test_a_guess_is_worth_so_much_and_no_more(limit: str, fine: bool):
    guess = ("status: validated, evidence: interviews", "status: hypothesis")
    policy = {"smmops.yaml+": f"policy: {{hypothesis_limit: {limit}}}\n"}
    assert ("SMM617" not in money(guess, files=policy)) is fine
    assert "SMM617" not in money(files=policy)


def test_two_campaigns_on_one_guess_add_up():
    guess = ("status: validated, evidence: interviews", "status: hypothesis")
    policy = {"smmops.yaml+": "policy: {hypothesis_limit: 2_000_000}\n"}
    found = judged(guess, files={**policy, **second()}).problems
    assert [p.path for p in found if p.code == "SMM617"] == ["campaigns/winter.yaml"]


@pytest.mark.parametrize(("settled", "fine"), [("2026-12-01", True), ("2026-12-02", False)])
def test_prospecting_begins_on_the_day_that_settles_it(settled: str, fine: bool):
    found = money(
        ("tactic: remarketing", "tactic: prospecting"),
        (
            "objective: traffic",
            f"objective: traffic\nsettled: {{on: {settled}, by: mina, evidence: 30 orders}}",
        ),
    )
    assert ("SMM614" not in found) is fine


@pytest.mark.parametrize(
    ("audience", "fine"),
    [
        ("{countries: [KR], ages: [18, 65], include: [site-visitors-30d]}", False),
        ("{persona: olivia-owner, include: [site-visitors-30d]}", True),
        ("{interests: [coffee], include: [site-visitors-30d]}", True),
        ("{exclude: [customers], include: [site-visitors-30d]}", True),
    ],
)
def test_two_facets_narrow_an_audience(audience: str, fine: bool):
    whole = "{persona: olivia-owner, countries: [KR], interests: [specialty coffee], include: [site-visitors-30d]}"
    assert ("SMM612" not in money((whole, audience))) is fine


def test_money_is_never_allowed_by_a_line_in_the_file():
    allow = ("name: Winter launch", "# smmops: allow SMM610 -- the boss said so\nname: Winter launch")
    found = judged(allow, ("total: 1_900_000", "total: 1_000"))
    assert "SMM610" in {p.code for p in found.problems}
    assert found.silenced == ()


def test_a_broken_money_file_is_told_alone():
    found = judged(("daily_cap: 120_000", "daily_cap: lots"))
    assert {p.path for p in found.problems} == {"money.yaml"}
