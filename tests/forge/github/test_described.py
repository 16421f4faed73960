"""The fake GitHub is the described one: each operation that the forge uses is held against the description."""

import re
from pathlib import Path

from tests.forge.github.described import described, needed
from tests.forge.github.routes import ROUTES

CODE = Path(__file__).parents[3] / "smmops" / "forge" / "github"


@needed
def test_every_operation_of_the_fake_is_described():
    description = described()
    assert description is not None
    missing = [
        one
        for one in ROUTES
        if any(
            "is not described" in told for told in description.told(one, {}, None, status=200, answer=None)
        )
    ]
    others = {one for one in ROUTES if one.startswith(("POST", "PUT")) or one.endswith("{archive_format}")}
    assert set(missing) <= others  # what is made is answered with 201, what is switched on with 204


def test_the_operations_of_the_forge_are_those_of_the_fake():
    """Every path that the code writes is one of the fake's, and the fake has no other."""
    text = "".join(path.read_text("utf-8") for path in sorted(CODE.glob("*.py")))
    written = {
        _shape(one)
        for one in re.findall(r'(?:path\(\s*f?|f|else |= \(?"(?:POST|PATCH)", f?)"(/[a-z][^"]*)"', text)
    }
    known = {_shape(re.sub(r"^/repos/\{owner\}/\{repo\}", "", one.split(" ")[1])) for one in ROUTES}
    named = {
        _shape(one)
        for one in ("/user", "/users/{username}", "/repos/{repository}", "/repos/{name}{below}", "")
    }
    assert written - named <= known
    assert known - named <= written


@needed
def test_a_wrong_answer_and_a_wrong_request_would_be_seen():
    description = described()
    assert description is not None
    operation = "GET /repos/{owner}/{repo}/actions/runs/{run_id}"
    assert description.told(operation, {}, None, status=200, answer={"id": "x"})
    operation = "POST /repos/{owner}/{repo}/issues"
    assert description.told(operation, {}, {"titel": "x"}, status=201, answer={})
    operation = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"
    assert description.told(operation, {"perpage": "1"}, None, status=200, answer=[])
    assert description.told(operation, {"per_page": "x"}, None, status=200, answer=[])
    assert description.told(operation, {}, None, status=299, answer=[])
    assert description.told(operation, {"per_page": "1"}, None, status=200, answer=[]) == []


def _shape(path: str) -> str:
    path = path.replace("/zip", "/{archive_format}")  # the one format that there is
    return re.sub(r"\{[^}]*\}", "*", re.sub(r"\{quote\([^}]*\)\}", "*", path))
