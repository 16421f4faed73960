"""The calendar shows what the ledger knows, as far as it lies in the clone."""

import shutil
from datetime import UTC, datetime


def test_what_is_live_is_shown_as_live_without_asking_the_remote(team):
    team.post("autumn", "New books on Saturday", channels="bluesky-haneul, mastodon-haneul")
    assert team.smmops("publish", "--live").code == 0
    shutil.move(team.folder / "origin.git", team.folder / "gone.git")
    month = f"{datetime.now(UTC):%Y-%m}"
    facts = team.smmops("calendar", "--month", month, "--format", "json").json
    assert facts["ledger"] is True
    assert {row["state"] for row in facts["posts"]} == {"live"}
    text = team.smmops("calendar", "--month", month).out
    assert "✓ 1 live" in text
    assert "from the files alone" not in text


def test_a_post_that_is_live_is_not_moved_to_another_time(team):
    team.post("autumn", "New books on Saturday")
    assert team.smmops("publish", "--live").code == 0
    settings = (team.clone / "smmops.yaml").read_text(encoding="utf-8")
    slotted = settings.replace("handle: haneul.example\n", "handle: haneul.example\n    slots: [Tue 09:30]\n")
    (team.clone / "smmops.yaml").write_text(slotted, encoding="utf-8")
    ran = team.smmops("schedule", "autumn", "--move", "--write")
    assert ran.code == 1
    assert "autumn is live or under way on bluesky-haneul" in ran.out


def test_a_clone_without_the_state_branch_says_that_it_knows_files_alone(team):
    team.post("autumn", "New books on Saturday")
    team.run_git(
        "clone", "--quiet", "--single-branch", str(team.folder / "origin.git"), str(team.folder / "new")
    )
    ran = team.smmops("-C", str(team.folder / "new"), "calendar")
    assert ran.code == 0
    assert "from the files alone" in ran.out


def test_an_order_to_pause_is_said_where_this_clone_has_it(team):
    text = "---\npublish_at: 2030-12-03 09:30\nchannels: [bluesky-haneul]\n---\nNew books on Saturday\n"
    team.commit({"content/2030/12/autumn.md": text})
    assert team.smmops("pause", "--scope", "bluesky-haneul", "--reason", "a flood", "--live").code == 0
    shown = team.smmops("calendar", "--month", "2030-12")
    assert " paused bluesky-haneul: a flood" in shown.out
    assert "⏹ 1 frozen" in shown.out
    assert "⏹ bluesky-haneul: paused by " in team.smmops("preview", "autumn").out


def test_a_post_that_is_live_is_not_called_blocked_by_a_pause(team):
    team.post("autumn", "New books on Saturday")
    assert team.smmops("publish", "--live").code == 0
    assert team.smmops("pause", "--reason", "a flood", "--live").code == 0
    assert "paused by" not in team.smmops("preview", "autumn").out
