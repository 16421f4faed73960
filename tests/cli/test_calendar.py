"""`smmops calendar`: a month for people, for programs and for calendars."""

import json
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from smmops.words.width import width
from tests.cli.desk import desk

HERE = Path(__file__).parent
NOW = ("--now", "2026-12-02T12:00+09:00")


def calendar(top: Path, capsys, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(top), "calendar", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_month_reads_well(tmp_path, capsys, golden, language):
    top = desk(tmp_path, language)
    code, out, _ = calendar(top, capsys, "--month", "2026-12", *NOW)
    assert code == exits.FINE
    golden(HERE / "golden" / f"calendar-{language}.txt", out)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_empty_month_says_what_would_be_here(tmp_path, capsys, golden, language):
    code, out, _ = calendar(desk(tmp_path, language), capsys, "--month", "2027-02", *NOW)
    assert code == exits.FINE
    assert "smmops new post" in out
    golden(HERE / "golden" / f"calendar-empty-{language}.txt", out)


@pytest.mark.parametrize("columns", [80, 100, 133, 200])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_line_is_wider_than_the_terminal(tmp_path, capsys, monkeypatch, columns, language):
    monkeypatch.setenv("COLUMNS", str(columns))
    busy = {
        f"content__2026__12__busy-{n}_dot_md": (
            f"---\ntitle: 아주 길고 긴 제목 {n} 👨‍👩‍👧‍👦 and more of it than fits anywhere\n"
            f"publish_at: 2026-12-08 {8 + n:02d}:00\nchannels: [bluesky-acme]\n---\nText {n}\n"
        )
        for n in range(9)
    }
    _, out, _ = calendar(desk(tmp_path, language, **busy), capsys, "--month", "2026-12", *NOW)
    assert max(map(width, out.splitlines())) <= columns
    assert "+7" in out


def test_a_busy_day_folds_and_the_list_below_has_all(tmp_path, capsys):
    busy = {
        f"content__2026__12__busy-{n}_dot_md": (
            f"---\ntitle: Busy {n}\npublish_at: 2026-12-08 {8 + n:02d}:00\nchannels: [bluesky-acme]\n---\nText {n}\n"
        )
        for n in range(5)
    }
    _, out, _ = calendar(desk(tmp_path, **busy), capsys, "--month", "2026-12", *NOW)
    grid, _, listed = out.partition("Tue 8 Dec")
    assert grid.count("Busy") == 2
    assert "+3" in grid
    assert listed.count("Busy") == 5


def test_weeks_begin_as_the_language_does(tmp_path, capsys):
    _, english, _ = calendar(desk(tmp_path / "en"), capsys, "--month", "2026-12", *NOW)
    _, korean, _ = calendar(desk(tmp_path / "ko", "ko"), capsys, "--month", "2026-12", *NOW)
    assert english.splitlines()[2].split()[0] == "Mon"
    assert korean.splitlines()[2].split()[0] == "일"


def test_programs_get_utc_and_a_format_version(tmp_path, capsys):
    _, out, _ = calendar(desk(tmp_path), capsys, "--month", "2026-12", "--format", "json", *NOW)
    facts = json.loads(out)
    assert facts["format_version"] == 1
    assert [(row["post"], row["at"]) for row in facts["posts"]] == [
        ("brew-at-home", "2026-12-01T00:30:00Z"),
        ("latte-art", "2026-12-03T09:00:00Z"),
    ]
    assert [row["post"] for row in facts["drafts"]] == ["beans"]
    assert facts["ideas"] == 1
    bluesky = next(row for row in facts["channels"] if row["channel"] == "bluesky-acme")
    assert bluesky["posts"] == 2
    assert [week["posts"] for week in bluesky["weeks"]] == [2, 0, 0, 0, 0]
    assert (bluesky["left"], bluesky["short"]) == (3 + 4 * 5, 4 * 2)


def test_one_channel_or_network_can_be_shown_alone(tmp_path, capsys):
    top = desk(tmp_path)
    for name in ("mastodon", "mastodon-acme"):
        _, out, _ = calendar(top, capsys, "--month", "2026-12", "--channel", name, *NOW)
        assert "Brew at home" in out
        assert "라떼" not in out
    code, _, err = calendar(top, capsys, "--channel", "mastodn")
    assert code == exits.USAGE
    assert "mastodn is no channel" in err


def test_a_post_with_errors_is_blocked_and_one_that_cannot_be_read_is_named(tmp_path, capsys):
    top = desk(
        tmp_path,
        content__2026__12__long_dot_md=(
            f"---\npublish_at: 2026-12-10 09:30\nchannels: [bluesky-acme]\n---\n{'x' * 301}\n"
        ),
        content__2026__12__torn_dot_md="---\nchannels: [bluesky-acme\n---\nx\n",
    )
    _, out, _ = calendar(top, capsys, "--month", "2026-12", *NOW)
    assert any("blocked" in line and "09:30" in line for line in out.splitlines())
    assert "torn cannot be read" in out


@pytest.mark.parametrize("month", ["2026", "2026-13", "dec", "２０２６-12", "9999-12", "2026-1x", ""])
def test_what_is_no_month_is_wrong_usage(tmp_path, capsys, month):
    code, _, err = calendar(desk(tmp_path), capsys, "--month", month or " ")
    assert code == exits.USAGE
    assert "write 2026-12" in err


def test_hostile_titles_move_nothing_in_the_terminal(tmp_path, capsys):
    post = '---\ntitle: "\\x1b[2Jx\\u202ey\\n::error::z"\npublish_at: 2026-12-10 09:30\nchannels: [bluesky-acme]\n---\nx\n'
    _, out, _ = calendar(
        desk(tmp_path, content__2026__12__evil_dot_md=post), capsys, "--month", "2026-12", *NOW
    )
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert not any(line.startswith("::error") for line in out.splitlines())


def test_a_workspace_that_cannot_be_used_points_to_check(tmp_path, capsys):
    code, _, err = calendar(tmp_path, capsys)
    assert code == exits.PROBLEMS
    assert "smmops check" in err


FLYER = "---\ntitle: Flyer\npublish_at: 2026-12-08 09:30\nchannels: [x-acme]\n---\nFlyers are here.\n"
FREEZE = "reason: the fire\nby: me\nsince: 2026-11-20T10:00+09:00\nscope: SCOPE\n"


def states(top: Path, capsys) -> dict[str, str]:
    _, out, _ = calendar(top, capsys, "--month", "2026-12", "--format", "json")
    return {row["post"]: row["state"] for row in json.loads(out)["posts"]}


def with_x(top: Path) -> Path:
    settings = top / "smmops.yaml"
    text = settings.read_text(encoding="utf-8").replace("    status: claimed\n", "")
    settings.write_text(text, encoding="utf-8")
    return top


def test_what_no_adapter_sends_and_what_a_person_posts_is_not_called_scheduled(tmp_path, capsys):
    by_hand = FLYER.replace("---\nFlyers", "deliver: remind\n---\nFlyers")
    files = {"content__2026__12__flyer_dot_md": FLYER, "content__2026__12__poster_dot_md": by_hand}
    top = with_x(desk(tmp_path, **files))
    assert states(top, capsys) == {
        "brew-at-home": "scheduled",
        "latte-art": "scheduled",
        "flyer": "cannot publish",
        "poster": "by hand",
    }
    _, out, _ = calendar(top, capsys, "--month", "2026-12")
    assert "⊘ 1 cannot publish" in out
    assert "☞ 1 by hand" in out


@pytest.mark.parametrize(
    ("scope", "brew"), [("all", {"frozen"}), ("[mastodon-acme]", {"scheduled", "frozen"})]
)
def test_a_freeze_of_the_files_here_is_said_first(tmp_path, capsys, scope, brew):
    top = desk(tmp_path, freeze_dot_yaml=FREEZE.replace("SCOPE", scope))
    _, out, _ = calendar(top, capsys, "--month", "2026-12")
    assert out.splitlines()[2] == f"⏹ freeze.yaml stops {scope.strip('[]')}: the fire"
    _, out, _ = calendar(top, capsys, "--month", "2026-12", "--format", "json")
    facts = json.loads(out)
    assert {row["state"] for row in facts["posts"] if row["post"] == "brew-at-home"} == brew
    assert facts["stops"] == [f"freeze.yaml stops {scope.strip('[]')}: the fire"]
