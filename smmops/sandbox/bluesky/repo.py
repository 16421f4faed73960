"""Repositories: records under deterministic keys, as the reference PDS keeps them.

Order of checks and error names: @atproto/pds (api/com/atproto/repo, repo/prepare, actor-store/repo).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from smmops.sandbox.bluesky import lexicon
from smmops.sandbox.bluesky.blob import forget_blobs, keep_blobs
from smmops.sandbox.bluesky.cid import record_cid, tid
from smmops.sandbox.bluesky.facets import facet_problem
from smmops.sandbox.bluesky.syntax import FORMATS, is_record_key
from smmops.sandbox.bluesky.xrpc import NAME, Ask, XrpcError, bad_request
from smmops.sandbox.clock import iso
from smmops.sandbox.network import Ground
from smmops.sandbox.state import Account, Post

POST: Final = "app.bsky.feed.post"
MAX_WRITES: Final = 200
ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Write:
    """One prepared write; `record` None deletes. `swap` is ABSENT, None (must not exist) or a CID."""

    uri: str
    collection: str
    record: dict[str, Any] | None
    cid: str
    status: str | None
    swap: Any = ABSENT


def own_repo(ask: Ask) -> Account:
    """The repository of the body, which must be the caller's."""
    account = ask.ground.state.account(NAME, ask.body["repo"].lower())
    if account is None:
        raise XrpcError(403, "AccountNotFound", "Account not found")
    if account.id != ask.owner.id:
        raise XrpcError(401, "AuthenticationRequired", "Authentication Required")
    return account


def _uri_of(account: Account, collection: str, rkey: str) -> str:
    return f"at://{account.id}/{collection}/{rkey}"


def next_tid(ground: Ground) -> str:
    """A TID later than every one before, also while the clock stands still."""
    last = int(ground.state.setting("bluesky.tid", 0))
    now = max(int(ground.clock.now() * 1_000_000), last + 1)
    ground.state.keep_setting("bluesky.tid", now)
    return tid(now)


def prepared(ask: Ask, account: Account, order: Mapping[str, Any], record: dict[str, Any]) -> Write:
    """A checked create or update; `order` has collection, rkey, validate."""
    collection, rkey = order["collection"], order.get("rkey")
    kind = record.get("$type")
    if "$type" not in record:
        record = {**record, "$type": collection}
    elif kind != collection:
        raise bad_request(f"Invalid $type: expected {collection}, got {kind}")
    if rkey is not None and not is_record_key(rkey):
        raise bad_request(f"Invalid record key: {rkey}")
    rkey = rkey or next_tid(ask.ground)
    status = validation(ask, record, rkey, order.get("validate"))
    return Write(_uri_of(account, collection, rkey), collection, record, record_cid(record), status)


def validation(ask: Ask, record: Mapping[str, Any], rkey: str, wanted: bool | None) -> str | None:
    """`valid`, `unknown` or None (not asked for); raises for a record its lexicon refuses."""
    if wanted is False:
        return None
    schema = lexicon.definition(record["$type"])
    if schema is None or schema["type"] != "record":
        if wanted:
            raise bad_request(f"Unknown lexicon type: {record['$type']}")
        return "unknown"
    if schema["key"] == "tid" and not FORMATS["tid"](rkey):
        raise bad_request(f"Invalid record key for {record['$type']}: Invalid TID string (got {rkey})")
    try:
        lexicon.check(record, schema["record"], home=record["$type"], at="$.record")
    except lexicon.MismatchError as error:
        raise bad_request(f"Invalid {record['$type']} record: {error}") from None
    problem = facet_problem(record) if record["$type"] == POST else None
    if problem and ask.ground.option(NAME, "strict_facets"):
        raise bad_request(f"Invalid {POST} record: {problem}")
    return "valid"


def commit(ask: Ask, account: Account, writes: list[Write]) -> dict[str, str]:
    """Does all writes or none; gives the commit's cid and rev."""
    state, now = ask.ground.state, ask.ground.clock.now()
    root = state.note(NAME, "root", account.id)
    swap = ask.body.get("swapCommit")
    if swap is not None and (root is None or root[2]["cid"] != swap):
        raise bad_request(f"Commit was at {root[2]['cid'] if root else None}", "InvalidSwap")
    for write in writes:
        _check_swap(write, state.post(NAME, write.uri))
    for write in writes:
        _apply(ask, account, write, now)
    rev = next_tid(ask.ground)
    body = {"did": account.id, "rev": rev, "version": 3, "ops": [write.uri for write in writes]}
    made = {"cid": record_cid(body), "rev": rev}
    state.keep_note(account, "root", account.id, at=now, value=made)
    return made


def _check_swap(write: Write, current: Post | None) -> None:
    if write.swap is ABSENT:
        return
    there = current.body["cid"] if current else None
    if (write.swap is None) != (there is None) or (write.swap is not None and write.swap != there):
        raise bad_request(f"Record was at {there}", "InvalidSwap")


def _apply(ask: Ask, account: Account, write: Write, now: float) -> None:
    state = ask.ground.state
    current = state.post(NAME, write.uri)
    if write.record is None:
        if current is not None:
            state.count_request(current)
            state.delete_post(current, now)
            forget_blobs(ask.ground, account, current.body["record"], kept=None)
        return
    body = {"cid": write.cid, "record": write.record, "status": write.status}
    if current is None:
        state.add_post(account, name=write.uri, kind=write.collection, at=now, body=body)
    else:
        state.edit_post(current, body, now)
        state.count_request(current)
        forget_blobs(ask.ground, account, current.body["record"], kept=write.record)
    keep_blobs(ask.ground, account, write.record)


def put_record(ask: Ask) -> dict[str, Any]:
    """The same content again changes nothing and answers without `commit`, before any swap is looked at."""
    account = own_repo(ask)
    write = prepared(ask, account, ask.body, ask.body["record"])
    current = ask.ground.state.post(NAME, write.uri)
    answer: dict[str, Any] = {"uri": write.uri, "cid": write.cid}
    if current is not None and current.body["cid"] == write.cid:
        ask.ground.state.count_request(current)
    else:
        swap = ask.body.get("swapRecord", ABSENT)
        answer["commit"] = commit(ask, account, [_swapped(write, swap)])
    return answer | ({"validationStatus": write.status} if write.status else {})


def _swapped(write: Write, swap: Any) -> Write:
    return Write(write.uri, write.collection, write.record, write.cid, write.status, swap)


def create_record(ask: Ask) -> dict[str, Any]:
    """A taken key is the 500 of the reference PDS, not a clean conflict."""
    account = own_repo(ask)
    write = prepared(ask, account, ask.body, ask.body["record"])
    if ask.ground.state.post(NAME, write.uri) is not None:
        raise XrpcError(500, "InternalServerError", "Internal Server Error")
    writes = [*(earlier(ask, account, write) if ask.body.get("validate") is not False else []), write]
    answer = {"uri": write.uri, "cid": write.cid, "commit": commit(ask, account, writes)}
    return answer | ({"validationStatus": write.status} if write.status else {})


def earlier(ask: Ask, account: Account, write: Write) -> list[Write]:
    """Deletes of older likes or reposts of the same post: an account has one of each."""
    if write.record is None or write.collection not in {"app.bsky.feed.like", "app.bsky.feed.repost"}:
        return []
    posts = ask.ground.state.posts(
        NAME, "account = ? AND kind = ? AND deleted IS NULL", account.id, write.collection
    )
    subject = write.record["subject"]["uri"]
    same = [post for post in posts if post.body["record"].get("subject", {}).get("uri") == subject]
    return [Write(post.id, post.kind, None, "", None) for post in same]


def delete_record(ask: Ask) -> dict[str, Any]:
    """A record that is not there is no error."""
    account = own_repo(ask)
    uri = _uri_of(account, ask.body["collection"], ask.body["rkey"])
    if ask.ground.state.post(NAME, uri) is None:
        return {}
    swap = ask.body.get("swapRecord") or ABSENT
    return {"commit": commit(ask, account, [Write(uri, ask.body["collection"], None, "", None, swap)])}


def apply_writes(ask: Ask) -> dict[str, Any]:
    """All writes or none."""
    account = own_repo(ask)
    orders = ask.body["writes"]
    if not ask.ground.option(NAME, "apply_writes"):
        raise bad_request("applyWrites is switched off on this sandbox")
    if len(orders) > MAX_WRITES:
        raise bad_request(f"Too many writes. Max: {MAX_WRITES}")
    writes = [_one_write(ask, account, order) for order in orders]
    live = {write.uri: ask.ground.state.post(NAME, write.uri) is not None for write in writes}
    results = []
    for order, write in zip(orders, writes, strict=True):
        action = order["$type"].partition("#")[2]
        if (action == "create") == live[write.uri]:
            raise XrpcError(500, "InternalServerError", "Internal Server Error")
        live[write.uri] = action != "delete"
        result = {"$type": f"com.atproto.repo.applyWrites#{action}Result"}
        results.append(result if write.record is None else {**result, "uri": write.uri, "cid": write.cid})
    return {"commit": commit(ask, account, writes), "results": results}


def _one_write(ask: Ask, account: Account, order: Mapping[str, Any]) -> Write:
    if order["$type"].endswith("#delete"):
        return Write(
            _uri_of(account, order["collection"], order["rkey"]), order["collection"], None, "", None
        )
    wanted = {
        "collection": order["collection"],
        "rkey": order.get("rkey"),
        "validate": ask.body.get("validate"),
    }
    return prepared(ask, account, wanted, order["value"])


def get_record(ask: Ask) -> dict[str, Any]:
    """What the repository holds now, with no delay."""
    account = ask.ground.state.account(NAME, ask.params["repo"].lower())
    if account is None:
        raise bad_request("Could not locate record")
    uri = _uri_of(account, ask.params["collection"], ask.params["rkey"])
    post = ask.ground.state.post(NAME, uri)
    wanted = ask.params.get("cid")
    if post is None or (wanted is not None and wanted != post.body["cid"]):
        raise bad_request(f"Could not locate record: {uri}", "RecordNotFound")
    return {"uri": uri, "cid": post.body["cid"], "value": post.body["record"]}


def list_records(ask: Ask) -> dict[str, Any]:
    """By record key, the last first; `cursor` goes on after that key."""
    account = ask.ground.state.account(NAME, ask.params["repo"].lower())
    if account is None:
        raise bad_request(f"Could not find repo: {ask.params['repo']}")
    posts = ask.ground.state.posts(
        NAME, "account = ? AND kind = ? AND deleted IS NULL", account.id, ask.params["collection"]
    )
    reverse, cursor = ask.params.get("reverse", False), ask.params.get("cursor")
    keyed = sorted(
        ((rkey_of(post.id), post) for post in posts), key=lambda pair: pair[0], reverse=not reverse
    )
    if cursor is not None:
        keyed = [(key, post) for key, post in keyed if (key > cursor if reverse else key < cursor)]
    young = ask.ground.clock.now() - ask.call.lag
    page = [pair for pair in keyed if not ask.call.lag or pair[1].at <= young][: ask.params["limit"]]
    records = [{"uri": post.id, "cid": post.body["cid"], "value": post.body["record"]} for _, post in page]
    return {"records": records, **({"cursor": page[-1][0]} if page else {})}


def rkey_of(uri: str) -> str:
    """The record key of a uri."""
    return uri.rpartition("/")[2]


def describe_repo(ask: Ask) -> dict[str, Any]:
    """Handle, DID and collections of a repository."""
    account = ask.ground.state.account(NAME, ask.params["repo"].lower())
    if account is None:
        raise bad_request(f"Could not find user: {ask.params['repo']}")
    rows = ask.ground.state.rows(
        "SELECT DISTINCT kind FROM post WHERE network = ? AND account = ? AND deleted IS NULL ORDER BY kind",
        *(NAME, account.id),
    )
    return {
        "handle": account.handle,
        "did": account.id,
        "didDoc": {"id": account.id, "created": iso(account.at)},
        "collections": [kind for (kind,) in rows],
        "handleIsCorrect": True,
    }
