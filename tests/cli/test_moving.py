"""The commands that move posts in and out, as a person who moves sees them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from tests.cli.desk import desk

HERE = Path(__file__).parent
DATA = HERE.parent / "data" / "moving"
CASES = {
    "hootsuite": ("hootsuite.csv", "--channel", "bluesky-acme", "--dates", "mdy"),
    "hootsuite-without-dates": ("hootsuite.csv", "--channel", "bluesky-acme"),
    "sprout": ("sprout.csv", "--channel", "bluesky", "--dates", "mdy"),
    "agorapulse": ("agorapulse.csv", "--channel", "bluesky", "--channel", "mastodon"),
    "buffer": ("buffer.csv", "--channel", "mastodon-acme"),
    "buffer-without-channel": ("buffer.csv",),
    "ics": ("marketing.ics", "--channel", "bluesky-acme"),
    "rss": ("blog.xml", "--as", "ideas"),
}


def posts(top: Path) -> dict[str, bytes]:
    return {str(p.relative_to(top)): p.read_bytes() for p in sorted((top / "content").rglob("*.md"))}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("case", sorted(CASES))
def test_what_a_person_who_moves_reads(tmp_path, capsys, golden, monkeypatch, case, language):
    top = desk(tmp_path, language)
    monkeypatch.chdir(DATA)
    run(["-C", str(top), "import", case.partition("-")[0], *CASES[case]])
    out = capsys.readouterr().out.replace(f"{posts_month()}", "<month>")
    golden(HERE / "golden" / f"moving-{case}-{language}.txt", out)


def posts_month() -> str:
    """The folder of drafts, which have no time: the month of today."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return f"{datetime.now(ZoneInfo('Asia/Seoul')):%Y/%m}"


@pytest.mark.parametrize("case", ["hootsuite", "sprout", "agorapulse", "buffer", "ics", "rss"])
def test_writing_twice_makes_nothing_twice_and_writes_nothing_over(tmp_path, capsys, monkeypatch, case):
    top = desk(tmp_path)
    before = posts(top)
    monkeypatch.chdir(DATA)
    words = ["-C", str(top), "import", case, *CASES[case], "--write"]
    assert run(words) == exits.FINE, capsys.readouterr().out
    first = posts(top)
    assert len(first) > len(before)
    assert before.items() <= first.items()
    assert run(words) == exits.FINE
    assert posts(top) == first
    capsys.readouterr()
    run(["-C", str(top), "check", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["counts"]["errors"] == 0


def test_one_bad_row_and_nothing_of_the_file_is_written(tmp_path, capsys):
    top = desk(tmp_path)
    before = posts(top)
    file = tmp_path / "queue.csv"
    file.write_text("Text,Posting Time\nGood,2026-12-11 09:00\nBad,sometime\n", encoding="utf-8")
    code = run(["-C", str(top), "import", "buffer", str(file), "--channel", "bluesky", "--write"])
    assert code == exits.PROBLEMS
    assert posts(top) == before
    assert "queue.csv:3: row 3, Posting Time" in capsys.readouterr().out


def test_standard_input_is_read_for_a_dash(tmp_path):
    top = desk(tmp_path)
    words = ["-m", "smmops", "import", "rss", "-", "-C", str(top), "--as", "ideas", "--write"]
    ran = subprocess.run(
        [sys.executable, *words],
        input=(DATA / "news.atom").read_bytes(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == exits.FINE, ran.stderr
    assert (top / "content/ideas/new-beans.md").exists()


@pytest.mark.parametrize("form", ["csv", "json", "ics"])
def test_out_and_in_again_by_command(tmp_path, capsys, form):
    top = desk(tmp_path / "one")
    out = tmp_path / f"posts.{form}"
    assert run(["-C", str(top), "export", form, "--out", str(out)]) == exits.FINE
    assert run(["-C", str(top), "export", form, "--out", str(out)]) == exits.TRY_AGAIN  # never written over
    other = desk(tmp_path / "two")
    for path in (other / "content/2026").rglob("*.md"):
        path.unlink()
    capsys.readouterr()
    assert run(["-C", str(other), "import", form, str(out), "--write"]) == exits.FINE, capsys.readouterr().out
    assert set(posts(other)) == set(posts(top))
    capsys.readouterr()
    assert run(["-C", str(top), "import", form, str(out), "--write"]) == exits.FINE
    assert capsys.readouterr().out.count("is there already, the same") == 3


def test_hootsuite_out_names_what_a_row_cannot_hold(tmp_path, capsys):
    top = desk(tmp_path)
    code = run(["-C", str(top), "export", "hootsuite", "--channel", "bluesky-acme", "--dates", "mdy"])
    said = capsys.readouterr()
    assert code == exits.PROBLEMS
    assert said.out.startswith("12/01/2026 09:30,")
    assert "a draft has no time" in said.err


def test_facts_of_an_export_for_programs(tmp_path, capsys):
    top = desk(tmp_path)
    assert run(["-C", str(top), "export", "json", "--format", "json", "--month", "2026-12"]) == exits.FINE
    facts = json.loads(capsys.readouterr().out)
    assert (facts["format_version"], facts["posts"], facts["left_out"]) == (1, 2, [])
    inner = json.loads(facts["content"])
    assert (inner["format_version"], len(inner["posts"])) == (1, 2)
    assert all(len(each["variants"][0]["payload_sha256"]) == 64 for each in inner["posts"])


def test_an_export_that_names_another_folder_stays_inside_content(tmp_path, capsys):
    top = desk(tmp_path)
    record = {"id": "evil", "front": {"channels": ["bluesky-acme"]}, "body": "Hi", "allows": {}}
    for path in (
        "../evil.md",
        "/tmp/evil.md",
        "content/media/evil.md",
        ".github/evil.md",
        "content/../evil.md",
    ):
        file = tmp_path / "evil.json"
        file.write_text(
            json.dumps({"format_version": 1, "posts": [{**record, "path": path}]}), encoding="utf-8"
        )
        assert run(["-C", str(top), "import", "json", str(file), "--format", "json"]) == exits.FINE
        facts = json.loads(capsys.readouterr().out)
        assert facts["posts"][0]["path"] == f"content/{posts_month()}/evil.md"


@pytest.mark.parametrize("tool", ["hootsuite", "sprout", "agorapulse", "buffer", "ics", "rss", "json"])
@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xff\xfe\x00", b'"', b"{", b"<", b"BEGIN:VCALENDAR", b"\x1b]0;x\x07,a\n"]
)
def test_broken_bytes_are_a_refusal_and_move_nothing_in_the_terminal(tmp_path, capsys, tool, data):
    file = tmp_path / "file"
    file.write_bytes(data)
    code = run(["-C", str(desk(tmp_path)), "import", tool, str(file)])
    said = capsys.readouterr()
    assert code == exits.PROBLEMS
    assert "Traceback" not in said.err
    assert "\x1b" not in said.out


GROWN = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
stage: grow
channels:
  x-acme: {network: x, handle: acme, owner: mina, goal: reach, evidence: guests ask, cadence: {per_week: [1, 9]}}
"""
STRATEGY = """\
---
goals: [{id: reach, owner: mina}]
pillars: [{id: craft, why_care: better coffee}, {id: guests, why_care: people like people}]
---
"""


def grown(tmp_path: Path) -> Path:
    """A workspace at stage grow, with the file of the guide beside it."""
    top = tmp_path / "grown"
    top.mkdir()
    (top / "smmops.yaml").write_text(GROWN, encoding="utf-8")
    (top / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    (top / "team.yaml").write_text(
        "members: [{id: mina, name: Mina Park, roles: [admin]}]\n", encoding="utf-8"
    )
    (top / "december.csv").write_bytes((DATA / "hootsuite.csv").read_bytes())
    subprocess.run(["git", "init", "-q", str(top)], check=True)
    return top


def test_the_five_minutes_of_the_guide_end_with_posts_at_stage_grow(tmp_path, capsys, monkeypatch):
    top = grown(tmp_path)
    monkeypatch.chdir(top)
    guide = (HERE.parents[1] / "docs" / "moving.md").read_text(encoding="utf-8")
    part = guide.split("## In five minutes")[1].split("\n## ")[0]
    commands = [line.split() for line in part.splitlines() if line.strip().startswith("smmops import")]
    assert len(commands) == 2
    run(commands[0][1:])
    first = capsys.readouterr().out
    assert "--set pillar=craft`, or add a column `pillar`; there are craft, guests" in first
    assert run(commands[1][1:]) == exits.FINE, capsys.readouterr().out
    assert len(list((top / "content").rglob("*.md"))) == 3
    assert "does not send" not in capsys.readouterr().out


def test_posts_for_a_channel_that_nobody_sends_to_are_named_once(tmp_path, capsys, monkeypatch):
    top = grown(tmp_path)
    monkeypatch.chdir(top)
    words = [
        "import",
        "hootsuite",
        "december.csv",
        "--channel",
        "x-acme",
        "--dates",
        "mdy",
        "--set",
        "pillar=craft",
    ]
    assert run(words) == exits.FINE
    out = capsys.readouterr().out
    assert out.count("smmops does not send to x-acme by itself: give `--set deliver=remind`") == 1
    assert run([*words, "--format", "json"]) == exits.FINE
    assert json.loads(capsys.readouterr().out)["unsent"] == ["x-acme"]


def test_a_pillar_that_is_not_there_yet_is_to_be_written_first(tmp_path, capsys, monkeypatch):
    top = grown(tmp_path)
    (top / "strategy.md").write_text("---\ngoals: [{id: reach, owner: mina}]\n---\n", encoding="utf-8")
    monkeypatch.chdir(top)
    run(["import", "hootsuite", "december.csv", "--channel", "x-acme", "--dates", "mdy"])
    assert "there is no pillar yet: write one into strategy.md, then run it again" in capsys.readouterr().out
