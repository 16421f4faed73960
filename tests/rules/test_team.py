"""Rosters, training and hours at their edges."""

import pytest

from tests.rules.checked import codes, findings, told

MEMBERS = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
"""


def found(more: str, now: str = "") -> set[str]:
    return codes(list(findings({"team.yaml": MEMBERS + more}, now).problems))


def duty(*weeks: str) -> str:
    return "duty:\n" + "".join(f"  - {{week: {week}, inbox: mina}}\n" for week in weeks)


def test_a_roster_goes_over_the_turn_of_the_year() -> None:
    assert "SMM729" not in found(duty("2026-W52", "2026-W53", "2027-W01"))
    assert "SMM729" in found(duty("2026-W52", "2027-W01"))
    assert "SMM729" not in found(duty("2027-W52", "2028-W01"))


def test_weeks_may_stand_in_any_order_and_how_many_are_missing_is_said() -> None:
    problems = findings({"team.yaml": MEMBERS + duty("2027-W05", "2027-W01")}).problems
    assert told(list(problems), "SMM729") == ["weeks missing before 2027-W05: 3, from 2027-W02 on"]


def test_a_roster_has_run_out_on_the_monday_after_it() -> None:
    assert "SMM729" not in found(duty("2026-W49"), "2026-12-06T23:59+09:00")
    assert "SMM729" in found(duty("2026-W49"), "2026-12-07T00:00+09:00")


def test_week_53_is_only_there_in_long_years() -> None:
    assert "SMM728" not in found(duty("2026-W53"))
    assert "SMM728" in found(duty("2027-W53"))


@pytest.mark.parametrize("week", ["2026-49", "2026-W00", "2026-W54", "W49", "2026-w49"])
def test_a_week_has_one_form(week: str) -> None:
    assert "SMM118" in found(duty(week))


@pytest.mark.parametrize(
    ("done", "now", "lapsed"),
    [
        ("2025-12-01", "2026-12-01T23:59+09:00", False),
        ("2025-12-01", "2026-12-02T00:00+09:00", True),
        ("2025-12-01", "", False),
        ("2190-01-01", "2026-12-01T12:00+09:00", False),
    ],
)
def test_training_holds_as_long_as_it_says(done: str, now: str, lapsed: bool) -> None:
    training = f"training: [{{topic: voice, required_for: [approver], valid: 365d, done: {{mina: {done}, juno: {done}}}}}]\n"
    assert ("SMM727" in found(training, now)) is lapsed


def test_training_that_was_never_done_is_told_without_a_clock() -> None:
    assert "SMM727" in found(
        "training: [{topic: voice, required_for: [approver], done: {mina: 2026-09-01}}]\n"
    )
    assert "SMM727" not in found("training: [{topic: voice, required_for: [legal], done: {}}]\n")


@pytest.mark.parametrize(
    ("hours", "wrong"),
    [
        ('{days: [Mon], from: "09:00", to: "18:00"}', False),
        ('{days: [Mon], from: "00:00", to: "23:59"}', False),
        ('{days: [Mon], from: "09:00", to: "09:00"}', True),
        ('{days: [Mon], to: "18:00"}', True),
        ('{from: "09:00", to: "18:00"}', True),
        ("{holidays: [2026-12-25]}", True),
        ("{}", False),
        ('{days: [mon], from: "09:00", to: "18:00"}', True),
    ],
)
def test_hours_are_whole_or_not_there(hours: str, wrong: bool) -> None:
    assert ("SMM730" in found(f"hours: {hours}\n")) is wrong


@pytest.mark.parametrize(
    ("severity", "wrong"),
    [
        ("{low: 24h, high: 1d}", False),
        ("{low: 24h, high: 1441m}", True),
        ("{low: 24h, medium: 4h, high: 5h}", True),
        ("{high: 1h}", False),
        ("{vip: 48h, low: 24h, high: 1h}", False),
        ("{major: 3h, high: 2h}", False),
    ],
)
def test_what_is_worse_is_answered_sooner(severity: str, wrong: bool) -> None:
    text = f"---\nfor: question\nowner: mina\nseverity: {severity}\n---\n"
    assert ("SMM804" in codes(list(findings({"playbooks/question.md": text}).problems))) is wrong


def test_a_drill_to_come_is_no_drill() -> None:
    text = "---\nfor: crisis\nowner: mina\nspokespeople: [mina]\nholding_text: Soon.\ndrills: [DAY]\n---\n"

    def drilled(day: str) -> bool:
        files = {"stage: grow": "", "playbooks/crisis.md": text.replace("DAY", day)}
        return "SMM806" not in codes(list(findings(files, "2026-12-01T12:00+09:00").problems))

    assert drilled("2026-12-01")
    assert drilled("2025-12-01")
    assert not drilled("2025-11-30")
    assert not drilled("2027-01-01")


def test_a_short_word_is_told_from_a_word_that_is_short_in_another_script() -> None:
    def wide(word: str) -> bool:
        files = {"moderation.yaml": f"hide: ['{word}']\nowner: mina\n"}
        return "SMM807" in codes(list(findings(files).problems))

    assert wide("ok")
    assert not wide("bad")
    assert not wide("욕")
    assert not wide("$$")
