"""The servers that the contract suite runs against."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import httpx

from smmops.model.outcome import Remote
from smmops.sandbox.serve import Control, Served, serve

SECRET = "gute-nacht-mond-7731"
_number = itertools.count(1)
POSTS = "app.bsky.feed.post"
PUT = ("POST", "/xrpc/com.atproto.repo.putRecord")


def unix_reset(until: datetime) -> dict[str, str]:
    return {"RateLimit-Reset": str(int(until.timestamp())), "RateLimit-Policy": "3000;w=300"}


def iso_reset(until: datetime) -> dict[str, str]:
    return {"X-RateLimit-Reset": until.isoformat().replace("+00:00", "Z")}


def retry_date(until: datetime) -> dict[str, str]:
    return {"Retry-After": format_datetime(until, usegmt=True)}


@dataclass
class Sandboxed:
    """An account on the sandbox."""

    network: str
    handle: str
    secret: str
    url: str
    control: Control
    publish_call: tuple[str, str]
    edit_call: tuple[str, str]
    remove_call: tuple[str, str]
    limited: Callable[[datetime], dict[str, str]]
    has_numbers: bool = True

    def _posts(self) -> list[dict[str, Any]]:
        return self.control.live(self.network, self.handle)

    def live(self) -> list[str]:
        return [post["text"] for post in self._posts()]

    def media(self) -> list[list[str]]:
        return [[item["alt"] for item in post["media"]] for post in self._posts()]

    def edit(self, remote: Remote, text: str) -> None:
        self.control.edit(self.network, self.handle, remote.id, text)

    def delete(self, remote: Remote) -> None:
        self.control.delete(self.network, self.handle, remote.id)


@dataclass
class RealPds:
    """An account on a real PDS; it has no AppView, so it answers no metrics."""

    url: str
    handle: str
    secret: str
    did: str
    token: str
    network: str = "bluesky"
    publish_call: tuple[str, str] = PUT
    edit_call: tuple[str, str] = PUT
    remove_call: tuple[str, str] = ("POST", "/xrpc/com.atproto.repo.deleteRecord")
    limited: Callable[[datetime], dict[str, str]] = field(default=retry_date)
    has_numbers: bool = False

    def _records(self) -> list[dict[str, Any]]:
        params = {"repo": self.did, "collection": POSTS, "limit": "100"}
        answer = httpx.get(f"{self.url}/xrpc/com.atproto.repo.listRecords", params=params, trust_env=False)
        records = [record["value"] for record in answer.json()["records"]]
        return sorted(records, key=lambda record: str(record["createdAt"]))

    def live(self) -> list[str]:
        return [record["text"] for record in self._records()]

    def media(self) -> list[list[str]]:
        return [[i["alt"] for i in record.get("embed", {}).get("images", [])] for record in self._records()]

    def _call(self, name: str, body: dict[str, Any]) -> None:
        head = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.url}/xrpc/com.atproto.repo.{name}"
        answer = httpx.post(
            url, json={"repo": self.did, "collection": POSTS, **body}, headers=head, trust_env=False
        )
        answer.raise_for_status()

    def edit(self, remote: Remote, text: str) -> None:
        record = {"$type": POSTS, "text": text, "createdAt": "2026-11-22T10:00:00.000Z"}
        self._call("putRecord", {"rkey": remote.id.rpartition("/")[2], "record": record})

    def delete(self, remote: Remote) -> None:
        self._call("deleteRecord", {"rkey": remote.id.rpartition("/")[2]})


@contextmanager
def unlimited() -> Iterator[Served]:
    """A sandbox whose rate limits are off."""
    with serve() as served:
        served.control.options("bluesky", rate_limits=False)
        served.control.options("mastodon", rate_limits=False)
        yield served


def bluesky_account(served: Served) -> Sandboxed:
    """A new account; its secret is its own."""
    handle = f"acme{next(_number)}.test"
    secret = f"{SECRET}-{handle}"
    served.control.add_account("bluesky", handle, secret)
    remove = ("POST", "/xrpc/com.atproto.repo.deleteRecord")
    return Sandboxed("bluesky", handle, secret, served.url, served.control, PUT, PUT, remove, unix_reset)


def mastodon_account(served: Served) -> Sandboxed:
    """A new account; its secret is its own."""
    handle = f"acme{next(_number)}"
    secret = f"{SECRET}-{handle}"
    served.control.add_account("mastodon", handle, secret)
    path = "/api/v1/statuses"
    return Sandboxed(
        network="mastodon",
        handle=handle,
        secret=secret,
        url=served.url,
        control=served.control,
        publish_call=("POST", path),
        edit_call=("PUT", path),
        remove_call=("DELETE", path),
        limited=iso_reset,
    )
