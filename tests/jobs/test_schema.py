import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from smmops.jobs.schema import schemas
from smmops.store.frontmatter import Page, split
from smmops.store.kinds import KINDS, Kind, kind_of
from smmops.store.yaml import read
from tests.store.trees import SAMPLES

FILES = sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.rglob("*.*") if path.is_file())


def as_an_editor_reads(value: Any) -> Any:
    """Our exact texts as YAML 1.2 core types, which is how yaml-language-server takes them."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def front(name: str) -> str:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    if not name.endswith(".md"):
        return text
    page = split(text)
    assert isinstance(page, Page)
    return page.front


def test_every_kind_of_file_has_a_schema_that_is_one() -> None:
    made = schemas()
    assert set(made) == set(KINDS)
    for schema in made.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", FILES)
def test_every_sample_of_the_formats_validates(name: str) -> None:
    kind = kind_of(name)
    assert isinstance(kind, Kind)
    written = as_an_editor_reads(read(front(name)).values)
    wrong = [
        f"{list(e.path)}: {e.message}"
        for e in Draft202012Validator(schemas()[kind.name]).iter_errors(written)
    ]
    assert wrong == []


def test_an_unknown_key_and_an_unknown_choice_are_marked_in_the_editor() -> None:
    validator = Draft202012Validator(schemas()["post"])
    assert not validator.is_valid({"statsu": "x"})
    assert not validator.is_valid({"type": "tutorail"})
    assert validator.is_valid({"type": "tutorial", "title": 2026, "hold": None})


def test_keys_are_described_for_completion() -> None:
    fields = schemas()["post"]["properties"]
    assert fields["publish_at"]["description"] == "YYYY-MM-DD HH:MM in the channel's zone; without it a draft"


def test_a_stage_is_not_asked_for_by_the_schema() -> None:
    assert "required" not in schemas()["post"]


def test_a_file_that_is_a_list_or_a_map_of_things_has_that_schema() -> None:
    assert Draft202012Validator(schemas()["rights"]).is_valid({"olivia-2026": {"covers": ["face"]}})
    assert Draft202012Validator(schemas()["handles"]).is_valid([{"handle": "acme", "state": "owned"}])
