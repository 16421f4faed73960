"""GitHub's official OpenAPI description, from the npm package `@octokit/openapi`, as a judge of requests and answers.

Only what an operation names is resolved: the whole is 13 MB.
"""

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

FILE = (
    Path(__file__).parents[3]
    / ".tools"
    / "github"
    / "node_modules"
    / "@octokit"
    / "openapi"
    / "generated"
    / "api.github.com.json"
)
MISSING = (
    "GitHub's description is not in .tools/github: .ci/run installs it, or "
    "`mkdir -p .tools/github && cp tests/forge/github/package.json .tools/github/ && npm install --prefix .tools/github`"
)
_EVERYWHERE = (401, 403, 404, 429)
"""What every operation may answer, and few descriptions name:
https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api."""
REQUIRED = "SMMOPS_REQUIRE_GITHUB_OPENAPI"
needed = pytest.mark.skipif(not FILE.is_file() and not os.environ.get(REQUIRED), reason=MISSING)


class Description:
    """The operations of the description by `METHOD /path`."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._checks: dict[tuple[str, str], Draft202012Validator | None] = {}

    def told(
        self, operation: str, params: Mapping[str, str], body: Any, *, status: int, answer: Any
    ) -> list[str]:
        """What about a request and its answer is not as described."""
        method, path = operation.split(" ")
        found = self._document["paths"].get(path, {}).get(method.lower())
        if found is None:
            return [f"{operation} is not described"]
        known = {self._at(one)["name"]: self._at(one) for one in found.get("parameters", ())}
        wrong = [f"{operation}: ?{name} is not described" for name in params if name not in known]
        for name, value in params.items():
            kind = known.get(name, {}).get("schema", {})
            wrong += self._errors(operation, f"?{name}", kind, _typed(value, kind))
        if body is not None:
            content = found.get("requestBody", {}).get("content", {}).get("application/json", {})
            wrong += self._errors(operation, "body", _closed(content.get("schema", {})), body)
        response = found["responses"].get(str(status))
        if response is None and status in _EVERYWHERE:
            return wrong
        if response is None:
            return [*wrong, f"{operation}: status {status} is not described"]
        content = self._at(response).get("content", {}).get("application/json")
        return wrong + (self._errors(operation, str(status), content["schema"], answer) if content else [])

    def _errors(self, operation: str, part: str, schema: Any, value: Any) -> list[str]:
        key = (operation, part)
        if key not in self._checks:
            names: dict[str, Any] = {}
            translated = self._translated(schema, names)
            self._checks[key] = Draft202012Validator({**translated, "$defs": names})
        return [
            f"{operation} {part} {error.json_path}: {error.message[:160]}"
            for error in self._checks[key].iter_errors(value)
        ]

    def _at(self, value: Any) -> Any:
        while "$ref" in value:
            found = self._document
            for name in value["$ref"].removeprefix("#/").split("/"):
                found = found[name]
            value = found
        return value

    def _translated(self, schema: Any, names: dict[str, Any]) -> Any:
        """OpenAPI 3.0 as JSON Schema: `nullable`, and each reference once below `$defs`."""
        if isinstance(schema, list):
            return [self._translated(one, names) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            if name not in names:
                names[name] = {}
                names[name] = self._translated(self._at(schema), names)
            return {"$ref": f"#/$defs/{name}"}
        plain = {
            key: {name: self._translated(one, names) for name, one in value.items()}
            if key == "properties"
            else self._translated(value, names)
            for key, value in schema.items()
            if key not in ("example", "examples", "nullable", "description", "default", "title", "x-github")
        }
        return {"anyOf": [{"type": "null"}, plain]} if schema.get("nullable") is True else plain


def _closed(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A body's schema that knows no other keys: what GitHub ignores we did not mean."""
    return {**schema, "additionalProperties": False} if schema.get("type") == "object" else schema


def _typed(value: str, schema: Mapping[str, Any]) -> Any:
    return int(value) if schema.get("type") == "integer" and value.isdigit() else value


@cache
def described() -> Description | None:
    """The description, None where the package is not installed and nobody demands it."""
    if not FILE.is_file():
        if os.environ.get(REQUIRED):
            raise AssertionError(MISSING)
        return None
    return Description(json.loads(FILE.read_text("utf-8")))
