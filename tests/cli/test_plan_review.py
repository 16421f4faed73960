"""`plan` on the command line: real git, a real ledger, and what people did on the networks."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from smmops.cli import exits
from smmops.cli.main import run
from tests.plan.stage import TEAM, post, settings


@dataclass
class Clone:
    """A clone whose origin has a workspace of two posts on main."""

    folder: Path

    def git(self, *words: str) -> str:
        ran = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, text=True, check=True)
        return ran.stdout.strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        for name, text in files.items():
            path = self.folder / (name if "." in name else f"content/2026/12/{name}.md")
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, files: Mapping[str, str | None], *, push: bool = False) -> str:
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "content: a change")
        if push:
            self.git("push", "--quiet", "origin", "HEAD:main")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path) -> Clone:
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", "origin.git"], cwd=tmp_path, check=True
    )
    subprocess.run(
        ["git", "clone", "--quiet", "origin.git", "clone"], cwd=tmp_path, check=True, capture_output=True
    )
    made = Clone(tmp_path / "clone")
    files = {"smmops.yaml": settings(), "team.yaml": TEAM, "brew": post("Brew."), "shop": post("Shop.")}
    made.commit(files, push=True)
    return made


def plan(clone: Clone, capsys, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(clone.folder), "plan", "--now", "2026-11-25T12:00+09:00", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def facts(clone: Clone, capsys, *words: str) -> dict[str, object]:
    code, out, err = plan(clone, capsys, "--format", "json", *words)
    assert code in (exits.FINE, exits.PROBLEMS), err
    return json.loads(out)


def actions(facts) -> list[tuple[str, str]]:
    return [(change["action"], change["post"]) for change in facts["changes"]]


def test_the_work_tree_is_compared_with_the_remotes_main(clone, capsys):
    assert plan(clone, capsys, "--detailed-exitcode")[0] == exits.FINE
    clone.write({"brew": post("Brewed."), "new": post("New.")})
    code, out, _ = plan(clone, capsys, "--detailed-exitcode")
    assert code == exits.CHANGES
    assert out.startswith("Merging publishes 1 post on Tue 1 Dec 09:30 KST and edits 1 post.")
    assert plan(clone, capsys)[0] == exits.FINE


def test_a_guard_is_exit_1_and_3_with_detailed_codes_until_somebody_answers_for_it(clone, capsys):
    clone.write({"smmops.yaml": settings().replace("handle: acme.example", "handle: other.example")})
    code, out, _ = plan(clone, capsys)
    assert code == exits.PROBLEMS
    assert "account: channel bluesky-acme: handle was acme.example" in out
    assert plan(clone, capsys, "--detailed-exitcode")[0] == exits.STOPPED
    assert plan(clone, capsys, "--acknowledge", "account")[0] == exits.FINE
    assert plan(clone, capsys, "--detailed-exitcode", "--acknowledge", "account")[0] == exits.CHANGES


def test_a_guard_that_does_not_exist_is_wrong_usage(clone, capsys):
    code, _, err = plan(clone, capsys, "--acknowledge", "everything")
    assert code == exits.USAGE
    assert "max-changed" in err


def test_what_main_got_meanwhile_is_not_cancelled(clone, capsys):
    start = clone.git("rev-parse", "HEAD")
    clone.commit({"late": post("Came in meanwhile.")}, push=True)
    clone.git("reset", "--quiet", "--hard", start)
    clone.write({"mine": post("Mine.")})
    assert actions(facts(clone, capsys)) == [("publish", "mine")]
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "-m", "mine")
    assert actions(facts(clone, capsys, "--head", "HEAD")) == [("publish", "mine")]


def test_a_conflict_is_said_with_what_to_do(clone, capsys):
    start = clone.git("rev-parse", "HEAD")
    clone.commit({"brew": post("Theirs.")}, push=True)
    clone.git("reset", "--quiet", "--hard", start)
    clone.write({"brew": post("Mine.")})
    code, _, err = plan(clone, capsys)
    assert code == exits.PROBLEMS
    assert "both the base and the work tree changed content/2026/12/brew.md" in err
    clone.git("commit", "--quiet", "-a", "-m", "mine")
    code, _, err = plan(clone, capsys, "--head", "HEAD")
    assert code == exits.PROBLEMS
    assert "HEAD cannot be merged into the base" in err


def test_a_merge_commit_of_a_pull_request_is_compared_with_its_first_parent(clone, capsys):
    clone.commit({"new": post("New.")})
    made = facts(clone, capsys, "--base", "HEAD^1", "--head", "HEAD")
    assert actions(made) == [("publish", "new")]
    assert made["inputs"]["head"] == clone.git("rev-parse", "HEAD")


def test_the_digest_does_not_depend_on_which_commit_carries_it(clone, capsys):
    clone.write({"new": post("New.")})
    loose = facts(clone, capsys)["plan_digest"]
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "-m", "new")
    assert facts(clone, capsys, "--head", "HEAD")["plan_digest"] == loose


def test_the_comment_and_the_json_come_from_one_run(clone, capsys, tmp_path):
    clone.write({"new": post("New.")})
    code, out, _ = plan(clone, capsys, "--format", "markdown", "--json-into", str(tmp_path / "plan.json"))
    assert code == exits.FINE
    kept = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert kept["plan_digest"] in out
    assert kept["format_version"] == "1.1"


def test_a_clone_without_main_says_how_to_get_it(tmp_path, capsys):
    alone = Clone(tmp_path)
    alone.git("init", "--quiet", "--initial-branch=draft")
    alone.commit({"smmops.yaml": settings(), "team.yaml": TEAM})
    code, _, err = plan(alone, capsys)
    assert code == exits.USAGE
    assert "this clone has no origin/main to compare with" in err
    assert plan(alone, capsys, "--base", "HEAD")[0] == exits.FINE


def test_a_workspace_that_cannot_be_read_points_to_check(clone, capsys):
    clone.write({"team.yaml": "members: [\n"})
    code, _, err = plan(clone, capsys)
    assert code == exits.PROBLEMS
    assert "smmops check" in err


def test_a_channel_without_a_payload_is_wrong_usage(clone, capsys):
    assert plan(clone, capsys, "--channel", "x-acme")[0] == exits.USAGE


def test_what_people_change_on_the_networks_is_shown_by_itself(team):
    team.post("brew", "Warm the kettle.")
    team.post("shop", "We open at seven.", channels="mastodon-haneul")
    assert team.smmops("publish", "--live").code == 0
    page = f"{team.sandbox.url}/_sandbox"
    control = team.sandbox.control
    (one,) = control.live("mastodon", "haneul")
    (two,) = control.live("bluesky", "haneul.example")
    own = {"origin": team.sandbox.url}
    with httpx.Client(follow_redirects=True, headers=own) as browser:
        form = {"id": one["id"], "text": "We open at noon."}
        assert browser.post(f"{page}/mastodon/haneul/edit", data=form).status_code == 200
        assert (
            browser.post(f"{page}/bluesky/haneul.example/delete", data={"id": two["id"]}).status_code == 200
        )
    drifted = []
    for _ in range(30):
        team.smmops("publish", "--live")
        drifted = team.smmops("plan", "--format", "json").json["drift"]
        if len(drifted) == 2:
            break
    assert {(each["post"], each["reason"]) for each in drifted} == {
        ("brew", "part 1 was deleted on the network"),
        ("shop", "part 1 was edited on the network"),
    }
    shown = team.smmops("plan")
    assert shown.code == 0
    assert shown.out.startswith("No changes: merging does nothing. 2 publications were changed outside.")
    assert "Changed outside smmops\n  ≠ brew  bluesky-haneul  part 1 was deleted on the network" in shown.out


def test_what_is_live_stands_as_live_in_the_plan(team):
    team.post("brew", "Warm the kettle.")
    assert team.smmops("publish", "--live").code == 0
    path = next(team.clone.glob("content/2026/*/brew.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("Warm", "Heat"), encoding="utf-8")
    made = team.smmops("plan", "--format", "json").json
    (change,) = made["changes"]
    assert change["live"]["live"] is True
    assert change["live"]["url"]
    assert change["action"] == "edit"
    assert made["inputs"]["ledger"]
