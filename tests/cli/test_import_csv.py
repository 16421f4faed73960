"""`smmops import csv`: a spreadsheet as posts, checked before anything is written."""

import json
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from tests.cli.desk import desk

HERE = Path(__file__).parent
GOOD = (
    "date,time,channels,title,text,text:mastodon\n"
    '2026-12-15,9:30,"bluesky,mastodon",라떼의 날,"## not a heading\n---\n라떼 👩🏽‍🍳",For Mastodon\n'
    "2026-12-16,18:00,bluesky,New beans,Come and taste them,\n"
    "2026-12-17,18:00,bluesky,New beans,They taste of apricot,\n"
)
BAD = (
    "date,time,channels,title,text\n"
    "12/15/2026,9:30,bluesky,One,Hello\n"
    "2026-12-16,18:00,blusky,Two,Hello\n"
    f"2026-12-17,18:00,bluesky,Three,{'x' * 301}\n"
    "2026-12-18,18:00,bluesky,Four,Fine\n"
)


def imported(top: Path, capsys, table: str | bytes, *words: str) -> tuple[int, str, str]:
    file = top / "table.csv"
    file.write_bytes(table.encode() if isinstance(table, str) else table)
    code = run(["-C", str(top), "import", "csv", str(file), *words])
    printed = capsys.readouterr()
    return code, printed.out.replace(str(top), "<top>"), printed.err


def posts(top: Path) -> list[str]:
    return sorted(str(path.relative_to(top)) for path in (top / "content").rglob("*.md"))


def test_without_write_nothing_is_touched_and_the_files_are_named(tmp_path, capsys):
    top = desk(tmp_path)
    before = posts(top)
    code, out, _ = imported(top, capsys, GOOD)
    assert code == exits.FINE
    assert "row 2: content/2026/12/2026-12-15.md" in out
    assert "table.csv:6: row 4: content/2026/12/new-beans-2.md" in out
    assert "--write" in out
    assert posts(top) == before


def test_with_write_the_posts_are_there_clean_and_say_what_the_table_said(tmp_path, capsys):
    top = desk(tmp_path)
    code, _, _ = imported(top, capsys, GOOD, "--write")
    assert code == exits.FINE
    run(["-C", str(top), "check", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["counts"]["errors"] == 0
    run(["-C", str(top), "plan", "--payload", "2026-12-15", "--format", "json"])
    parts = {
        row["key"].rpartition(".")[2]: row["payload"]["parts"]
        for row in json.loads(capsys.readouterr().out)["payloads"]
    }
    assert parts == {
        "bluesky-acme": ["## not a heading\n---\n라떼 👩🏽‍🍳"],
        "mastodon-acme": ["For Mastodon"],
    }


def test_the_same_table_twice_makes_nothing_twice_and_writes_nothing_over(tmp_path, capsys):
    top = desk(tmp_path)
    imported(top, capsys, GOOD, "--write")
    first = {path: (top / path).read_bytes() for path in posts(top)}
    code, out, _ = imported(top, capsys, GOOD, "--write")
    assert code == exits.FINE
    assert out.count("is there already, the same") == 3
    assert {path: (top / path).read_bytes() for path in posts(top)} == first


def test_a_file_that_cannot_be_written_takes_the_others_of_the_run_back(tmp_path, capsys):
    top = desk(tmp_path)
    (top / "content/2027").write_text("in the way", encoding="utf-8")
    before = posts(top)
    code, _, err = imported(top, capsys, GOOD + "2027-01-05,18:00,bluesky,Later,Much later,\n", "--write")
    assert code == exits.TRY_AGAIN
    assert "content/2027" in err
    assert posts(top) == before


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_problem_is_told_with_its_row_and_nothing_is_written(tmp_path, capsys, golden, language):
    top = desk(tmp_path, language)
    before = posts(top)
    code, out, _ = imported(top, capsys, BAD, "--write")
    assert code == exits.PROBLEMS
    assert posts(top) == before
    golden(HERE / "golden" / f"import-{language}.txt", out)


def test_programs_get_rows_posts_and_refusals(tmp_path, capsys):
    code, out, _ = imported(desk(tmp_path), capsys, BAD, "--format", "json")
    facts = json.loads(out)
    assert code == exits.PROBLEMS
    assert (facts["format_version"], facts["written"]) == (1, False)
    assert [(each["row"], each["column"]) for each in facts["refused"]] == [(2, "date"), (3, "channels")]
    assert [(each["row"], [p["code"] for p in each["problems"]]) for each in facts["posts"]] == [
        (4, ["SMM204"]),
        (5, []),
    ]


def test_posts_lie_where_into_says_and_nowhere_outside(tmp_path, capsys):
    top = desk(tmp_path)
    code, _, _ = imported(top, capsys, GOOD, "--into", "content/winter", "--write")
    assert code == exits.FINE
    assert "content/winter/new-beans.md" in posts(top)
    for folder in ("content/../..", "/tmp", "content/media", "content/ideas", "personas", ".."):
        code, _, err = imported(top, capsys, GOOD, "--into", folder, "--write")
        assert (code, "posts do not lie" in err) == (exits.USAGE, True), folder


def test_own_ids_are_kept_and_a_taken_one_is_refused(tmp_path, capsys):
    top = desk(tmp_path)
    table = "id,channels,text\nmine,bluesky,Hello\nbrew-at-home,bluesky,Hello again\nNo Id,bluesky,Third\n"
    code, out, _ = imported(top, capsys, table)
    assert code == exits.PROBLEMS
    assert "row 3, id: a post `brew-at-home` is there already" in out
    assert "row 4, id: `No Id` is no id" in out
    assert "/mine.md" in out


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"\xff\xfe\x00", b"a,b\n\xed\xa0\x80,x\n", b'"', b"\xb0\xa1,x\n"]
)
def test_broken_bytes_are_a_refusal(tmp_path, capsys, data):
    code, out, err = imported(desk(tmp_path), capsys, data)
    assert code == exits.PROBLEMS
    assert "fix:" in out
    assert "Traceback" not in err


def test_hostile_cells_move_nothing_in_the_terminal(tmp_path, capsys):
    table = 'channels,text,title\n"\x1b[2J\u202e",hi,x\nbluesky,"=cmd()|\x1b]0;x\x07",\x1b[31m\n'
    _, out, _ = imported(desk(tmp_path), capsys, table)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_file_that_is_not_there_says_so(tmp_path, capsys):
    code = run(["-C", str(desk(tmp_path)), "import", "csv", str(tmp_path / "none.csv")])
    assert code == exits.TRY_AGAIN
    assert "none.csv" in capsys.readouterr().err
