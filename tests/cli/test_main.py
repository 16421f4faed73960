"""What a person meets before any command runs: the overview, options before the command, and mistakes."""

import pytest

from smmops.cli import exits
from smmops.cli.main import _leading, run
from smmops.cli.table import COMMANDS, FAMILIES, GROUPS, TOGETHER


def test_the_overview_lists_every_command_and_fits_80_columns(capsys):
    assert run(["--help"]) == exits.FINE
    out = capsys.readouterr().out
    for listed in COMMANDS:
        one = TOGETHER.get(listed.name.partition(" ")[0], listed)
        assert f"\n  {one.name} " in out
        assert run(["help", *listed.name.split()[:1]] if one is not listed else ["help"]) == exits.FINE
        assert one is listed or f"\n  {listed.name} " in capsys.readouterr().out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_no_command_is_wrong_usage_and_shows_the_overview(capsys):
    assert run([]) == exits.USAGE
    assert "usage: smmops" in capsys.readouterr().err


def test_a_family_alone_lists_its_commands(capsys):
    assert run(["ledger"]) == exits.USAGE
    assert "ledger recover" in capsys.readouterr().err
    assert run(["ledger", "--help"]) == exits.FINE
    assert "ledger recover" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chekc", "check"), ("publsh", "publish"), ("ledger shwo", "ledger show"), ("ledgr", "ledger")],
)
def test_an_unknown_command_names_the_one_that_was_meant(capsys, typed, meant):
    assert run(typed.split()) == exits.USAGE
    err = capsys.readouterr().err
    assert f"did you mean '{meant}'?" in err
    assert "fix: smmops --help" in err


def test_a_word_that_is_near_nothing_gets_no_guess(capsys):
    assert run(["zzzz"]) == exits.USAGE
    assert "did you mean" not in capsys.readouterr().err


def test_an_unknown_option_is_64_and_not_clicks_2(capsys):
    assert run(["check", "--nonsense"]) == exits.USAGE
    err = capsys.readouterr().err
    assert "--nonsense" in err
    assert "smmops check --help" in err


def test_a_folder_that_is_not_there_is_wrong_usage(capsys):
    assert run(["-C", "brands/nowhere", "check"]) == exits.USAGE
    assert "brands/nowhere" in capsys.readouterr().err


def test_help_of_a_command_is_reached_three_ways(capsys):
    texts = []
    for arguments in (["check", "--help"], ["check", "-h"], ["help", "check"]):
        assert run(arguments) == exits.FINE
        texts.append(capsys.readouterr().out)
    assert texts[0].startswith("Usage: smmops check")
    assert len(set(texts)) == 1


def test_options_may_stand_before_the_command():
    leading, words = _leading(["-C", "brands/onda", "--quiet", "--format=json", "ledger", "show", "-C", "x"])
    assert leading == ["-C", "brands/onda", "--quiet", "--format=json"]
    assert words == ["ledger", "show", "-C", "x"]


def test_the_table_is_in_order():
    assert len({listed.name for listed in COMMANDS}) == len(COMMANDS)
    assert {listed.group for listed in COMMANDS} == set(GROUPS)
    assert not FAMILIES & {listed.name for listed in COMMANDS}


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_every_command_answers_help_with_examples_in_80_columns(capsys, listed):
    assert run([*listed.name.split(), "--help"]) == exits.FINE
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: smmops {listed.name} ")
    assert f"Examples:\n    smmops {listed.name}" in out
    assert max(len(line) for line in out.splitlines()) <= 80
