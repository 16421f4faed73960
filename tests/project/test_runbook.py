"""The runbook has a page for each exit code and state, and every command line on it would be taken."""

import re
import shlex
from importlib import import_module

import click
import pytest

from smmops.cli import exits
from smmops.cli.main import run
from smmops.cli.runbook import NEEDED, SHIPPED, page
from smmops.cli.table import NAMES
from smmops.model.state import State
from tests.project.tree import ROOT

FOLDER = ROOT / "docs" / "runbook"
NAMED = [*(f"exit-{code}" for code in exits.MEANING), *(f"state-{state}" for state in State)]
PARTS = (
    "What happened",
    "What smmops did by itself",
    "What you do now",
    "How you see that it is over",
)


def read(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def test_every_exit_code_and_every_state_has_its_page_and_no_page_is_of_something_else():
    assert {path.stem for path in FOLDER.glob("*.md")} == {*NAMED, "index"}


@pytest.mark.parametrize("name", NAMED)
def test_a_page_answers_the_four_questions(name):
    text = read(name)
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    assert tuple(parts[1::2]) == PARTS
    assert all(part.strip() for part in parts[2::2])


@pytest.mark.parametrize("name", NAMED)
def test_the_index_leads_to_the_page_in_its_own_words(name):
    title = read(name).partition("\n")[0].partition(": ")[2]
    assert f"]({name}.md) | {title} |" in read("index")


def commands(text: str) -> list[str]:
    """Every `smmops …` line of code blocks and of code in a sentence."""
    blocks = list(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [each for each in (*lines, *re.findall(r"`(smmops [^`]+)`", text)) if each.startswith("smmops ")]


@pytest.mark.parametrize(
    "path",
    [*FOLDER.glob("*.md"), *(ROOT / "docs" / f"{name}.md" for name in ("disaster", "crisis"))],
    ids=lambda path: path.stem,
)
def test_every_command_line_of_a_page_would_be_taken(path):
    for line in commands(path.read_text(encoding="utf-8")):
        taken(shlex.split(line.partition("  #")[0])[1:])


def taken(words: list[str]) -> None:
    """Parses a command line as the program does, and runs nothing."""
    if words[0] == "help":
        assert page(words[1]) or words[1] in NAMES
        return
    if words[0].startswith("-"):
        return
    name = next(name for name in (" ".join(words[:2]), words[0]) if name in NAMES)
    module, _, function = NAMES[name].target.partition(":")
    command: click.Command = getattr(import_module(module), function)
    rest = words[len(name.split()) :]
    if rest == ["--help"]:
        return
    stand_in = [
        "README.md" if command.name in ("ledger recover",) and word == "FILE" else word for word in rest
    ]
    command.make_context(name, stand_in, resilient_parsing=False).close()


def test_a_line_that_would_not_be_taken_is_found():
    for line in ("publish --alive", "ledger resolve POST.CHANNEL --absent", "takedown POST --live"):
        with pytest.raises(click.UsageError):
            taken(line.split())


def test_help_prints_the_page_of_a_code_or_a_state(capsys):
    assert run(["help", "75"]) == exits.FINE
    shown = capsys.readouterr().out
    assert shown.startswith("Exit 75: try again")
    assert "\n  smmops publish --live\n" in shown
    assert "`smmops help disaster`" in shown
    assert "`smmops help unknown`" in shown
    assert run(["help", "disaster"]) == exits.FINE
    assert "\n  smmops ledger restored --live\n" in capsys.readouterr().out
    for state in State:
        assert run(["help", state]) == exits.FINE
        shown = capsys.readouterr().out
        assert shown.startswith(f"`{state}`")
        assert "](" not in shown
        assert "```" not in shown
        assert max(map(len, shown.splitlines())) <= 80
    assert page("76") is None
    assert page("../security") is None
    assert run(["help", "nonsense"]) == exits.USAGE


@pytest.mark.parametrize("name", SHIPPED)
def test_help_prints_the_pages_of_the_documentation_that_are_shipped(name, capsys):
    assert run(["help", name]) == exits.FINE
    shown = capsys.readouterr().out
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert shown.startswith(text.partition("\n")[0].removeprefix("# "))
    assert "](" not in shown
    assert "```" not in shown
    assert not re.search(r"^\|", shown, re.MULTILINE)
    prose = [line for line in shown.splitlines() if not line.startswith("  ")]
    assert max(map(len, prose)) <= 80
    missing = [word for word in re.findall(r"`smmops help ([a-z0-9-]+)`", shown) if page(word) is None]
    assert missing == []


def test_help_crisis_fits_the_terminal_and_says_first_how_to_stop(capsys):
    run(["help", "crisis"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    found = next(number for number, line in enumerate(lines) if line.startswith("  smmops pause --reason"))
    assert found < 24, "on the first screen"


def test_a_page_that_help_prints_is_named_by_no_command():
    assert {*SHIPPED, *State}.isdisjoint({name.split()[0] for name in NAMES})


def test_what_stops_with_75_names_its_page(tmp_path, capsys):
    """Outside of a repository there is no remote to read."""
    assert run(["-C", str(tmp_path), "publish"]) != exits.FINE
    from smmops.cli.ending import ended
    from smmops.model.message import msg
    from smmops.model.problem import SmmopsError

    def fails() -> int:
        raise SmmopsError(msg("away"), msg("later"))

    capsys.readouterr()
    assert ended(fails) == exits.TRY_AGAIN
    assert capsys.readouterr().err.endswith("more: smmops help 75\n")


def test_states_that_ask_for_a_person_are_those_that_the_summary_marks():
    assert {State.UNKNOWN, State.CONFLICT, State.REMOVAL_NEEDED, State.HELD} <= NEEDED
    assert NEEDED.isdisjoint({State.PUBLISHED, State.VERIFIED, State.REMOVED})
