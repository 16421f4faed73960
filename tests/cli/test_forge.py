"""`smmops forge comment` and `smmops forge tell` as people and jobs run them; the workflows' tests run them live."""

import pytest

from tests.cli.test_github import github as _github
from tests.forge.github.hub import Account, Checked, Kept, Pull
from tests.forge.packed import packed

github = _github
JUNO = Account(1002, "juno-writes")


@pytest.mark.parametrize("words", [("comment", "--run", "8812"), ("tell",)])
def test_a_forge_that_is_git_alone_says_that_it_has_no_comments(team, words):
    ran = team.smmops("forge", *words)
    assert ran.code == 1
    assert "git alone: it has no pull requests, comments or issues" in ran.err
    assert "smmops plan" in ran.err


@pytest.mark.parametrize(
    "words", [("comment",), ("comment", "--run", "0"), ("tell", "--since", "soon"), ("tell", "--since", "0d")]
)
def test_wrong_words_are_a_matter_of_usage(team, words):
    assert team.smmops("forge", *words).code == 64


def test_a_trial_prints_the_comment_and_writes_nothing(github):
    base = github.team.run_git("rev-parse", "origin/main").strip()
    path = github.team.clone / "content" / "2026" / "12" / "autumn.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "---\npublish_at: 2099-12-01 09:30\nchannels: [bluesky-haneul]\n---\nNew books 🍂\n", encoding="utf-8"
    )
    github.team.run_git("add", "--all")
    github.team.run_git("commit", "--quiet", "-m", "autumn")
    head = github.team.run_git("rev-parse", "HEAD").strip()
    made = github.team.smmops("plan", "--base", base, "--head", head, "--format", "json")
    github.hub.pulls[7] = Pull(7, JUNO, head, "autumn", github.hub.now())
    github.hub.checks[8812] = Checked(8812, head, "autumn")
    github.hub.artifacts.append(Kept(1, 8812, "smmops-plan", packed({"plan.json": made.out.encode()})))
    ran = github.smmops("forge", "comment", "--run", "8812")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("<!-- smmops:plan v1 repo=777001 pr=7 -->")
    assert "New books 🍂" in ran.out
    assert github.hub.comments == []
    facts = github.smmops("forge", "comment", "--run", "8812", "--live", "--format", "json").json
    assert (facts["pull_request"], facts["written"], facts["no_plan"]) == (7, True, None)
    assert github.hub.comments[0].body.startswith("<!-- smmops:plan v1")


def test_nothing_to_tell_is_said(github):
    ran = github.smmops("forge", "tell")
    assert (ran.code, ran.out.strip()) == (0, "nothing to tell: the forge says what the ledger says")


def test_what_would_be_told_is_listed(github):
    from tests.cli.test_github import MINA

    github.merge("autumn", "New books on Saturday", MINA)
    github.smmops("publish", "--live")
    ran = github.smmops("forge", "tell")
    assert (ran.code, ran.out.splitlines()) == (0, ["comment  #1", "next: smmops forge tell --live"])
    assert github.hub.comments == []
    facts = github.smmops("forge", "tell", "--live", "--format", "json").json
    assert facts["told"] == [{"number": 1, "title": "#1", "what": "comment"}]
    assert "✓ live" in github.hub.comments[0].body


def test_without_a_token_the_command_says_which_one_it_needs(github):
    ran = github.smmops("forge", "tell", GITHUB_TOKEN="")
    assert ran.code == 1
    assert "GITHUB_TOKEN" in ran.err


def test_an_alarm_that_the_forge_refuses_is_no_green_run(github):
    top = github.team.folder / "hand"
    github.team.run_git("clone", "--quiet", "--branch", "smmops-state", "../origin.git", str(top))
    (top / "haneul" / "ledger").mkdir(parents=True, exist_ok=True)
    (top / "haneul" / "ledger" / "stray.json").write_text("{}", encoding="utf-8")
    github.team.run_git("add", "--all", cwd=top)
    github.team.run_git("commit", "--quiet", "-m", "by hand", cwd=top)
    github.team.run_git("push", "--quiet", "origin", "HEAD:smmops-state", cwd=top)
    github.team.run_git("fetch", "--quiet", "origin")
    github.hub.rights = {"contents": "read", "actions": "write"}
    ran = github.smmops("audit", "--alarm")
    assert ran.code == 1
    assert "GITHUB_TOKEN may not do this on GitHub" in ran.err
    assert github.hub.issues == {}
    github.hub.rights = {"contents": "read", "actions": "write", "issues": "write"}
    ran = github.smmops("audit", "--alarm")
    assert ran.code == 1
    assert "the alarm stands at https://" in ran.err
    assert len(github.hub.issues) == 1
