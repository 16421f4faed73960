"""From a pull request to its comment, its publication and its issue: every step of the workflows, run for real."""

import re

import pytest

from tests.forge.github.hub import TOKEN, Account, Kept, Labelled
from tests.forge.packed import packed
from tests.render.test_sticky import EVIL, assert_harmless
from tests.workflows.town import MINA, PASSWORD, Town

pytestmark = pytest.mark.journey

SECRETS = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}


def test_the_plan_of_a_pull_request_becomes_its_one_comment(town: Town) -> None:
    pull = town.open("autumn", "New books on Saturday")
    assert [step.code for step in town.checked(pull, 8812)] == [0, 0, 0]
    steps = town.commented(8812)
    assert [step.code for step in steps] == [0, 0], steps
    (body,) = town.comments(pull.number)
    assert body.startswith(
        f"<!-- smmops:plan v1 repo=777001 pr={pull.number} -->\n<!-- smmops:run head={pull.head} run=8812"
    )
    assert "**Merging publishes 1 post on" in body
    assert "New books on Saturday" in body
    ledger = town.git("rev-parse", "origin/smmops-state")
    base = town.git("rev-parse", "origin/main")
    for stated in (
        f"head `{pull.head}`",
        f"base `{base}`",
        f"ledger `{ledger}`",
        "digest `sha256:",
        "as of ",
    ):
        assert stated in body
    assert TOKEN not in "".join(step.said for step in steps)


def test_the_next_commit_mends_the_comment_in_place(town: Town) -> None:
    pull = town.open("autumn", "New books on Saturday")
    town.checked(pull, 1)
    town.commented(1)
    town.open("autumn", "New books on Sunday")
    town.checked(pull, 2)
    town.commented(2)
    (body,) = town.comments(pull.number)
    assert "Sunday" in body
    assert "Saturday" not in body
    late = town.commented(1)  # the older check's job comes late
    assert "nothing to write: no open pull request" in late[-1].said
    assert town.comments(pull.number) == [body]


def test_a_fork_is_checked_without_a_secret_and_commented_by_main(town: Town) -> None:
    pull = town.open("autumn", "New books on Saturday", where="fork")
    assert [step.code for step in town.checked(pull, 1)] == [0, 0, 0]
    assert [step.code for step in town.commented(1)] == [0, 0]
    assert len(town.comments(pull.number)) == 1


def test_a_hostile_pull_request_is_annotated_summed_up_and_commented_without_harm(town: Town) -> None:
    """Mentions, HTML, fences, tables, workflow commands, our own markers, directions, a hundred thousand characters."""
    pull = town.open("evil", (EVIL.replace("<!--", "< !--") * 100)[:100_000])
    steps = {step.name: step for step in town.checked(pull, 1)}
    assert steps["Check"].code == 1
    commands = [line for line in steps["Check"].said.splitlines() if line.lstrip().startswith("::")]
    assert 1 <= len(commands) <= 10
    assert all(line.startswith(("::error ", "::warning ")) for line in commands)
    assert town.summary.stat().st_size < 1024 * 1024
    assert [step.code for step in town.commented(1)] == [0, 0]
    (body,) = town.comments(pull.number)
    assert_harmless(body, address="https://github.example/haneul-books/social/actions/runs/1")
    assert "more characters" in body
    town.open("evil", EVIL)  # a remark in HTML is an error of the file, which then is not shown at all
    assert any(step.code for step in town.checked(pull, 2))
    town.commented(2)
    (body,) = town.comments(pull.number)
    assert_harmless(body, address="https://github.example/haneul-books/social/actions/runs/2")
    assert "1 file has errors" in body


def test_a_red_check_says_so_in_the_comment(town: Town) -> None:
    pull = town.open("long", "word " * 80)
    steps = {step.name: step for step in town.checked(pull, 1)}
    assert steps["Check"].code == 1
    town.commented(1)
    (body,) = town.comments(pull.number)
    assert "✗ The check is red" in body
    assert "(https://github.example/haneul-books/social/actions/runs/1)" in body


def test_a_plan_that_cannot_be_made_is_said_and_a_file_of_that_name_is_not_taken_for_it(town: Town) -> None:
    town.git("switch", "--quiet", "-C", "broken", "origin/main")
    (town.people / "smmops.yaml").write_text("version: 99\n", encoding="utf-8")
    (town.people / "plan.json").write_text('{"a": "lie"}', encoding="utf-8")
    town.git("add", "--all")
    town.git("commit", "--quiet", "-m", "broken")
    pull = town.opened("broken", town.git("rev-parse", "HEAD"))
    assert [step.code for step in town.checked(pull, 1)] == [0, 1, 1]
    assert town.server.hub.artifacts == []
    assert [step.code for step in town.commented(1)] == [0, 0]
    (body,) = town.comments(pull.number)
    assert "**No plan of this pull request: the check left no plan**" in body


def test_a_folder_called_pip_in_a_pull_request_is_not_run(town: Town) -> None:
    town.git("switch", "--quiet", "-C", "sly", "origin/main")
    for name in ("pip", "smmops"):
        folder = town.people / name
        folder.mkdir()
        (folder / "__init__.py").write_text("raise SystemExit('mine')\n", encoding="utf-8")
        (folder / "__main__.py").write_text("raise SystemExit('mine')\n", encoding="utf-8")
    town.git("add", "--all")
    town.git("commit", "--quiet", "-m", "sly")
    pull = town.opened("sly", town.git("rev-parse", "HEAD"))
    steps = town.checked(pull, 1)
    assert "mine" not in "".join(step.said for step in steps)
    assert [step.code for step in steps] == [0, 0, 0], steps


def test_a_pull_request_that_changes_its_own_check_is_not_believed(town: Town) -> None:
    """Its workflow may upload whatever it likes: the comment says so, and holds what is uploaded to its form."""
    pull = town.open("sly", "New books on Saturday")
    pull.files.append((".github/workflows/smmops-check.yml", None))
    town.checked(pull, 1)
    town.commented(1)
    (body,) = town.comments(pull.number)
    assert "⚠ This pull request changes the workflows" in body
    town.server.hub.artifacts.append(Kept(99, 1, "smmops-plan", packed({"../plan.json": b"{}"})))
    assert [step.code for step in town.commented(1)] == [0, 0]
    (body,) = town.comments(pull.number)
    assert "No plan of this pull request: the archive of the plan cannot be used" in body


def test_a_run_of_another_workflow_is_refused(town: Town) -> None:
    pull = town.open("autumn", "New books on Saturday")
    town.checked(pull, 1, path=".github/workflows/mine.yml")
    assert [step.code for step in town.commented(1)] == [0, 64]
    town.checked(pull, 2, event="push")
    assert [step.code for step in town.commented(2)] == [0, 64]
    assert town.comments(pull.number) == []


def test_what_went_out_stands_in_the_comment_of_its_pull_request(town: Town) -> None:
    pull = town.open("autumn", "New books on Saturday")
    town.checked(pull, 1)
    town.commented(1)
    (before,) = town.comments(pull.number)
    town.squash("autumn", pull.head, MINA)
    steps = town.runner("publish-1", **SECRETS).job("smmops-publish.yml", "publish")
    assert [step.code for step in steps] == [0, 0, 0, 0], steps
    assert steps[-1].said == f"comment  #{pull.number}\n"
    (after,) = town.comments(pull.number)
    assert "**✓ 1 of 1 live**" in after
    assert re.search(
        r"\| `autumn` \| bluesky-haneul \| ✓ live \| .* KST \| look at it: http&#8203;://127", after
    )
    assert after.endswith(before.split("-->\n", 2)[2].strip())
    again = town.runner("publish-2", **SECRETS).job("smmops-publish.yml", "publish")
    assert again[-1].said == "nothing to tell: the forge says what the ledger says\n"
    assert town.comments(pull.number) == [after]


def test_what_is_held_gets_one_issue_that_is_closed_when_it_is_decided(town: Town) -> None:
    town.open("late", "New books on Saturday")
    path = next((town.people / "content").rglob("late.md"))
    text = re.sub(r"publish_at: \S+", "publish_at: 2026-01-05", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    town.git("commit", "--quiet", "--all", "-m", "late")
    town.squash("late", town.git("rev-parse", "HEAD"), MINA)
    for n in (1, 2):
        steps = town.runner(f"publish-{n}", **SECRETS).job("smmops-publish.yml", "publish")
        assert [step.code for step in steps] == [0, 0, 0, 0], steps
    (issue,) = town.server.hub.issues.values()
    assert (issue.title, issue.state) == ("late on bluesky-haneul: held", "open")
    assert "give it a new `publish_at`" in issue.body
    town.git("switch", "--quiet", "main")
    path.write_text(text.replace("2026-01-05", "2099-01-05"), encoding="utf-8")
    town.git("commit", "--quiet", "--all", "-m", "another time")
    town.git("push", "--quiet", "origin", "main")
    town.runner("publish-3", **SECRETS).job("smmops-publish.yml", "publish")
    assert issue.state == "closed"


def test_what_cannot_be_told_leaves_what_was_sent_as_it_is(town: Town) -> None:
    """A job whose rights somebody took away is red, after the receipt is pushed."""
    pull = town.open("autumn", "New books on Saturday")
    town.squash("autumn", pull.head, MINA)
    runner = town.runner("publish-1", **SECRETS)
    file = runner.checkout / ".github" / "workflows" / "smmops-publish.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("issues: write", "issues: read"), encoding="utf-8"
    )
    steps = {step.name: step for step in runner.job("smmops-publish.yml", "publish")}
    assert steps["Publish what is due"].code == 0
    assert steps["Tell what went out and what waits for a person"].code == 75
    assert "may not do this" in steps["Tell what went out and what waits for a person"].said
    assert town.live() == ["New books on Saturday"]


def test_an_emergency_is_published_and_asks_for_its_review(town: Town) -> None:
    pull = town.open("price", "The price is 12,000 won")
    pull.labels, pull.body = ["break-glass"], "Break-glass: the shop shows 1 won"
    pull.events = [Labelled("labeled", "break-glass", pull.opened, MINA)]
    town.squash("price", pull.head)
    steps = town.runner("publish-1", **SECRETS).job("smmops-publish.yml", "publish")
    assert town.live() == ["The price is 12,000 won"], steps
    (issue,) = town.server.hub.issues.values()
    assert issue.title.startswith(f"Emergency merge #{pull.number}: review it by ")
    assert "Written by juno, merged by mina." in issue.body
    assert "the shop shows 1 won" in issue.body
    assert "- `price.bluesky-haneul`" in issue.body


def test_a_strangers_comment_with_our_marker_is_left_alone(town: Town) -> None:
    pull = town.open("autumn", "New books on Saturday")
    marker = f"<!-- smmops:plan v1 repo=777001 pr={pull.number} -->"
    town.server.hub.comments.append(_said(pull.number, f"{marker}\n**Merging does nothing.**"))
    town.checked(pull, 1)
    town.commented(1)
    first, second = town.comments(pull.number)
    assert first == f"{marker}\n**Merging does nothing.**"
    assert "**Merging publishes 1 post" in second


def _said(number: int, body: str):
    from tests.forge.github.hub import Said

    return Said(7, number, Account(6006, "stranger"), body)
