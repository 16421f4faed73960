"""Short forms of what the Mastodon tests do all the time."""

from collections.abc import Callable
from typing import Any

import httpx

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import PNG, USER

STATUSES = "/api/v1/statuses"
Clients = Callable[..., httpx.Client]


def say(toot: httpx.Client, status: str = "봄이 왔어요", key: str = "", **more: Any) -> httpx.Response:
    head = {"idempotency-key": key} if key else {}
    return toot.post(STATUSES, json={"status": status, **more}, headers=head)


def said(toot: httpx.Client, status: str = "봄이 왔어요", **more: Any) -> dict[str, Any]:
    answer = say(toot, status, **more)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def upload(toot: httpx.Client, content: bytes = PNG, mime: str = "image/png", **more: str) -> httpx.Response:
    return toot.post("/api/v2/media", files={"file": ("tasse", content, mime)}, data=more)


def live(sandbox: Served) -> list[dict[str, Any]]:
    return sandbox.control.live("mastodon", USER)
