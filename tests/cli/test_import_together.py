"""`smmops import twitter-together` on real git: adopted first, then written, and never sent again."""

import shutil
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "moving" / "together"


def repository(team) -> Path:
    """A clone of a twitter-together repository with one file that is not merged yet."""
    place = team.folder / "tweets-repo"
    shutil.copytree(DATA, place)
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        ("commit", "--quiet", "-m", "tweets"),
    ):
        team.run_git(*words, cwd=place)
    (place / "tweets/draft.tweet").write_text("Not merged yet\n", encoding="utf-8")
    return place


def test_history_is_adopted_then_written_and_never_sent(team):
    place = repository(team)
    words = ("import", "twitter-together", str(place), "--channel", "bluesky-haneul")
    said = team.smmops(*words, "--format", "json")
    assert said.code == 0, said.out
    assert (said.json["live"], len(said.json["posts"])) == (False, 15)
    assert "it is not merged: the tool never sent it" in {each["message"] for each in said.json["remarks"]}
    assert not (team.clone / "content").exists()
    assert "adopted" not in team.smmops("ledger", "show").out

    done = team.smmops(*words, "--live", "--format", "json")
    assert done.code == 0, done.err
    assert done.json["adopted"] == 15
    shown = team.smmops("ledger", "show").out
    assert "15 live" in shown

    assert team.smmops("check").code == 0
    team.run_git("add", "--all")
    team.run_git("commit", "--quiet", "-m", "history")
    planned = team.smmops("plan", "--base", "HEAD~1", "--head", "HEAD", "--format", "json")
    assert {change["action"] for change in planned.json["changes"]} <= {"note"}
    team.run_git("push", "--quiet", "origin", "HEAD:main")
    # even with a time to come and after an edit nothing of it goes out
    hello = next(team.clone.glob("content/*/*/hello.md"))
    text = hello.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("publish_at")]
    hello.write_text("\n".join(lines).replace("Hello, world.", "Hello again."), encoding="utf-8")
    team.commit({}, "edit")
    assert team.smmops("publish", "--live").code == 0
    assert team.live() == []

    again = team.smmops(*words, "--live", "--format", "json")
    assert again.json["adopted"] == 0


def test_a_second_run_changes_nothing(team):
    place = repository(team)
    words = ("import", "twitter-together", str(place), "--channel", "bluesky-haneul", "--live")
    assert team.smmops(*words).code == 0
    before = {path: path.read_bytes() for path in (team.clone / "content").rglob("*") if path.is_file()}
    ran = team.smmops(*words, "--format", "json")
    assert (ran.code, ran.json["adopted"]) == (0, 0)
    assert all(post["there"] for post in ran.json["posts"])
    assert {
        path: path.read_bytes() for path in (team.clone / "content").rglob("*") if path.is_file()
    } == before


def test_without_a_ledger_nothing_is_written(team):
    team.run_git("push", "--quiet", "origin", "--delete", "smmops-state")
    ran = team.smmops(
        "import", "twitter-together", str(repository(team)), "--channel", "bluesky-haneul", "--live"
    )
    assert ran.code == 75
    assert not (team.clone / "content").exists()
