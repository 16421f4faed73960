"""`smmops schedule`: the next free slots, and what is written into files."""

import json
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from tests.cli.desk import DRAFT, desk

FROM = ("--from", "2030-12-01")  # a Sunday that no machine's clock has reached


def schedule(top: Path, capsys, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(top), "schedule", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def files(top: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()
    }


def test_without_write_nothing_is_touched_and_the_times_are_told(tmp_path, capsys):
    top = desk(tmp_path)
    before = files(top)
    code, out, _ = schedule(top, capsys, "beans", *FROM)
    assert code == exits.FINE
    assert "bluesky-acme   Tue 3 Dec 2030 09:30 KST (00:30 UTC)" in out
    assert "content/2026/11/beans.md moves to content/2030/12/beans.md" in out
    assert "smmops schedule beans --write" in out
    assert files(top) == before


def test_with_write_only_the_time_changes_and_the_file_moves_to_its_month(tmp_path, capsys):
    top = desk(tmp_path)
    before = files(top)
    code, _, _ = schedule(top, capsys, "beans", *FROM, "--write")
    assert code == exits.FINE
    after = files(top)
    assert set(before) ^ set(after) == {"content/2026/11/beans.md", "content/2030/12/beans.md"}
    written = after["content/2030/12/beans.md"].decode()
    assert written.replace("publish_at: 2030-12-03 09:30\n", "") == DRAFT


def test_channels_with_other_slots_get_times_of_their_own(tmp_path, capsys):
    top = desk(tmp_path)
    schedule(top, capsys, "beans", "--from", "2030-12-04", "--write")  # bluesky Thu 18:00, mastodon Fri 12:00
    text = (top / "content/2030/12/beans.md").read_text(encoding="utf-8")
    assert "publish_at: 2030-12-05 18:00\n" in text
    assert "options:\n  mastodon-acme:\n    publish_at: 2030-12-06 12:00\n" in text
    run(["-C", str(top), "check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["problems"]
    own = [each for each in found if each["path"].endswith("beans.md")]
    assert [each["code"] for each in own if each["severity"] == "error"] == []


def test_several_posts_take_slots_in_the_order_given(tmp_path, capsys):
    more = {
        f"content__2026__12__{name}_dot_md": f"---\nchannels: [bluesky-acme]\n---\n{name} text\n"
        for name in ("one", "two", "three")
    }
    top = desk(tmp_path, **more)
    _, out, _ = schedule(top, capsys, "two", "one", "three", *FROM, "--format", "json")
    rows = json.loads(out)["posts"]
    assert [(row["post"], row["channels"]["bluesky-acme"]["publish_at"]) for row in rows] == [
        ("two", "2030-12-03 09:30"),
        ("one", "2030-12-05 18:00"),
        ("three", "2030-12-10 09:30"),
    ]


def test_a_post_that_has_a_time_keeps_it_unless_it_is_to_move(tmp_path, capsys):
    top = desk(tmp_path)
    before = files(top)
    code, out, _ = schedule(top, capsys, "brew-at-home", *FROM, "--write")
    assert code == exits.PROBLEMS
    assert "brew-at-home has a time already" in out
    assert files(top) == before
    code, _, _ = schedule(top, capsys, "brew-at-home", *FROM, "--move", "--write")
    assert code == exits.FINE
    text = (top / "content/2030/12/brew-at-home.md").read_text(encoding="utf-8")
    assert "title: Brew at home        # for people\npublish_at: 2030-12-03 09:30\n" in text


def test_times_of_one_channel_that_no_longer_differ_go(tmp_path, capsys):
    post = (
        "---\npublish_at: 2026-12-01 09:30\nchannels: [bluesky-acme, mastodon-acme]\n"
        "options:\n  mastodon-acme: {publish_at: 18:00}\n  bluesky: {publish_at: 19:00}\n---\nHello\n"
    )
    top = desk(tmp_path, content__2026__12__hello_dot_md=post)
    schedule(top, capsys, "hello", *FROM, "--move", "--write")
    text = (top / "content/2030/12/hello.md").read_text(encoding="utf-8")
    assert "mastodon-acme" not in text.split("options:")[1]
    run(["-C", str(top), "calendar", "--month", "2030-12", "--format", "json"])
    (row,) = json.loads(capsys.readouterr().out)["posts"]
    assert (row["local"], len(row["channels"])) == ("2030-12-03T09:30+09:00", 2)


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("protect: true\nchannels: [bluesky-acme]\n", "it is protected"),
        ("channels: [bluesky-acme]\nmedia: [{file: ./x.jpg, alt: x}]\n", "its media lie beside it"),
    ],
)
def test_a_file_that_should_not_move_stays_and_says_why(tmp_path, capsys, front, why):
    top = desk(tmp_path, content__2026__12__stay_dot_md=f"---\n{front}---\nHello\n")
    (top / "content/2026/12/x.jpg").write_bytes(b"\xff\xd8\xff")
    code, out, _ = schedule(top, capsys, "stay", *FROM, "--write")
    assert code == exits.FINE
    assert why in out
    assert "publish_at: 2030-12-03 09:30" in (top / "content/2026/12/stay.md").read_text(encoding="utf-8")


def test_a_post_outside_the_months_folders_stays_there(tmp_path, capsys):
    top = desk(tmp_path, content__launch__stay_dot_md="---\nchannels: [bluesky-acme]\n---\nHello\n")
    schedule(top, capsys, "stay", *FROM, "--write")
    assert "publish_at: 2030-12-03 09:30" in (top / "content/launch/stay.md").read_text(encoding="utf-8")


def test_a_channel_without_slots_says_what_to_write(tmp_path, capsys):
    top = desk(tmp_path, content__2026__12__x_dot_md="---\nchannels: [x-acme]\n---\nHello\n")
    code, out, _ = schedule(top, capsys, "x", *FROM)
    assert code == exits.PROBLEMS
    assert "x-acme has no slots" in out
    assert "slots: [Tue 09:30, Thu 18:00]" in out


def test_nothing_is_scheduled_before_the_workspace_began(tmp_path, capsys):
    top = desk(tmp_path)
    settings = (top / "smmops.yaml").read_text(encoding="utf-8")
    (top / "smmops.yaml").write_text(settings + "since: 2031-01-01\n", encoding="utf-8")
    _, out, _ = schedule(top, capsys, "beans", *FROM)
    assert "Thu 2 Jan 2031" in out
    assert "2030" not in out.replace("content/2030", "")


def test_what_is_no_post_or_no_day_is_wrong_usage(tmp_path, capsys):
    top = desk(tmp_path)
    code, _, err = schedule(top, capsys, "beens")
    assert (code, "did you mean beans" in err) == (exits.USAGE, True)
    code, _, err = schedule(top, capsys, "beans", "--from", "tomorrow")
    assert (code, "write 2026-12-01" in err) == (exits.USAGE, True)


def test_a_link_is_never_written_through(tmp_path, capsys):
    top = desk(tmp_path / "ws")
    (top / "content/2030").symlink_to(tmp_path)
    code, _, err = schedule(top, capsys, "beans", *FROM, "--write")
    assert code == exits.PROBLEMS
    assert "lies behind a link" in err
    assert not (tmp_path / "12").exists()


def test_a_place_that_cannot_be_written_says_so_and_loses_nothing(tmp_path, capsys):
    top = desk(tmp_path)
    (top / "content/2030").write_text(
        "in the way", encoding="utf-8"
    )  # as root, who tests, may write anywhere
    before = files(top)
    code, _, err = schedule(top, capsys, "beans", *FROM, "--write")
    assert code == exits.TRY_AGAIN
    assert "content/2030" in err
    assert files(top) == before
