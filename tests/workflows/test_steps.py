"""The workflows that `init` writes, run for real: a pull request is checked, a reviewed merge is published."""

import pytest

from tests.forge.github.hub import TOKEN
from tests.workflows.town import MINA, PASSWORD, Town

pytestmark = pytest.mark.journey


def test_a_pull_request_is_checked_and_its_plan_is_shown(town: Town) -> None:
    steps = town.checked(town.open("autumn", "New books on Saturday"), 8812)
    assert [step.code for step in steps] == [0, 0, 0], steps
    assert [step.name for step in steps] == ["Install smmops, by hash", "Check", "Plan what merging does"]
    assert "New books on Saturday" in town.summary.read_text(encoding="utf-8")


def test_a_pull_request_that_is_wrong_is_red_and_annotated(town: Town) -> None:
    steps = {step.name: step for step in town.checked(town.open("long", "word " * 80), 8812)}
    assert steps["Check"].code == 1
    assert "::error file=content/" in steps["Check"].said
    assert "SMM204" in steps["Check"].said


def test_a_reviewed_merge_is_published_and_a_second_run_finds_nothing_to_do(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    secrets = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}
    steps = town.runner("publish-1", **secrets).job("smmops-publish.yml", "publish")
    assert [step.code for step in steps] == [0, 0, 0, 0], steps
    assert town.live() == ["New books on Saturday"]
    assert "smmops-metrics" in town.git("ls-remote", "--heads", "origin")
    again = town.runner("publish-2", **secrets).job("smmops-publish.yml", "publish")
    assert "nothing to do" in again[1].said
    assert town.live() == ["New books on Saturday"]
    assert PASSWORD not in "".join(step.said for step in (*steps, *again))
    assert TOKEN not in "".join(step.said for step in (*steps, *again))


def test_without_its_secret_the_job_is_red_and_says_which_one(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    steps = {step.name: step for step in town.runner("publish-1").job("smmops-publish.yml", "publish")}
    assert steps["Publish what is due"].code == 75
    assert "BLUESKY_HANEUL_APP_PASSWORD" in steps["Publish what is due"].said
    assert town.live() == []


def test_the_daily_audit_is_quiet_where_all_is_well_and_keeps_the_schedules_on(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    secrets = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}
    assert all(
        step.code == 0 for step in town.runner("publish", **secrets).job("smmops-publish.yml", "publish")
    )
    runner = town.runner("audit")
    steps = runner.job("smmops-audit.yml", "audit")
    assert [step.code for step in steps] == [0, 0], steps
    assert town.server.hub.issues == {}
    assert town.server.hub.enabled == ["smmops-publish.yml", "smmops-audit.yml"]
    assert "haneul/autumn.bluesky-haneul" in runner.summary.read_text(encoding="utf-8")
    assert (runner.checkout / "audit.json").exists()


def test_the_daily_audit_rings_by_one_issue_while_the_ledger_is_broken(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    secrets = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}
    town.runner("publish", **secrets).job("smmops-publish.yml", "publish")
    town.git("clone", "--quiet", "--branch", "smmops-state", "origin.git", "hand", at=town.folder)
    hand = town.folder / "hand"
    (receipt,) = hand.glob("haneul/ledger/*/autumn/*/*-published.json")
    receipt.unlink()
    town.git("commit", "--quiet", "--all", "-m", "tidy", at=hand)
    town.git("push", "--quiet", "origin", "HEAD:smmops-state", at=hand)
    for name in ("audit-1", "audit-2"):
        steps = town.runner(name).job("smmops-audit.yml", "audit")
        assert steps[-1].code == 1, steps
    (issue,) = town.server.hub.issues.values()
    assert issue.labels == ["smmops-alarm"]
    assert "SMM452" in issue.body
