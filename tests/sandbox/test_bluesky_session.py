"""Bluesky's sessions and rate limits."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import httpx

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import HANDLE, PASSWORD, POST, Sky

KEY = "3l2abcdefgh2k"
KEYS = ("3l2abcdefgh22", "3l2abcdefgh23", "3l2abcdefgh24")


def live(sandbox: Served) -> list[dict[str, Any]]:
    return sandbox.control.live("bluesky", HANDLE)


def expiry(token: str) -> int:
    payload = token.split(".")[1]
    return int(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["exp"])


def test_tokens_run_out_by_the_movable_clock_and_refresh(
    sandbox: Served, sky: Sky, client: Callable[..., httpx.Client]
) -> None:
    assert abs(expiry(sky.session["accessJwt"]) - time.time() - 7200) < 60
    sandbox.control.clock(move=7201)
    assert sky.put(KEY, "x").json()["error"] == "ExpiredToken"
    renewed = client(sky.session["refreshJwt"]).post("/xrpc/com.atproto.server.refreshSession")
    fresh = Sky(client(renewed.json()["accessJwt"]), sky.did, renewed.json())
    assert fresh.put(KEY, "x").status_code == 200


def test_an_old_refresh_token_holds_two_hours_more(
    sandbox: Served, sky: Sky, client: Callable[..., httpx.Client]
) -> None:
    old = client(sky.session["refreshJwt"])
    assert old.post("/xrpc/com.atproto.server.refreshSession").status_code == 200
    assert old.post("/xrpc/com.atproto.server.refreshSession").status_code == 200
    sandbox.control.clock(move=7201)
    assert old.post("/xrpc/com.atproto.server.refreshSession").json()["error"] == "ExpiredToken"


def test_a_token_with_another_signature_is_refused(sky: Sky, client: Callable[..., httpx.Client]) -> None:
    head, payload, signature = sky.session["accessJwt"].split(".")
    forged = client(f"{head}.{payload}.{signature[::-1]}")
    assert forged.get("/xrpc/com.atproto.server.getSession").json()["error"] == "InvalidToken"


def test_the_session_names_the_server_that_holds_the_account(sandbox: Served, sky: Sky) -> None:
    (service,) = sky.session["didDoc"]["service"]
    assert (service["id"], service["serviceEndpoint"]) == ("#atproto_pds", sandbox.url)


def test_the_same_handle_has_the_same_did_on_every_sandbox(sandbox: Served, sky: Sky) -> None:
    assert (
        sandbox.control.add_account("bluesky", HANDLE, PASSWORD)
        == sky.did
        == "did:plc:unpsjsesw7lueepfjw6y4cle"
    )


def test_writes_cost_points_and_run_out(sandbox: Served, sky: Sky) -> None:
    sandbox.control.clock(frozen=True)
    assert sky.put(KEY, "x").headers["ratelimit-limit"] == "3000"
    absent = {"$type": "com.atproto.repo.applyWrites#delete", "collection": POST, "rkey": "gone"}
    for _ in range(24):  # a refused write costs its points too
        refused = sky.call("com.atproto.repo.applyWrites", {"repo": sky.did, "writes": [absent] * 200})
        assert refused.status_code == 500
    full = [sky.put(KEY, "x").status_code for _ in range(101)]
    assert full == [200] * 99 + [429, 429]  # 2 for the first put, 4,800, then 2 each: 5,000 at the 99th
    sandbox.control.clock(move=3600)
    assert sky.put(KEY, "x").status_code == 200


def test_signing_in_too_often_is_refused_until_the_window_ends(
    sandbox: Served, client: Callable[..., httpx.Client]
) -> None:
    sandbox.control.clock(at="2026-11-22T10:00:00Z", frozen=True)
    session = {"identifier": HANDLE, "password": "falsch"}
    http = client()
    tries = [http.post("/xrpc/com.atproto.server.createSession", json=session) for _ in range(31)]
    assert [answer.status_code for answer in tries] == [401] * 30 + [429]
    assert tries[-1].headers["ratelimit-policy"] == "30;w=300"
    assert tries[-1].headers["ratelimit-reset"] == "1795341900"
    sandbox.control.clock(move=300)
    assert http.post("/xrpc/com.atproto.server.createSession", json=session).status_code == 401


def test_rate_limits_can_be_switched_off(sandbox: Served, client: Callable[..., httpx.Client]) -> None:
    sandbox.control.options("bluesky", rate_limits=False)
    session = {"identifier": HANDLE, "password": PASSWORD}
    http = client()
    tries = [http.post("/xrpc/com.atproto.server.createSession", json=session) for _ in range(31)]
    assert {answer.status_code for answer in tries} == {200}
    assert "ratelimit-limit" not in tries[0].headers


def test_an_account_taken_down_is_refused_everywhere(
    sandbox: Served, sky: Sky, client: Callable[..., httpx.Client]
) -> None:
    sandbox.control.add_account("bluesky", HANDLE, PASSWORD, frozen=True)
    session = {"identifier": HANDLE, "password": PASSWORD}
    again = client().post("/xrpc/com.atproto.server.createSession", json=session)
    for answer in (again, sky.put(KEY, "x")):
        assert (answer.status_code, answer.json()["error"]) == (401, "AccountTakedown")
    assert live(sandbox) == []
