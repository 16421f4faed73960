"""Rules about strategy at their edges."""

from datetime import date, timedelta

import pytest

from smmops.rules.rule import POST
from tests.rules.checked import codes, findings

GOALS = "goals: [{id: awareness, business: more regulars}]\n"


def strategy(text: str) -> dict[str, str]:
    return {"strategy.md": f"---\n{GOALS}{text}---\n"}


def kpi(more: str) -> dict[str, str]:
    return strategy(f"kpis: [{{id: one, goal: awareness, {more}}}]\n")


def found(files: dict[str, str], now: str = "") -> set[str]:
    return codes(list(findings(files, now).problems))


@pytest.mark.parametrize(
    ("numbers", "idle"),
    [
        ("metric: followers, baseline: 1200, target: 1200", True),
        ("metric: followers, baseline: 1200, target: 1_200.00", True),
        ("metric: followers, baseline: 1200, target: 1199", True),
        ("metric: followers, baseline: 1200, target: 1200.01", False),
        ("metric: response-time, baseline: 60, target: 30", False),
        ("metric: response-time, baseline: 60, target: 60", True),
        ("metric: response-time, baseline: 60, target: 90", True),
        ("metric: followers, target: 10", False),
    ],
)
def test_a_target_is_better_than_its_baseline(numbers: str, idle: bool) -> None:
    assert ("SMM503" in found(kpi(numbers))) is idle


@pytest.mark.parametrize(
    ("target", "told_"), [("1500", False), ("1500.01", True), ("1501, reason: the second shop opens", False)]
)
def test_a_target_beyond_the_reference_has_a_reason(target: str, told_: bool) -> None:
    files = kpi(f"metric: followers, reference: {{value: 1500, source: survey}}, target: {target}")
    assert ("SMM505" in found(files)) is told_


def test_where_less_is_better_the_reference_is_the_least() -> None:
    assert "SMM505" in found(
        kpi("metric: cost-per-click, reference: {value: 300, source: survey}, target: 299")
    )
    assert "SMM505" not in found(
        kpi("metric: cost-per-click, reference: {value: 300, source: survey}, target: 300")
    )


def test_a_day_is_the_brands_day_and_nothing_is_past_without_one() -> None:
    files = kpi("by: 2027-03-31")
    assert "SMM504" not in found(files)
    assert "SMM504" not in found(files, "2027-03-31T14:59+00:00")
    assert "SMM504" in found(files, "2027-03-31T15:00+00:00")


@pytest.mark.parametrize(
    ("shares", "wrong"),
    [
        (("[0.5, 0.6]", "[0.5, 0.6]"), False),
        (("[0.5, 0.6]", "[0.51, 0.6]"), True),
        (("[0.1, 0.5]", "[0.1, 0.5]"), False),
        (("[0.1, 0.5]", "[0.1, 0.49]"), True),
        (("[0.1, 0.2]", ""), False),
    ],
)
def test_shares_of_pillars_can_make_a_whole(shares: tuple[str, str], wrong: bool) -> None:
    pillars = "".join(
        f"  - {{id: p{index}, why_care: a better cup{', share: ' + share if share else ''}}}\n"
        for index, share in enumerate(shares)
    )
    assert ("SMM508" in found(strategy(f"pillars:\n{pillars}"))) is wrong


def test_a_mix_may_leave_networks_out_and_then_the_rest_is_theirs() -> None:
    assert "SMM508" not in found(strategy("mix: {linkedin: [0.1, 0.2]}\n"))
    assert "SMM508" in found(strategy("mix: {linkedin: [0.6, 0.7], x: [0.5, 0.6]}\n"))


@pytest.mark.parametrize(("count", "told_"), [(9, False), (10, True)])
def test_what_nobody_uses_is_told_from_ten_posts_on(count: int, told_: bool) -> None:
    files = strategy("pillars: [{id: craft, why_care: a better cup}, {id: people, why_care: guests}]\n")
    for index in range(count):
        files[f"content/2026/12/p{index}.md"] = f"---\nchannels: [x-acme]\npillar: craft\n---\nCup {index}.\n"
    problems = list(findings(files).problems)
    assert ("SMM509" in codes(problems)) is told_


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("The new AcmeBrew is here.", True),
        ("The new acmebrew is here.", True),
        ("The new ACME BREW is here.", True),
        ("The new Acme Brew is here.", False),
        ("새 AcmeBrew가 나왔어요.", True),
        ("See https://acme.example/AcmeBrew", False),
        ("acmebrew.example has it #AcmeBrew @acmebrew", False),
        ("AcmeBrewers meet.", False),
    ],
)
def test_the_brands_words_are_found_in_prose_alone(text: str, told_: bool) -> None:
    files = {
        "strategy.md": '---\nvoice: {brand_words: {AcmeBrew: "Acme Brew"}}\n---\n',
        POST: f"---\nchannels: [bluesky-acme]\n---\n{text}\n",
    }
    assert ("SMM515" in found(files)) is told_


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("Like and share to win!", True),
        ("Tag two friends who need coffee", True),
        ("Comment below if you agree", True),
        ("Follow for follow", True),
        ("RT to win a bag", True),
        ("좋아요 누르고 공유하면 추첨해서 드려요", True),
        ("맞팔해요", True),
        ("I like coffee if it is fresh.", False),
        ("Which of these would you share with a friend?", False),
        ("Follow the recipe and wait three minutes.", False),
        ("댓글로 어떤 원두가 좋았는지 알려 주세요", False),
    ],
)
def test_begging_is_told_from_asking(text: str, told_: bool) -> None:
    assert ("SMM226" in found({POST: f"---\nchannels: [bluesky-acme]\n---\n{text}\n"})) is told_


def film(day: str, *, due: str = "2026-12-02", stage: str = "edit") -> set[str]:
    text = (
        "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-04 00:30\n"
        f"production: {{owner: juno, due: {due}, stage: {stage}}}\n---\nOlivia finds the right grind.\n"
    )
    return found({POST: text}, day)


def test_production_is_late_two_days_ahead_on_the_brands_calendar() -> None:
    assert "SMM519" not in film("2026-12-01T23:59+09:00")
    assert "SMM519" in film("2026-12-02T00:00+09:00")
    assert "SMM519" not in film("2026-12-02T00:00+09:00", stage="ready")
    assert "SMM519" not in film("2026-12-05T00:00+09:00"), "what is out is out"
    assert "SMM519" not in film("")
    assert "SMM519" in film("", due="2026-12-05")
    assert "SMM519" in film("2026-11-29T00:00+09:00", due="2026-11-28")


def test_evidence_is_old_a_day_after_its_age() -> None:
    from smmops.rules.strategy.evidence_old import PERSONA

    files = {"personas/olivia-owner.md": PERSONA}
    edge = date(2025, 11, 30) + timedelta(days=365)
    assert "SMM510" not in found(files, f"{edge}T12:00+09:00")
    assert "SMM510" in found(files, f"{edge + timedelta(days=1)}T00:00+09:00")
    longer = {**files, "smmops.yaml+": "policy: {evidence_age: 366d}\n"}
    assert "SMM510" not in found(longer, f"{edge + timedelta(days=1)}T00:00+09:00")


def test_one_text_for_all_counts_networks_and_not_channels() -> None:
    def at(channels: str, more: str = "") -> set[str]:
        text = f"---\nchannels: [{channels}]\npublish_at: 2026-12-01 09:30\npillar: craft\n---\nBrew at home.\n{more}"
        return found({"stage: grow": "", POST: text})

    assert "SMM517" not in at("bluesky-acme, facebook-acme")
    assert "SMM517" in at("bluesky-acme, facebook-acme, x-acme")
    assert "SMM517" not in at("bluesky-acme, facebook-acme, x-acme", "\n## x-acme\nBrew.\n")
