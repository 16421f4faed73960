"""`check` as people and programs call it."""

import json
import subprocess
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from smmops.jobs.demo_example import example
from smmops.jobs.demo_stage import write

POST = "content/2026/12/refill-map.md"
NOW = "2026-12-16T12:00+09:00"
"""In the middle of the example's month: its evidence and rosters are fresh."""


@pytest.fixture
def workspace(tmp_path) -> Path:
    """The example as a repository with one commit."""
    home = tmp_path / "brands" / "onda"
    home.mkdir(parents=True)
    write(home, example())
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "begin"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    return home


def spoil(workspace: Path, name: str = POST) -> None:
    path = workspace / name
    path.write_text(path.read_text(encoding="utf-8").replace("bluesky-onda", "blusky-onda"), encoding="utf-8")


def test_the_example_is_without_a_problem(workspace, capsys):
    assert run(["-C", str(workspace), "check", "--now", NOW]) == exits.FINE
    assert "nothing is wrong" in capsys.readouterr().out


def test_a_problem_names_the_path_from_the_top_of_the_repository(workspace, capsys):
    spoil(workspace)
    assert run(["-C", str(workspace), "check"]) == exits.PROBLEMS
    out = capsys.readouterr().out
    assert f"brands/onda/{POST}:4:12: error " in out
    assert "  fix: " in out


def test_quiet_prints_nothing_when_nothing_is_wrong(workspace, capsys):
    assert run(["--quiet", "-C", str(workspace), "check", "--now", NOW]) == exits.FINE
    assert capsys.readouterr().out == ""
    spoil(workspace)
    assert run(["--quiet", "-C", str(workspace), "check"]) == exits.PROBLEMS
    assert "fix: " in capsys.readouterr().out


def test_json_may_be_written_beside_the_text(workspace, capsys, tmp_path):
    spoil(workspace)
    file = tmp_path / "reports" / "problems.json"
    assert run(["-C", str(workspace), "check", "--json-into", str(file)]) == exits.PROBLEMS
    assert "fix: " in capsys.readouterr().out
    problems = json.loads(file.read_text(encoding="utf-8"))["problems"]
    assert {problem["path"] for problem in problems} == {f"brands/onda/{POST}"}


def test_only_files_that_differ_from_a_commit_are_shown(workspace, capsys):
    spoil(workspace)
    spoil(workspace, "content/2026/12/brew-at-home.md")
    subprocess.run(["git", "commit", "--quiet", "-am", "two are wrong"], cwd=workspace, check=True)
    path = workspace / POST
    path.write_text(path.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    assert run(["-C", str(workspace), "check", "--changed-since", "HEAD"]) == exits.PROBLEMS
    out = capsys.readouterr().out
    assert "refill-map" in out
    assert "brew-at-home" not in out


def test_a_commit_that_is_not_there_is_wrong_usage(workspace, capsys):
    assert run(["-C", str(workspace), "check", "--changed-since", "origin/nowhere"]) == exits.USAGE
    assert "origin/nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["tomorrow", "2026-12-01", "2026-12-01T09:30"])
def test_now_is_a_whole_time_with_its_offset(workspace, capsys, wrong):
    assert run(["-C", str(workspace), "check", "--now", wrong]) == exits.USAGE
    assert wrong in capsys.readouterr().err


def test_a_folder_without_a_workspace_says_how_to_begin(tmp_path, capsys):
    assert run(["-C", str(tmp_path), "check"]) == exits.PROBLEMS
    assert "smmops.yaml" in capsys.readouterr().out
