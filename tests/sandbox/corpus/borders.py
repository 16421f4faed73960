"""Tokens and bodies; and where the two differ on purpose."""

import json
from typing import Final

from tests.sandbox.corpus.request import POST, Req, ask, call, case, key, link, post, put, raw

K6 = key()
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
