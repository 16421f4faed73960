"""`smmops new` of every kind of file: what it makes is accepted by check, and teaches."""

from importlib import resources
from pathlib import Path

import pytest

from smmops.cli.main import run
from smmops.cli.new_more import NOTES, SINGLE
from smmops.cli.table import NAMES
from smmops.store.kinds import KINDS
from tests.cli.desk import desk

WHOLE = {
    "experiment": ("--hypothesis", "Two reach as many", "--from", "2026-11-01", "--to", "2026-12-31"),
    "inspiration": ("--brand", "Other", "--mechanic", "useful table", "--link", "https://other.example/1"),
    "feedback": ("--from", "guest", "--on", "2026-11-20", "--about", "brew-at-home", "--said", "Too bitter"),
    "advocacy": ("--texts", "Our new blend is out #AcmeTeam", "--disclosure", "#AcmeTeam"),
    "task": ("--what", "Print the flyer", "--due", "2026-12-20"),
}
ELSEWHERE = {
    "settings": "smmops init writes it",
    "team": "smmops init writes it",
    "freeze": "smmops pause and resume write it",
    "review": "a sign-off is written when there is one; docs/approvals.md shows it",
}
"""Kinds of files that no `new` makes, and who does."""


def errors(top: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    code = run(["-C", str(top), "check", "--now", "2026-11-25T12:00+00:00"])
    said = capsys.readouterr().out
    return said if code else ""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", SINGLE)
def test_a_file_of_which_there_is_one_is_accepted_as_it_comes(tmp_path, capsys, kind, language):
    top = desk(tmp_path, language)
    assert run(["-C", str(top), "new", kind]) == 0
    assert errors(top, capsys) == ""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", NOTES)
def test_a_note_with_what_it_needs_is_accepted(tmp_path, capsys, kind, language):
    top = desk(tmp_path, language)
    assert run(["-C", str(top), "new", kind, "first", *WHOLE[kind]]) == 0
    assert errors(top, capsys) == ""


@pytest.mark.parametrize("kind", list(NOTES))
def test_a_note_without_it_says_what_is_open(tmp_path, capsys, kind):
    top = desk(tmp_path)
    assert run(["-C", str(top), "new", kind, "first"]) == 0
    assert "fix:" in capsys.readouterr().out


@pytest.mark.parametrize("kind", [*SINGLE, *NOTES])
def test_nothing_is_written_over(tmp_path, capsys, kind):
    top = desk(tmp_path)
    words = ["first", *WHOLE[kind]] if kind in NOTES else []
    assert run(["-C", str(top), "new", kind, *words]) == 0
    assert run(["-C", str(top), "new", kind, *words]) == 1
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", [*SINGLE, *NOTES])
def test_a_template_names_every_key_of_its_kind(kind, language):
    suffix = "md" if KINDS[kind].page else "yaml"
    place = resources.files("smmops").joinpath(f"data/templates/{language}/{kind}.{suffix}")
    text = place.read_text(encoding="utf-8")
    model = KINDS[kind].model
    keys = [field.alias or name for name, field in model.model_fields.items()]
    if KINDS[kind].wrap:
        return  # a list or mapping of things: its example stands in the comments
    assert [key for key in keys if f"{key}:" not in text and key not in ("mix",)] == []


def test_every_kind_of_file_is_made_by_new_or_by_another_command():
    made = {name.removeprefix("new ") for name in NAMES if name.startswith("new ")}
    kinds = {name for name in KINDS if not name.startswith("data-")}
    assert kinds == made | set(ELSEWHERE)


def test_a_page_of_decisions_is_named_by_its_month(tmp_path, capsys):
    top = desk(tmp_path)
    run(["-C", str(top), "new", "decisions"])
    (page,) = (top / "decisions").iterdir()
    assert len(page.stem) == 7
