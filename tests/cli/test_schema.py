"""`schema` prints what editors complete from."""

import json

import jsonschema

from smmops.cli import exits
from smmops.cli.main import run


def test_kinds_are_listed_and_one_is_printed(capsys):
    assert run(["schema"]) == exits.FINE
    kinds = capsys.readouterr().out.split()
    assert {"post", "settings", "team", "persona", "campaign"} <= set(kinds)
    assert run(["schema", "post"]) == exits.FINE
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_an_unknown_kind_names_the_one_that_was_meant(capsys):
    assert run(["schema", "persna"]) == exits.USAGE
    assert "did you mean persona?" in capsys.readouterr().err


def test_all_are_written_into_a_folder(tmp_path, capsys):
    assert run(["schema", "--into", str(tmp_path / "schemas")]) == exits.FINE
    assert "schemas written into" in capsys.readouterr().out
    assert json.loads((tmp_path / "schemas" / "team.json").read_text(encoding="utf-8"))["type"] == "object"
