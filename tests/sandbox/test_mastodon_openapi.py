"""Every answer of the sandbox's Mastodon is what the OpenAPI description of 4.7.0 says."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from smmops.sandbox.mastodon import ROUTES
from smmops.sandbox.serve import Served
from tests.sandbox.conftest import MP4, PNG

DESCRIPTION = Path(__file__).parents[3] / "shared" / "specs" / "mastodon" / "mastodon_openapi_4.7.0.json"
UNDESCRIBED = {"/oauth/revoke", "/oauth/authorize", "/.well-known/oauth-authorization-server"}

pytestmark = pytest.mark.skipif(
    not DESCRIPTION.is_file(), reason=f"the OpenAPI description is not at ../shared/{DESCRIPTION.name}"
)


@cache
def described() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(DESCRIPTION.read_text("utf-8"))
    # Its two forms of a quote ask for `state` only, so that every quote is both, which `oneOf` forbids.
    quote = document["components"]["schemas"]["Status"]["properties"]["quote"]
    quote["anyOf"] = quote.pop("oneOf")
    return document


@cache
def schema(path: str, method: str, status: int) -> Draft202012Validator | None:
    """The validator of one answer; None where the description names no body."""
    answers = described()["paths"][path][method]["responses"]
    content = answers[str(status)].get("content", {}).get("application/json")
    if content is None:
        return None
    return Draft202012Validator({**content["schema"], "components": described()["components"]})


Check = Callable[..., Any]


@pytest.fixture
def check(toot: httpx.Client) -> Check:
    """Sends a request, asserts its status and that its body is as described; gives the body."""

    def checked(
        method: str, template: str, *, status: int = 200, http: httpx.Client | None = None, **more: Any
    ) -> Any:
        path = template
        for name, value in more.pop("at", {}).items():
            path = path.replace(f"{{{name}}}", value)
        answer = (http or toot).request(method, path, **more)
        assert answer.status_code == status, answer.text
        validator = schema(template, method.lower(), status)
        if validator is not None:
            errors = [
                f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(answer.json())
            ]
            assert errors == []
        return answer.json()

    return checked


STATUSES = "/api/v1/statuses"
STATUS = "/api/v1/statuses/{id}"


def uploaded(check: Check, content: bytes = PNG, mime: str = "image/png", status: int = 200) -> str:
    made = check("POST", "/api/v2/media", status=status, files={"file": ("tasse", content, mime)})
    return str(made["id"])


def test_every_route_is_in_the_description() -> None:
    paths = described()["paths"]
    unknown = {
        route.path
        for route in ROUTES
        if route.method.lower() not in paths.get(route.path, {}) and not route.path.startswith("/system/")
    }
    assert unknown <= UNDESCRIBED


def test_statuses_of_every_kind_are_as_described(check: Check) -> None:
    plain = check("POST", STATUSES, json={"status": "Grüße @jiwoo #봄 https://example.com/a"})
    check("POST", STATUSES, json={"status": "zwei", "in_reply_to_id": plain["id"]})
    check("POST", STATUSES, json={"status": "Bild", "media_ids": [uploaded(check)], "sensitive": True})
    check("POST", STATUSES, json={"status": "hm", "poll": {"options": ["a", "둘"], "expires_in": 300}})
    check(
        "POST",
        STATUSES,
        json={"status": "x", "spoiler_text": "Krimi", "visibility": "unlisted", "language": "de"},
    )
    check("POST", STATUSES, json={"status": "zitiert", "quoted_status_id": plain["id"]})
    check("GET", STATUS, at={"id": plain["id"]})
    check("GET", STATUSES, params={"id[]": [plain["id"], "1"]})
    check("GET", f"{STATUS}/context", at={"id": plain["id"]})
    check("GET", f"{STATUS}/source", at={"id": plain["id"]})
    check("PUT", STATUS, at={"id": plain["id"]}, json={"status": "anders"})
    history = check("GET", f"{STATUS}/history", at={"id": plain["id"]})
    assert [state["content"] for state in history][-1] == "<p>anders</p>"
    check("DELETE", STATUS, at={"id": plain["id"]})


def test_refusals_are_as_described(check: Check, client: Callable[..., httpx.Client]) -> None:
    check("POST", STATUSES, status=422, json={"status": ""})
    check("GET", STATUS, status=404, at={"id": "1"})
    check("DELETE", STATUS, status=404, at={"id": "1"})
    check("POST", STATUSES, status=401, json={"status": "x"}, http=client())
    check("POST", "/api/v2/media", status=422, files={"file": ("a.txt", b"words", "text/plain")})
    check("GET", "/api/v1/media/{id}", status=404, at={"id": "1"})
    check("POST", "/oauth/token", status=401, data={"grant_type": "authorization_code", "client_id": "x"})


def test_accounts_and_the_instance_are_as_described(check: Check) -> None:
    me = check("GET", "/api/v1/accounts/verify_credentials")
    check("POST", STATUSES, json={"status": "eins"})
    check("GET", "/api/v1/accounts/{id}", at={"id": me["id"]})
    check("GET", "/api/v1/accounts/lookup", params={"acct": "jiwoo"})
    assert len(check("GET", "/api/v1/accounts/{id}/statuses", at={"id": me["id"]})) == 1
    check("GET", "/api/v2/instance")


def test_notifications_are_as_described(check: Check, client: Callable[..., httpx.Client]) -> None:
    check("POST", STATUSES, json={"status": "@cafeluka 고마워요"}, http=client("made-up-token-2"))
    assert [n["type"] for n in check("GET", "/api/v1/notifications")] == ["mention"]


def test_media_of_every_state_are_as_described(check: Check, sandbox: Served) -> None:
    sandbox.control.clock(frozen=True)
    video = uploaded(check, MP4, "video/mp4", status=202)
    check("GET", "/api/v1/media/{id}", status=206, at={"id": video})
    check("PUT", "/api/v1/media/{id}", at={"id": video}, json={"description": "Röstung", "focus": "0.5,-0.5"})
    sandbox.control.clock(move=5)
    check("GET", "/api/v1/media/{id}", at={"id": video})
    check("DELETE", "/api/v1/media/{id}", at={"id": uploaded(check)})


def test_scheduled_statuses_are_as_described(check: Check, sandbox: Served) -> None:
    sandbox.control.clock(at="2026-03-28T12:00:00Z", frozen=True)
    poll = {"options": ["a", "b"], "expires_in": 600}
    made = check(
        "POST", STATUSES, json={"status": "x", "scheduled_at": "2026-03-29T03:30:00+02:00", "poll": poll}
    )
    one = "/api/v1/scheduled_statuses/{id}"
    check("GET", "/api/v1/scheduled_statuses")
    check("GET", one, at={"id": made["id"]})
    check("PUT", one, at={"id": made["id"]}, json={"scheduled_at": "2026-03-30T03:30:00Z"})
    check("DELETE", one, at={"id": made["id"]})


def test_oauth_is_as_described(check: Check, client: Callable[..., httpx.Client]) -> None:
    uri = "urn:ietf:wg:oauth:2.0:oob"
    app = check(
        "POST", "/api/v1/apps", json={"client_name": "smmops", "redirect_uris": [uri], "scopes": "read write"}
    )
    shared = {"client_id": app["client_id"], "redirect_uri": uri, "scope": "read write"}
    code = (
        client().get("/oauth/authorize", params={**shared, "response_type": "code", "account": "jiwoo"}).text
    )
    data = {**shared, "client_secret": app["client_secret"], "grant_type": "authorization_code", "code": code}
    token = check("POST", "/oauth/token", data=data)["access_token"]
    assert check("GET", "/api/v1/accounts/verify_credentials", http=client(token))["username"] == "jiwoo"
