"""Requests are held against the networks' own descriptions: operations, parameters, fields."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.contracts.stage import Stage
from tests.networks.recorded import Sent, a_day

ROOT = Path(__file__).parents[2]
OPENAPI = ROOT.parent / "shared" / "specs" / "mastodon" / "mastodon_openapi_4.7.0.json"
LEXICONS = ROOT / "smmops" / "sandbox" / "bluesky" / "lexicons"

BLUESKY = {
    "app.bsky.actor.getProfile",
    "app.bsky.feed.getPosts",
    "com.atproto.identity.resolveHandle",
    "com.atproto.repo.deleteRecord",
    "com.atproto.repo.getRecord",
    "com.atproto.repo.putRecord",
    "com.atproto.repo.uploadBlob",
    "com.atproto.server.createSession",
}
MASTODON = {
    ("DELETE", "/api/v1/statuses/{id}"),
    ("GET", "/api/v1/accounts/verify_credentials"),
    ("GET", "/api/v1/accounts/{id}/statuses"),
    ("GET", "/api/v1/statuses"),
    ("GET", "/api/v1/statuses/{id}"),
    ("GET", "/api/v1/statuses/{id}/history"),
    ("GET", "/api/v1/statuses/{id}/source"),
    ("GET", "/api/v2/instance"),
    ("POST", "/api/v1/statuses"),
    ("POST", "/api/v2/media"),
    ("PUT", "/api/v1/statuses/{id}"),
}


def lexicon(name: str) -> dict[str, Any]:
    found = list(LEXICONS.rglob(f"{name.replace('.', '/')}.json")) or list(LEXICONS.rglob(f"{name}.json"))
    assert found, f"no lexicon of {name}"
    made: dict[str, Any] = json.loads(found[0].read_text(encoding="utf-8"))["defs"]["main"]
    return made


def test_bluesky_is_asked_only_what_its_lexicons_know(bluesky: Stage):
    sent = a_day(bluesky)
    assert {request.path.removeprefix("/xrpc/") for request in sent} == BLUESKY
    for request in sent:
        described = lexicon(request.path.removeprefix("/xrpc/"))
        assert request.method == {"query": "GET", "procedure": "POST"}[described["type"]]
        known = described.get("parameters", {}).get("properties", {})
        assert set(request.params) <= set(known), request.path
        assert set(described.get("parameters", {}).get("required", ())) <= set(request.params), request.path
        if request.body is not None:
            schema = described["input"]["schema"]
            assert set(request.body) <= set(schema["properties"]), request.path
            assert set(schema["required"]) <= set(request.body), request.path


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    if not OPENAPI.exists():
        pytest.skip("Mastodon's OpenAPI description is not beside the repository (../shared/specs/mastodon)")
    made: dict[str, Any] = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return made


def operation(description: dict[str, Any], request: Sent) -> tuple[str, dict[str, Any]]:
    """The described path and operation of a request; exact paths come before those with an id."""
    for path in sorted(description["paths"], key=lambda path: path.count("{")):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
        if re.fullmatch(pattern, request.path) and request.method.lower() in description["paths"][path]:
            return path, description["paths"][path][request.method.lower()]
    raise AssertionError(f"{request.method} {request.path} is not described")


def test_mastodon_is_asked_only_what_its_description_knows(mastodon: Stage, description: dict[str, Any]):
    used = set()
    for request in a_day(mastodon):
        path, described = operation(description, request)
        used.add((request.method, path))
        named = {parameter["name"] for parameter in described.get("parameters", ()) if "name" in parameter}
        assert {name.removesuffix("[]") for name in request.params} <= named, path
        content = described.get("requestBody", {}).get("content", {})
        if request.body is not None:
            _holds(description, content["application/json"]["schema"], request.body)
        if request.fields:
            assert set(request.fields) <= set(content["multipart/form-data"]["schema"]["properties"])
    assert used == MASTODON


def _holds(description: dict[str, Any], schema: dict[str, Any], body: dict[str, Any]) -> None:
    """One of the described shapes takes the body, and every field of it is known to some shape."""
    shapes = [_resolved(description, shape) for shape in schema.get("oneOf", [schema])]
    known = {name for shape in shapes for name in _properties(description, shape)}
    assert set(body) <= known, set(body) - known
    whole = {"components": description["components"], "anyOf": shapes}
    jsonschema.Draft202012Validator(whole).validate(body)


def _resolved(description: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in shape:
        return shape
    found: dict[str, Any] = description["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return found


def _properties(description: dict[str, Any], shape: dict[str, Any]) -> set[str]:
    own = set(shape.get("properties", ()))
    for part in shape.get("allOf", ()):
        own |= _properties(description, _resolved(description, part))
    return own
