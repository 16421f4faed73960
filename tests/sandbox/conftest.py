"""A fresh sandbox for each test, with an account on every network."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from smmops.sandbox.serve import Served, serve

HANDLE = "minji.bsky.social"
PASSWORD = "abcd-efgh-ijkl-mnop"
USER = "cafeluka"
TOKEN = "made-up-token-1"
POST = "app.bsky.feed.post"
AT = "2026-11-22T10:00:00.000Z"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060f8cf"
    "c000000301010018dd8db00000000049454e44ae426082"
)
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 64


@dataclass
class Sky:
    """A signed-in Bluesky account."""

    http: httpx.Client
    did: str
    session: dict[str, Any]

    def call(self, name: str, body: Any = None, **more: Any) -> httpx.Response:
        return self.http.post(f"/xrpc/{name}", json=body, **more)

    def get(self, name: str, **params: Any) -> httpx.Response:
        return self.http.get(f"/xrpc/{name}", params=params)

    def put(self, rkey: str, text: str, **record: Any) -> httpx.Response:
        whole = {"$type": POST, "text": text, "createdAt": AT, **record}
        body = {"repo": self.did, "collection": POST, "rkey": rkey, "swapRecord": None, "record": whole}
        return self.call("com.atproto.repo.putRecord", body)

    def upload(self, content: bytes, mime: str = "image/png") -> dict[str, Any]:
        answer = self.http.post(
            "/xrpc/com.atproto.repo.uploadBlob", content=content, headers={"content-type": mime}
        )
        assert answer.status_code == 200, answer.text
        blob: dict[str, Any] = answer.json()["blob"]
        return blob


@pytest.fixture(scope="session")
def running() -> Iterator[Served]:
    """One server for all tests: starting and ending one takes longer than most of them."""
    with serve() as served:
        yield served


@pytest.fixture
def sandbox(running: Served) -> Served:
    """A sandbox that knows three accounts and nothing else."""
    running.control.forget()
    for network, handle, secret in (
        ("bluesky", HANDLE, PASSWORD),
        ("mastodon", USER, TOKEN),
        ("mastodon", "jiwoo", "made-up-token-2"),
    ):
        running.control.add_account(network, handle, secret)
    return running


@pytest.fixture
def client(sandbox: Served) -> Iterator[Callable[..., httpx.Client]]:
    """Makes clients of the sandbox; each waits at most five seconds and never retries."""
    made: list[httpx.Client] = []

    def make(token: str | None = None) -> httpx.Client:
        head = {"authorization": f"Bearer {token}"} if token else {}
        made.append(httpx.Client(base_url=sandbox.url, headers=head, trust_env=False, timeout=5))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def sky(client: Callable[..., httpx.Client]) -> Sky:
    answer = client().post(
        "/xrpc/com.atproto.server.createSession", json={"identifier": HANDLE, "password": PASSWORD}
    )
    session = answer.json()
    return Sky(client(session["accessJwt"]), session["did"], session)


@pytest.fixture
def toot(client: Callable[..., httpx.Client]) -> httpx.Client:
    """A Mastodon client with its token."""
    return client(TOKEN)
