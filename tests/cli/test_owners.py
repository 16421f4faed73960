"""`smmops owners` as people call it."""

import json
from pathlib import Path

import pytest

from smmops.cli.main import run

PEOPLE = """\
members:
  - {id: mina, github: mina-acme, github_id: 1001, roles: [approver, admin]}
  - {id: juno, github: juno-acme, github_id: 1002, roles: [approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
"""
SETTINGS = """\
version: 1
id: acme
brand: Acme
timezone: UTC
forge: {kind: github, repository: acme/social}
channels: {bluesky-acme: {network: bluesky, handle: acme.example}}
"""


@pytest.fixture
def top(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "smmops.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "team.yaml").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def test_without_write_it_is_shown_and_the_exit_code_says_that_it_is_out_of_step(top, capsys):
    assert run(["-C", str(top), "owners"]) == 1
    assert "/team.yaml @mina-acme\n" in capsys.readouterr().out
    assert not (top / ".github").exists()


def test_it_is_written_and_is_in_step_then(top, capsys):
    assert run(["-C", str(top), "owners", "--write"]) == 0
    assert run(["-C", str(top), "owners"]) == 0
    assert "is in step" in capsys.readouterr().out
    assert run(["-C", str(top), "check"]) == 0


def test_a_change_of_the_team_makes_check_fail_until_it_is_written_anew(top, capsys):
    run(["-C", str(top), "owners", "--write"])
    (top / "team.yaml").write_text(PEOPLE.replace("juno-acme", "june-acme"), encoding="utf-8")
    assert run(["-C", str(top), "check"]) == 1
    said = capsys.readouterr().out
    assert ".github/CODEOWNERS:2:1: error SMM740" in said
    assert "fix: run `smmops owners --write`" in said
    run(["-C", str(top), "owners", "--write"])
    assert run(["-C", str(top), "check"]) == 0


def test_the_file_that_github_reads_is_the_one_that_is_written(top, capsys):
    (top / "CODEOWNERS").write_text("* @it\n", encoding="utf-8")
    assert run(["-C", str(top), "owners", "--write", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == "CODEOWNERS"
    assert (top / "CODEOWNERS").read_text(encoding="utf-8").startswith("* @it\n\n# smmops acme: begin")


def test_a_link_is_not_written_through(top, tmp_path_factory, capsys):
    outside = tmp_path_factory.mktemp("outside")
    (top / ".github").symlink_to(outside)
    assert run(["-C", str(top), "owners", "--write"]) == 1
    assert list(outside.iterdir()) == []
    assert "link" in capsys.readouterr().err


def test_a_team_that_cannot_be_read_is_said(top, capsys):
    (top / "team.yaml").write_text("members: 3\n", encoding="utf-8")
    assert run(["-C", str(top), "owners"]) == 1
    assert "smmops check" in capsys.readouterr().err
