"""Failures on demand, over real connections."""

import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from smmops.sandbox.faults import Fault, Faults
from smmops.sandbox.serve import Served
from smmops.sandbox.state import State
from tests.sandbox.conftest import USER, Sky

STATUSES = "/api/v1/statuses"


def toots(sandbox: Served) -> list[str]:
    return [post["text"] for post in sandbox.control.live("mastodon", USER)]


def say(toot: httpx.Client, text: str = "봄이 왔어요", key: str = "") -> httpx.Response:
    return toot.post(STATUSES, json={"status": text}, headers={"idempotency-key": key} if key else {})


def test_a_reset_before_the_effect_leaves_nothing_live(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "reset", "path": STATUSES})
    with pytest.raises(httpx.ReadError):
        say(toot)
    assert toots(sandbox) == []
    assert say(toot).status_code == 200


def test_a_reset_after_the_effect_leaves_one_copy_and_the_key_finds_it(
    sandbox: Served, toot: httpx.Client
) -> None:
    sandbox.control.faults({"do": "reset", "when": "after", "path": STATUSES})
    with pytest.raises(httpx.ReadError):
        say(toot, key="k")
    assert toots(sandbox) == ["봄이 왔어요"]
    again = say(toot, key="k")
    (live,) = sandbox.control.live("mastodon", USER)
    assert (again.status_code, again.json()["id"], live["requests"]) == (200, live["id"], 2)


def test_a_reset_is_a_reset_on_the_wire(sandbox: Served) -> None:
    sandbox.control.faults({"do": "reset", "path": "/api/v2/instance"})
    where = urlsplit(sandbox.url)
    with socket.create_connection((where.hostname, where.port), timeout=5) as line:
        line.sendall(b"GET /api/v2/instance HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            line.recv(1)


def test_an_effect_can_come_after_the_connection_is_gone(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "reset", "path": STATUSES, "effect_after": 0.3})
    with pytest.raises(httpx.ReadError):
        say(toot)
    assert toots(sandbox) == []
    deadline = time.monotonic() + 5
    while not toots(sandbox) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert toots(sandbox) == ["봄이 왔어요"]


@pytest.mark.parametrize(("when", "live"), [("before", 0), ("after", 1)])
def test_a_delay_outlives_the_client_and_the_effect_comes_all_the_same(
    sandbox: Served, toot: httpx.Client, when: str, live: int
) -> None:
    sandbox.control.faults({"do": "delay", "when": when, "seconds": 0.5, "path": STATUSES})
    with pytest.raises(httpx.ReadTimeout):
        toot.post(STATUSES, json={"status": "x"}, timeout=0.2)
    assert len(toots(sandbox)) == live
    deadline = time.monotonic() + 5
    while not toots(sandbox) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(toots(sandbox)) == 1


@pytest.mark.parametrize(("when", "live"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_5xx_comes_before_or_after_the_effect(
    sandbox: Served, toot: httpx.Client, when: str, live: int, status: int
) -> None:
    sandbox.control.faults({"do": "status", "status": status, "when": when, "path": STATUSES})
    answer = say(toot)
    assert (answer.status_code, len(toots(sandbox))) == (status, live)
    assert answer.json()["error"]


def test_a_5xx_can_be_an_html_page(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "status", "status": 502, "html": True})
    answer = say(toot)
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert answer.text.startswith("<!doctype html>")


@pytest.mark.parametrize("do", ["truncate", "garbage"])
def test_a_spoiled_answer_is_no_json_and_the_effect_is_there(
    sandbox: Served, toot: httpx.Client, do: str
) -> None:
    sandbox.control.faults({"do": do, "when": "after", "path": STATUSES})
    answer = say(toot)
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        answer.json()
    assert (answer.status_code, len(toots(sandbox))) == (200, 1)


def test_a_cut_answer_breaks_in_the_middle_of_its_body(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "cut", "when": "after", "path": STATUSES})
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        say(toot)
    assert len(toots(sandbox)) == 1


def test_mastodons_429_names_its_reset_as_a_time(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "rate_limit", "path": STATUSES})
    answer = say(toot)
    assert (answer.status_code, answer.json()) == (429, {"error": "Too many requests"})
    assert answer.headers["x-ratelimit-remaining"] == "0"
    assert datetime.fromisoformat(answer.headers["x-ratelimit-reset"]) > datetime.now(UTC)
    assert toots(sandbox) == []


def test_blueskys_429_names_its_reset_in_seconds(sandbox: Served, sky: Sky) -> None:
    sandbox.control.faults({"do": "rate_limit", "path": "*putRecord"})
    answer = sky.put("3l2abcdefgh2k", "x")
    assert (answer.status_code, answer.json()["error"]) == (429, "RateLimitExceeded")
    assert int(answer.headers["ratelimit-reset"]) > time.time()
    assert 0 < int(answer.headers["retry-after"]) <= 300
    assert answer.headers["ratelimit-policy"] == "3000;w=300"


def test_an_expired_token_is_400_on_bluesky_and_401_on_mastodon(
    sandbox: Served, sky: Sky, toot: httpx.Client
) -> None:
    sandbox.control.faults({"do": "expired", "times": 2})
    refused = sky.put("3l2abcdefgh2k", "x")
    assert (refused.status_code, refused.json()["error"]) == (400, "ExpiredToken")
    said = say(toot)
    assert (said.status_code, said.json()) == (401, {"error": "The access token is invalid"})
    assert sky.put("3l2abcdefgh2k", "x").status_code == 200


def test_a_lagging_list_hides_what_is_young(sandbox: Served, sky: Sky, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    sandbox.control.faults({"do": "lag", "seconds": 30, "times": None})
    owner = say(toot).json()["account"]["id"]
    uri = sky.put("3l2abcdefgh2k", "x").json()["uri"]

    def listed() -> tuple[int, int, int, int]:
        records = sky.get("com.atproto.repo.listRecords", repo=sky.did, collection="app.bsky.feed.post")
        return (
            len(toot.get(f"/api/v1/accounts/{owner}/statuses").json()),
            len(sky.get("app.bsky.feed.getPosts", uris=uri).json()["posts"]),
            len(sky.get("app.bsky.feed.getAuthorFeed", actor=sky.did).json()["feed"]),
            len(records.json()["records"]),
        )

    assert listed() == (0, 0, 0, 0)
    exact = {"repo": sky.did, "collection": "app.bsky.feed.post", "rkey": "3l2abcdefgh2k"}
    assert sky.get("com.atproto.repo.getRecord", **exact).status_code == 200
    sandbox.control.clock(move=31)
    assert listed() == (1, 1, 1, 1)


def test_the_date_header_alone_can_be_off(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    sandbox.control.faults({"do": "date", "seconds": -120})
    off = parsedate_to_datetime(toot.get("/api/v2/instance").headers["date"])
    right = parsedate_to_datetime(toot.get("/api/v2/instance").headers["date"])
    assert (right - off).total_seconds() == 120


def test_a_fault_strikes_as_often_as_it_says_after_what_it_skips(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "status", "times": 2, "skip": 1, "path": STATUSES})
    assert [say(toot, str(n)).status_code for n in range(4)] == [200, 503, 503, 200]
    (fault,) = sandbox.control.state()["faults"]
    assert (fault["seen"], fault["hits"]) == (4, 2)


def test_a_fault_hits_one_account_and_leaves_the_other(
    sandbox: Served, toot: httpx.Client, client: Callable[..., httpx.Client]
) -> None:
    sandbox.control.faults({"do": "status", "times": None, "account": "jiwoo"})
    assert say(toot).status_code == 200
    assert say(client("made-up-token-2")).status_code == 503


def test_a_fault_of_one_network_leaves_the_other(sandbox: Served, sky: Sky, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "status", "times": None, "network": "bluesky"})
    assert (sky.put("3l2abcdefgh2k", "x").status_code, say(toot).status_code) == (503, 200)


def test_faults_never_hit_the_control_endpoints_and_can_be_taken_away(
    sandbox: Served, toot: httpx.Client
) -> None:
    sandbox.control.faults({"do": "reset", "times": None})
    sandbox.control.clear_faults()
    assert say(toot).status_code == 200


def test_the_request_log_says_what_struck(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.faults({"do": "reset"}, {"do": "status", "when": "after"})
    with pytest.raises(httpx.ReadError):
        say(toot)
    say(toot)
    logged = [(one["status"], one["fault"]) for one in sandbox.control.requests() if one["method"] == "POST"]
    assert logged == [(0, "reset:before"), (200, "status:after")]


def chance(seed: int) -> list[bool]:
    faults = Faults(State())
    faults.add(Fault.model_validate({"do": "reset", "times": None, "probability": 0.5, "seed": seed}))
    met: dict[str, Any] = {"network": "bluesky", "account": None, "method": "GET", "path": "/xrpc/x"}
    return [bool(faults.strike(**met)) for _ in range(64)]


def test_chance_comes_out_the_same_for_the_same_seed() -> None:
    assert chance(1) == chance(1) != chance(2)
    assert 16 < sum(chance(1)) < 48
