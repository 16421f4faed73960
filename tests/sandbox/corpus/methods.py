"""Reading, creating, deleting and batches."""

from typing import Final

from tests.sandbox.corpus.request import (
    AT,
    LIKE,
    NO_BLOB,
    POST,
    REF,
    Req,
    ask,
    call,
    case,
    key,
    post,
    put,
    write,
)

K6, K7, K8, K9 = (key() for _ in range(4))
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
