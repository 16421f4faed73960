"""Mastodon's tokens, OAuth and rate limits."""

import httpx
import pytest

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import TOKEN, USER
from tests.sandbox.tooting import STATUSES, Clients, live, said, say, upload


@pytest.mark.parametrize("token", [None, "wrong", ""])
def test_without_a_token_that_holds_nothing_is_written(
    sandbox: Served, client: Clients, token: str | None
) -> None:
    answer = say(client(token))
    assert (answer.status_code, answer.json()) == (401, {"error": "The access token is invalid"})
    assert live(sandbox) == []


def granted(client: Clients, scopes: str) -> tuple[httpx.Client, dict[str, str]]:
    http, uri = client(), "https://smmops.example/back"
    app = http.post(
        "/api/v1/apps", data={"client_name": "smmops", "redirect_uris": uri, "scopes": scopes}
    ).json()
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    shared = {"client_id": app["client_id"], "redirect_uri": uri, "scope": scopes}
    challenge = {
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    asked = {**shared, **challenge, "response_type": "code", "account": USER, "state": "s"}
    back = http.get("/oauth/authorize", params=asked).headers["location"]
    assert back.startswith(f"{uri}?code=")
    code = back.partition("code=")[2].partition("&")[0]
    form = {**shared, "client_secret": app["client_secret"], "grant_type": "authorization_code", "code": code}
    wrong = http.post("/oauth/token", data={**form, "code_verifier": "wrong"})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    token = http.post("/oauth/token", data={**form, "code_verifier": verifier}).json()["access_token"]
    used = http.post("/oauth/token", data={**form, "code_verifier": verifier})
    assert used.json()["error"] == "invalid_grant"
    secret = {"client_id": app["client_id"], "client_secret": app["client_secret"], "token": token}
    return client(token), secret


def test_oauth_gives_a_token_for_its_scopes_until_it_is_revoked(client: Clients) -> None:
    http, secret = granted(client, "read:accounts write:statuses")
    assert http.get("/api/v1/accounts/verify_credentials").json()["username"] == USER
    assert said(http, "von smmops")["application"]["name"] == "smmops"
    assert upload(http).json() == {"error": "This action is outside the authorized scopes"}
    assert client().post("/oauth/revoke", data=secret).json() == {}
    assert say(http).status_code == 401


def test_oauth_refuses_scopes_and_addresses_that_were_not_registered(client: Clients) -> None:
    uri = "https://smmops.example/back"
    app = (
        client()
        .post("/api/v1/apps", json={"client_name": "x", "redirect_uris": [uri], "scopes": "read"})
        .json()
    )
    asked = {"client_id": app["client_id"], "redirect_uri": uri, "scope": "write", "response_type": "code"}
    assert client().get("/oauth/authorize", params=asked).json()["error"] == "invalid_scope"
    elsewhere = {**asked, "scope": "read", "redirect_uri": "https://evil.example"}
    assert client().get("/oauth/authorize", params=elsewhere).status_code == 400
    plain = {**asked, "scope": "read", "code_challenge": "x", "code_challenge_method": "plain"}
    assert client().get("/oauth/authorize", params=plain).json()["error"] == "invalid_code_challenge_method"


def test_requests_run_out_with_headers_and_come_back(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(at="2026-11-22T21:12:00Z", frozen=True)
    first = toot.get("/api/v2/instance")
    assert first.headers["x-ratelimit-limit"] == "300"
    assert first.headers["x-ratelimit-remaining"] == "299"
    assert first.headers["x-ratelimit-reset"] == "2026-11-22T21:15:00.000000Z"
    codes = [toot.get("/api/v1/accounts/verify_credentials").status_code for _ in range(300)]
    assert codes == [200] * 299 + [429]
    sandbox.control.clock(at="2026-11-22T21:15:00Z")
    assert say(toot).status_code == 200


def test_deletes_have_a_limit_of_their_own(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    assert [toot.delete(f"{STATUSES}/1").status_code for _ in range(31)] == [404] * 30 + [429]
    sandbox.control.options("mastodon", rate_limits=False)
    assert toot.delete(f"{STATUSES}/1").status_code == 404


def test_a_frozen_account_writes_nothing(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.add_account("mastodon", USER, TOKEN, frozen=True)
    assert (say(toot).status_code, say(toot).json()) == (403, {"error": "Your login is currently disabled"})
    sandbox.control.add_account("mastodon", USER, TOKEN, frozen=False)
    assert say(toot).status_code == 200


def test_a_new_token_ends_the_old_one(sandbox: Served, toot: httpx.Client, client: Clients) -> None:
    said(toot)
    sandbox.control.add_account("mastodon", USER, "made-up-token-9", name="Café Luka", followers=412)
    assert say(toot).status_code == 401
    me = client("made-up-token-9").get("/api/v1/accounts/verify_credentials").json()
    assert (me["display_name"], me["followers_count"], me["statuses_count"]) == ("Café Luka", 412, 1)
