"""Requests, good and bad, that the sandbox and a real PDS answer with equal status and error name.

A case is a list of requests; `{did}`, `{other}`, `{access}`, `{refresh}`, `{service}`, `{base_did}`, `{cid}`
(of the last answer that had one), `{commit}`, `{blob}` (the last uploaded) are filled in. Only the last answer
of a case is compared, after the ones before it did what they were there for.
"""

import json
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


def put(rkey: str, record: Any, **more: Any) -> Req:
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


K1, K2, K3, K4, K5, K6, K7, K8, K9 = (key() for _ in range(9))
LIKE: Final = "app.bsky.feed.like"
NO_BLOB: Final = {
    "$type": "blob",
    "ref": {"$link": "bafkreid4xstsvj6oplicwe6xi2kyrmdepyqdmkkf3uyuszvsssbebflrsm"},
    "mimeType": "image/png",
    "size": 70,
}
REF: Final = {"uri": "{uri}", "cid": "{cid}"}

RECORDS: Final = (
    case("a new post by put", put(key(), post(), swapRecord=None), same_cid=True),
    case(
        "the same put again",
        put(K1, post(), swapRecord=None),
        put(K1, post(), swapRecord=None),
        same_cid=True,
    ),
    case("the same put, keys in another order", put(K1, dict(reversed(post().items())), swapRecord=None)),
    case("other content under a key that must be free", put(K1, post("neu"), swapRecord=None)),
    case("other content with a wrong swap", put(K1, post("neu"), swapRecord=NO_BLOB["ref"]["$link"])),
    case("the same content with a wrong swap", put(K1, post(), swapRecord=NO_BLOB["ref"]["$link"])),
    case(
        "other content with the right swap", put(K2, post("eins")), put(K2, post("zwei"), swapRecord="{cid}")
    ),
    case("other content without a swap", put(K3, post("eins")), put(K3, post("zwei")), same_cid=True),
    case("a swap of what is not there", put(key(), post(), swapRecord=NO_BLOB["ref"]["$link"])),
    case("a swap that is no cid", put(key(), post(), swapRecord="latest")),
    case("a wrong commit swap", put(key(), post(), swapCommit=NO_BLOB["ref"]["$link"])),
    case("the right commit swap", put(key(), post("a")), put(key(), post("b"), swapCommit="{commit}")),
    case("the type is filled in", put(key(), {"text": "ohne Typ", "createdAt": AT}), same_cid=True),
    case("another type than the collection", put(key(), post(**{"$type": LIKE}))),
    case("no record", put(key(), ABSENT)),
    case("a record that is a list", put(key(), ["text"])),
    case("a record that is a string", put(key(), "text")),
    case("a record that is null", put(key(), None)),
    case("no repo", put(key(), post(), repo=ABSENT)),
    case("a repo that is no identifier", put(key(), post(), repo="not a repo")),
    case("a repo nobody has", put(key(), post(), repo="did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")),
    case("another account's repo", put(key(), post(), repo="{other}")),
    case("the repo by handle", put(key(), post(), repo="{handle}")),
    case("a collection that is none", put(key(), post(), collection="posts")),
    case(
        "a collection nobody knows",
        put("mine", {"$type": "com.example.note", "n": 1}, collection="com.example.note"),
    ),
    case(
        "an unknown collection that must validate",
        put("mine2", {"$type": "com.example.note"}, collection="com.example.note", validate=True),
    ),
    case("a key that is no TID", put("launch-2026", post())),
    case("a key with a slash", put("3l/abc", post())),
    case("a key of dots", put("..", post())),
    case("a key of a TID's length with a wrong letter", put("3lcorpus00001", post())),
    case("a TID with its top bit set", put("zzzzzzzzzzzzz", post())),
    case("no key", put(ABSENT, post())),
    case("an empty key", put("", post())),
    case("a key that is a number", put(5, post())),
    case("no validation asked for, a broken post", put(key(), post(createdAt="gestern"), validate=False)),
    case("validation asked for, a good post", put(key(), post(), validate=True)),
    case("validate that is no boolean", put(key(), post(), validate="yes")),
    case("a float in a record", put(key(), post(score=1.5))),
    case("a whole float is an integer", put(key(), post(score=2.0)), same_cid=True),
    case(
        "a field nobody knows",
        put(key(), post(mood="heiter", tiefe={"b": [1, None, True], "aa": "x"})),
        same_cid=True,
    ),
)
TEXT: Final = (
    case("300 graphemes of families", put(key(), post("👨‍👩‍👧" * 160)), same_cid=True),
    case("300 graphemes", put(key(), post("é" * 300))),
    case("301 graphemes", put(key(), post("é" * 301))),
    case("301 graphemes of decomposed letters", put(key(), post("e\u0301" * 301))),
    case("300 graphemes of decomposed letters", put(key(), post("e\u0301" * 300))),
    case("Korean syllables made of letters", put(key(), post("\u1100\u1161\u11a8" * 300))),
    case("3,000 bytes", put(key(), post("👨‍👩‍👧‍👦" * 120))),
    case("3,001 bytes in few graphemes", put(key(), post("👨‍👩‍👧‍👦" * 121))),
    case("an empty text", put(key(), post(""))),
    case("no text", put(key(), {"$type": POST, "createdAt": AT})),
    case("a text that is null", put(key(), post(None))),  # type: ignore[arg-type]
    case("no time", put(key(), {"$type": POST, "text": "x"})),
    case("a time without a zone", put(key(), post(createdAt="2026-11-22T10:00:00"))),
    case("a time of day only", put(key(), post(createdAt="2026-11-22"))),
    case("a time with an offset", put(key(), post(createdAt="2026-11-22T19:00:00+09:00"))),
    case("a time at -00:00", put(key(), post(createdAt="2026-11-22T19:00:00-00:00"))),
    case("a 30 February", put(key(), post(createdAt="2026-02-30T19:00:00Z"))),
    case("a leap second", put(key(), post(createdAt="2026-06-30T23:59:60Z"))),
    case("a month 13", put(key(), post(createdAt="2026-13-01T19:00:00Z"))),
    case("two languages", put(key(), post(langs=["ko", "de-CH"]))),
    case("four languages", put(key(), post(langs=["ko", "de", "en", "fr"]))),
    case("a language that is none", put(key(), post(langs=["Deutsch!"]))),
    case("languages that are a string", put(key(), post(langs="ko"))),
    case("eight tags", put(key(), post(tags=[f"봄{n}" for n in range(8)]))),
    case("nine tags", put(key(), post(tags=[f"t{n}" for n in range(9)]))),
    case("a tag of 65 graphemes", put(key(), post(tags=["x" * 65]))),
    case(
        "labels",
        put(
            key(), post(labels={"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "nudity"}]})
        ),
    ),
    case("labels without a type", put(key(), post(labels={"values": [{"val": "nudity"}]}))),
    case("labels of an unknown type", put(key(), post(labels={"$type": "com.example.labels"}))),
    case("half a character", put(key(), post("\ud800 Café")), same_cid=True),
)
FACETS: Final = (
    case("a link", put(key(), post("hier", facets=[link(0, 4)]))),
    case("a link to what is no address", put(key(), post("hier", facets=[link(0, 4, "not a uri")]))),
    case(
        "a link without its end",
        put(key(), post("hier", facets=[{"index": {"byteStart": 0}, "features": []}])),
    ),
    case("a negative start", put(key(), post("hier", facets=[link(-1, 4)]))),
    case("a start that is a string", put(key(), post("hier", facets=[link("0", 4)]))),
    case("no features", put(key(), post("hier", facets=[{"index": {"byteStart": 0, "byteEnd": 4}}]))),
    case(
        "a mention without a DID",
        put(
            key(),
            post(
                "@x",
                facets=[
                    {
                        "index": {"byteStart": 0, "byteEnd": 2},
                        "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "minji"}],
                    }
                ],
            ),
        ),
    ),
    case(
        "a feature without a type",
        put(
            key(),
            post(
                "@x",
                facets=[
                    {"index": {"byteStart": 0, "byteEnd": 2}, "features": [{"uri": "https://a.example"}]}
                ],
            ),
        ),
    ),
    case(
        "a feature of an unknown type",
        put(
            key(),
            post(
                "@x",
                facets=[{"index": {"byteStart": 0, "byteEnd": 2}, "features": [{"$type": "com.example.x"}]}],
            ),
        ),
    ),
    case(
        "a reply", put(K4, post("erstens")), put(key(), post("zweitens", reply={"root": REF, "parent": REF}))
    ),
    case("a reply without its root", put(key(), post("zweitens", reply={"parent": REF}))),
    case(
        "a reply to what is no uri",
        put(key(), post("x", reply={"root": {"uri": "x", "cid": "{cid}"}, "parent": REF})),
    ),
    case(
        "a reply with what is no cid",
        put(key(), post("x", reply={"root": {"uri": "{uri}", "cid": "x"}, "parent": REF})),
    ),
    case(
        "a quote",
        put(K5, post("zitiert")),
        put(key(), post("x", embed={"$type": "app.bsky.embed.record", "record": REF})),
    ),
    case("an embed without a type", put(key(), post("x", embed={"images": []}))),
    case("an embed of an unknown type", put(key(), post("x", embed={"$type": "com.example.embed"}))),
    case(
        "a link card",
        put(
            key(),
            post(
                "x",
                embed={
                    "$type": "app.bsky.embed.external",
                    "external": {"uri": "https://example.com", "title": "T", "description": ""},
                },
            ),
        ),
    ),
    case(
        "a link card without a description",
        put(
            key(),
            post(
                "x",
                embed={
                    "$type": "app.bsky.embed.external",
                    "external": {"uri": "https://example.com", "title": "T"},
                },
            ),
        ),
    ),
)
BLOBS: Final = (
    case("an upload", upload()),
    case("the same upload again", upload(), upload()),
    case("an upload whose header lies", upload(PNG, "image/jpeg")),
    case("an upload of text", upload(b"WEBVTT", "text/vtt")),
    case("an upload without a type", upload(PNG, "")),
    case("an upload of an impossible type", upload(PNG, "nonsense")),
    case("an empty upload", upload(b"", "image/png")),
    case("an upload without a token", upload(token="none")),
    case("a picture", upload(), put(key(), post("x", embed=image()))),
    case(
        "a picture without alt",
        upload(),
        put(key(), post("x", embed={**image(), "images": [{"image": "{blob}"}]})),
    ),
    case("a picture never uploaded", put(key(), post("x", embed=image(NO_BLOB)))),
    case(
        "a picture with a wrong type",
        upload(PNG + b"1"),
        put(key(), post("x", embed=image({**NO_BLOB, "ref": "{ref}", "mimeType": "image/webp"}))),
    ),
    case(
        "a picture with a wrong size",
        upload(PNG + b"2"),
        put(key(), post("x", embed=image({**NO_BLOB, "ref": "{ref}", "size": 9}))),
    ),
    case("a picture too large to say so", put(key(), post("x", embed=image({**NO_BLOB, "size": 2_000_001})))),
    case(
        "a picture that is a text", put(key(), post("x", embed=image({**NO_BLOB, "mimeType": "text/plain"})))
    ),
    case("a picture with a field too many", put(key(), post("x", embed=image({**NO_BLOB, "name": "a.png"})))),
    case(
        "a picture by its old form",
        put(key(), post("x", embed=image({"cid": NO_BLOB["ref"]["$link"], "mimeType": "image/png"}))),
    ),
    case(
        "five pictures", upload(), put(key(), post("x", embed={**image(), "images": image()["images"] * 5}))
    ),
    case(
        "four pictures", upload(), put(key(), post("x", embed={**image(), "images": image()["images"] * 4}))
    ),
    case(
        "a shape of zero", upload(), put(key(), post("x", embed=image(aspectRatio={"width": 0, "height": 1})))
    ),
    case("a blob outside any field that asks for one", put(key(), post("x", extra=NO_BLOB))),
    case("a blob by address", upload(), ask("sync.getBlob", did="{did}", cid="{ref_cid}")),
    case(
        "a blob by address that is used",
        upload(),
        put(key(), post("x", embed=image())),
        ask("sync.getBlob", did="{did}", cid="{ref_cid}"),
    ),
    case(
        "a blob of nobody",
        ask("sync.getBlob", did="did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", cid=NO_BLOB["ref"]["$link"]),
    ),
    case("a blob that is not there", ask("sync.getBlob", did="{did}", cid=NO_BLOB["ref"]["$link"])),
)
READS: Final = (
    case(
        "a record",
        put(K6, post("lies mich")),
        ask("repo.getRecord", repo="{did}", collection=POST, rkey=K6),
        same_cid=True,
    ),
    case(
        "a record by handle", ask("repo.getRecord", repo="{handle}", collection=POST, rkey=K6), same_cid=True
    ),
    case(
        "a record of another cid",
        ask("repo.getRecord", repo="{did}", collection=POST, rkey=K6, cid=NO_BLOB["ref"]["$link"]),
    ),
    case("a record that is not there", ask("repo.getRecord", repo="{did}", collection=POST, rkey=key())),
    case("a list", ask("repo.listRecords", repo="{did}", collection=POST, limit=3)),
    case("a list backwards", ask("repo.listRecords", repo="{did}", collection=POST, reverse="true")),
    case(
        "a list of nobody", ask("repo.listRecords", repo="did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", collection=POST)
    ),
    case("a repo described", ask("repo.describeRepo", repo="{did}")),
    case("a server described", ask("server.describeServer")),
    case("a handle", ask("identity.resolveHandle", handle="{handle}")),
    case("a handle in capitals", ask("identity.resolveHandle", handle="{HANDLE}")),
    case("a handle nobody has", ask("identity.resolveHandle", handle="nobody-here.test")),
    case("a method nobody has", Req("GET", "com.example.nothing", token="none")),
    case("a path that is no method", Req("GET", "nothing", token="none")),
)
WRITES: Final = (
    case("a new post by create", call("repo.createRecord", repo="{did}", collection=POST, record=post())),
    case(
        "a post under a key by create",
        call("repo.createRecord", repo="{did}", collection=POST, rkey=K7, record=post("n")),
    ),
    case(
        "a taken key by create",
        call("repo.createRecord", repo="{did}", collection=POST, rkey=K7, record=post("n")),
    ),
    case(
        "a bad key by create",
        call("repo.createRecord", repo="{did}", collection=POST, rkey="x y", record=post("n")),
    ),
    case(
        "a bad post by create", call("repo.createRecord", repo="{did}", collection=POST, record={"text": "x"})
    ),
    case(
        "a like",
        put(K8, post("gut")),
        call("repo.createRecord", repo="{did}", collection=LIKE, record={"subject": REF, "createdAt": AT}),
    ),
    case("a delete", put(K9, post("weg")), call("repo.deleteRecord", repo="{did}", collection=POST, rkey=K9)),
    case("a delete again", call("repo.deleteRecord", repo="{did}", collection=POST, rkey=K9)),
    case("a deleted record", ask("repo.getRecord", repo="{did}", collection=POST, rkey=K9)),
    case("a deleted key put again", put(K9, post("wieder"), swapRecord=None)),
    case(
        "a delete with a wrong swap",
        call("repo.deleteRecord", repo="{did}", collection=POST, rkey=K9, swapRecord=NO_BLOB["ref"]["$link"]),
    ),
    case("a delete of another's", call("repo.deleteRecord", repo="{other}", collection=POST, rkey=K9)),
    case("a delete without a key", call("repo.deleteRecord", repo="{did}", collection=POST)),
    case(
        "two writes",
        call(
            "repo.applyWrites",
            repo="{did}",
            writes=[write("create", rkey=key(), value=post("1")), write("create", value=post("2"))],
        ),
    ),
    case(
        "two writes, one bad",
        call(
            "repo.applyWrites",
            repo="{did}",
            writes=[write("create", value=post("1")), write("create", value={"text": 1})],
        ),
    ),
    case("a write of no kind", call("repo.applyWrites", repo="{did}", writes=[{"collection": POST}])),
    case(
        "a write of another kind",
        call("repo.applyWrites", repo="{did}", writes=[write("upsert", value=post())]),
    ),
    case(
        "an update by writes",
        put(key(), post("alt")),
        call("repo.applyWrites", repo="{did}", writes=[write("update", rkey="{rkey}", value=post("neu"))]),
    ),
    case(
        "an update of nothing by writes",
        call("repo.applyWrites", repo="{did}", writes=[write("update", rkey=key(), value=post("neu"))]),
    ),
    case(
        "a delete of nothing by writes",
        call("repo.applyWrites", repo="{did}", writes=[write("delete", rkey=key())]),
    ),
    case(
        "201 writes",
        call(
            "repo.applyWrites", repo="{did}", writes=[write("create", value=post(str(n))) for n in range(201)]
        ),
    ),
    case("no writes", call("repo.applyWrites", repo="{did}", writes=[])),
)
TOKENS: Final = (
    case("no token", put(key(), post(), token="none")),
    case("a token that is none", put(key(), post(), token="Bearer nonsense")),
    case("a token of three parts that is none", put(key(), post(), token="Bearer a.b.c")),
    case("a header without a scheme", put(key(), post(), token="nonsense")),
    case("a header of another scheme", put(key(), post(), token="Token abc")),
    case("a basic header", put(key(), post(), token="Basic YTpi")),
    case("a refresh token for access", put(key(), post(), token="refresh")),
    case(
        "no token comes before a bad body", Req("POST", "com.atproto.repo.putRecord", {"x": 1}, token="none")
    ),
    case(
        "a session", call("server.createSession", identifier="{handle}", password="{password}", token="none")
    ),
    case(
        "a session by DID",
        call("server.createSession", identifier="{did}", password="{password}", token="none"),
    ),
    case(
        "a session in capitals",
        call("server.createSession", identifier="{HANDLE}", password="{password}", token="none"),
    ),
    case(
        "a wrong password",
        call("server.createSession", identifier="{handle}", password="falsch", token="none"),
    ),
    case(
        "nobody's session",
        call("server.createSession", identifier="nobody-here.test", password="falsch", token="none"),
    ),
    case("no password", call("server.createSession", identifier="{handle}", token="none")),
    case("who am I", ask("server.getSession", token="access")),
    case("who am I without a token", ask("server.getSession")),
    case("a refresh", Req("POST", "com.atproto.server.refreshSession", token="refresh")),
    case("a refresh with an access token", Req("POST", "com.atproto.server.refreshSession")),
    case("a refresh without a token", Req("POST", "com.atproto.server.refreshSession", token="none")),
    case(
        "a refresh with a body", Req("POST", "com.atproto.server.refreshSession", {"a": 1}, token="refresh")
    ),
    case("an end", Req("POST", "com.atproto.server.deleteSession", token="spare")),
    case("a refresh after the end", Req("POST", "com.atproto.server.refreshSession", token="spare")),
    case(
        "a service token",
        ask("server.getServiceAuth", token="access", aud="{base_did}", lxm="com.atproto.repo.uploadBlob"),
    ),
    case(
        "a service token in the past", ask("server.getServiceAuth", token="access", aud="{base_did}", exp=1)
    ),
    case(
        "a service token of a day",
        ask(
            "server.getServiceAuth",
            token="access",
            aud="{base_did}",
            exp="{tomorrow}",
            lxm="com.atproto.repo.uploadBlob",
        ),
    ),
    case(
        "a service token for anything, ten minutes",
        ask("server.getServiceAuth", token="access", aud="{base_did}", exp="{later}"),
    ),
    case(
        "a service token for a protected method",
        ask("server.getServiceAuth", token="access", aud="{base_did}", lxm="com.atproto.server.getSession"),
    ),
    case("a service token without a token", ask("server.getServiceAuth", aud="{base_did}")),
)
BODIES: Final = (
    case("JSON that is none", raw("repo.putRecord", b"{text")),
    case("JSON that is a number", raw("repo.putRecord", b"5")),
    case("JSON that is null", raw("repo.putRecord", b"null")),
    case("JSON that is a list", raw("repo.putRecord", b"[]")),
    case("an empty object", raw("repo.putRecord", b"{}")),
    case("NaN", raw("repo.putRecord", b'{"record": {"a": NaN}}')),
    case("no body", raw("repo.putRecord", b"")),
    case("no content type", raw("repo.putRecord", b"{}", "")),
    case("another content type", raw("repo.putRecord", b"a=b", "application/x-www-form-urlencoded")),
    case("a content type with a charset", raw("repo.deleteRecord", b"{}", "application/json; charset=utf-8")),
    case("200 KB of JSON", raw("repo.putRecord", json.dumps({"repo": "x" * 200_000}).encode())),
    case("deep nesting", raw("repo.putRecord", b'{"record":' * 3000 + b"1" + b"}" * 3000)),
)
# What the two answer differently, on purpose: (ours, theirs).
# Parameters: the PDS means to answer 400 InvalidRequest (createSchemaParamsVerifier in @atproto/xrpc-server), but
# dev-env loads its schema library twice, does not know its own error again and answers 500.
# Methods: a PDS passes what it does not know on to the AppView, which dev-env has not.
BAD_PARAMETER: Final = ((400, "InvalidRequest"), (500, "InternalServerError"))
PASSED_ON: Final = ((400, "InvalidRequest"), (502, "UpstreamFailure"))
# Facets: the PDS does not look at them; the sandbox does, unless `strict_facets` is off.
STRICTER: Final = ((400, "InvalidRequest"), (200, ""))
DIFFERENT: Final = (
    (case("a blob that is no cid", ask("sync.getBlob", did="{did}", cid="x")), BAD_PARAMETER),
    (case("a record without a key", ask("repo.getRecord", repo="{did}", collection=POST)), BAD_PARAMETER),
    (
        case("a record of no collection", ask("repo.getRecord", repo="{did}", collection="posts", rkey=K6)),
        BAD_PARAMETER,
    ),
    (case("a list of 101", ask("repo.listRecords", repo="{did}", collection=POST, limit=101)), BAD_PARAMETER),
    (case("a list of none", ask("repo.listRecords", repo="{did}", collection=POST, limit=0)), BAD_PARAMETER),
    (
        case("a list of many", ask("repo.listRecords", repo="{did}", collection=POST, limit="many")),
        BAD_PARAMETER,
    ),
    (
        case(
            "a list maybe backwards", ask("repo.listRecords", repo="{did}", collection=POST, reverse="maybe")
        ),
        BAD_PARAMETER,
    ),
    (case("a handle that is none", ask("identity.resolveHandle", handle="no handle")), BAD_PARAMETER),
    (case("no handle", ask("identity.resolveHandle")), BAD_PARAMETER),
    (
        case("a query sent as a procedure", Req("POST", "com.atproto.repo.getRecord", {"repo": "{did}"})),
        PASSED_ON,
    ),
    (case("a procedure sent as a query", Req("GET", "com.atproto.repo.putRecord")), PASSED_ON),
    (
        case(
            "a service token for nobody",
            ask("server.getServiceAuth", token="access", lxm="com.atproto.repo.uploadBlob"),
        ),
        BAD_PARAMETER,
    ),
    (
        case("a service token for what is no DID", ask("server.getServiceAuth", token="access", aud="video")),
        BAD_PARAMETER,
    ),
    (case("a facet beyond the text", put(key(), post("hier", facets=[link(0, 5)]))), STRICTER),
    (case("a facet inside a character", put(key(), post("é", facets=[link(0, 1)]))), STRICTER),
    (case("facets over each other", put(key(), post("hier", facets=[link(0, 3), link(2, 4)]))), STRICTER),
    (case("a facet of nothing", put(key(), post("hier", facets=[link(2, 2)]))), STRICTER),
)
CASES: Final = (*RECORDS, *TEXT, *FACETS, *BLOBS, *READS, *WRITES, *TOKENS, *BODIES)
