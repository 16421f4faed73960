"""What a case of the corpus is, and short forms of the requests it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060f8cf"
    "c000000301010018dd8db00000000049454e44ae426082"
)
POST: Final = "app.bsky.feed.post"
AT: Final = "2026-11-22T10:00:00.000Z"


@dataclass(frozen=True)
class Req:
    """One request. `token` names the token to send: access, refresh, service, other, none, or literal text."""

    method: str
    name: str
    json: Any = None
    params: Mapping[str, Any] | list[tuple[str, str]] = field(default_factory=dict)
    token: str = "access"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """`same_cid` also compares the CID of the last answer."""

    title: str
    requests: tuple[Req, ...]
    same_cid: bool = False


def post(text: str = "Frühling im Café ☕ 봄이 왔어요", **more: Any) -> dict[str, Any]:
    return {"$type": POST, "text": text, "createdAt": AT, **more}


def put(rkey: Any, record: Any, **more: Any) -> Req:
    body = {"repo": "{did}", "collection": POST, "rkey": rkey, "record": record, **more}
    token = body.pop("token", "access")
    return Req(
        "POST", "com.atproto.repo.putRecord", {k: v for k, v in body.items() if v is not ABSENT}, token=token
    )


ABSENT: Final = object()
_serial = iter(range(10**6))


def key() -> str:
    """A fresh valid TID."""
    number = next(_serial)
    letters = "234567abcdefghijklmnopqrstuvwxyz"
    return "3lcorpus" + "".join(letters[number // 32**i % 32] for i in (4, 3, 2, 1, 0))


def call(name: str, **body: Any) -> Req:
    token = body.pop("token", "access")
    return Req("POST", f"com.atproto.{name}", body, token=token)


def ask(name: str, *, token: str = "none", **params: Any) -> Req:
    return Req("GET", name if name.startswith("app.") else f"com.atproto.{name}", params=params, token=token)


def case(title: str, *requests: Req, same_cid: bool = False) -> Case:
    return Case(title, requests, same_cid)


def upload(body: bytes = PNG, mime: str = "image/png", token: str = "access") -> Req:
    head = {"content-type": mime} if mime else {}
    return Req("POST", "com.atproto.repo.uploadBlob", body=body, headers=head, token=token)


def image(blob: Any = "{blob}", **more: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": "Tasse", **more}]}


def link(start: Any, end: Any, uri: str = "https://example.com/") -> dict[str, Any]:
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": uri}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


def write(kind: str, **more: Any) -> dict[str, Any]:
    return {"$type": f"com.atproto.repo.applyWrites#{kind}", "collection": POST, **more}


def raw(name: str, body: bytes, mime: str = "application/json", method: str = "POST") -> Req:
    head = {"content-type": mime} if mime else {}
    return Req(method, f"com.atproto.{name}", body=body, headers=head)


LIKE: Final = "app.bsky.feed.like"
NO_BLOB: Final[dict[str, Any]] = {
    "$type": "blob",
    "ref": {"$link": "bafkreid4xstsvj6oplicwe6xi2kyrmdepyqdmkkf3uyuszvsssbebflrsm"},
    "mimeType": "image/png",
    "size": 70,
}
REF: Final = {"uri": "{uri}", "cid": "{cid}"}
