"""Blobs: uploaded bytes that a record of the same account may refer to."""

from collections.abc import Mapping
from typing import Any

from smmops.sandbox.bluesky import lexicon
from smmops.sandbox.bluesky.cid import blob_cid
from smmops.sandbox.bluesky.session import bearer, claims_of, pds_did, service
from smmops.sandbox.bluesky.xrpc import NAME, Ask, XrpcError, bad_request
from smmops.sandbox.network import Answer, Call, Ground
from smmops.sandbox.sniff import sniffed
from smmops.sandbox.state import Account, Blob


def upload_auth(ground: Ground, call: Call) -> tuple[Account | None, Mapping[str, Any]]:
    """An access token, or a service token made for uploadBlob (the video service has one)."""
    from smmops.sandbox.bluesky.session import access

    token = bearer(call)
    if token and "lxm" in claims_of(ground, token)[1]:
        audience = frozenset({pds_did(call.base)})
        return service("com.atproto.repo.uploadBlob", call, ground, audience=audience), {}
    return access(ground, call)


def upload_blob(ask: Ask) -> dict[str, Any]:
    """The media type is what the bytes say, else what the header says."""
    limit = ask.ground.option(NAME, "blob_bytes")
    if len(ask.call.body) > limit:
        raise XrpcError(413, "PayloadTooLarge", "request entity too large")
    mime = ask.call.headers.get("content-type", "").partition(";")[0].strip().lower()
    return {"blob": stored(ask.ground, ask.owner, ask.call.body, mime)}


def stored(ground: Ground, account: Account, content: bytes, mime: str) -> dict[str, Any]:
    """Keeps bytes for an account; gives the blob as records refer to it."""
    name = blob_cid(content)
    found = ground.state.blobs(NAME, "account = ? AND id = ?", account.id, name)
    kind = sniffed(content) or mime
    if not found:
        ground.state.add_blob(
            Blob(NAME, account.id, name, kind, ground.clock.now(), content, {"used": False})
        )
    return {"$type": "blob", "ref": {"$link": name}, "mimeType": kind, "size": len(content)}


def keep_blobs(ground: Ground, account: Account, record: Mapping[str, Any]) -> None:
    """Makes the blobs of a record permanent; raises when one is not there or is not what it says."""
    for blob in lexicon.blobs(record):
        name = blob["ref"]["$link"]
        found = ground.state.blobs(NAME, "account = ? AND id = ?", account.id, name)
        if not found:
            raise bad_request(f"Could not find blob: {name}", "BlobNotFound")
        if found[0].detail["used"]:
            continue
        if blob["mimeType"] != found[0].mime:
            raise bad_request(
                f"Referenced Mimetype does not match stored blob. Expected: {found[0].mime}, Got: {blob['mimeType']}",
                "InvalidMimeType",
            )
        if blob["size"] != len(found[0].content):
            raise bad_request(
                f"Referenced Size does not match stored blob. Expected: {len(found[0].content)}, Got: {blob['size']}",
                "InvalidSize",
            )
        ground.state.keep_blob_detail(found[0], {**found[0].detail, "used": True})


def forget_blobs(
    ground: Ground, account: Account, record: Mapping[str, Any], *, kept: Mapping[str, Any] | None
) -> None:
    """Drops the blobs of a record that is gone, unless `kept` or another record of the account has them."""
    gone = {blob["ref"]["$link"] for blob in lexicon.blobs(record)}
    if not gone:
        return
    others = ground.state.posts(NAME, "account = ? AND deleted IS NULL", account.id)
    held = {blob["ref"]["$link"] for post in others for blob in lexicon.blobs(post.body["record"])}
    held |= {blob["ref"]["$link"] for blob in lexicon.blobs(kept)}
    for name in gone - held:
        for blob in ground.state.blobs(NAME, "account = ? AND id = ?", account.id, name):
            ground.state.delete_blob(blob)


def get_blob(ask: Ask) -> Answer:
    """The bytes of a blob that a record refers to."""
    found = ask.ground.state.blobs(NAME, "account = ? AND id = ?", ask.params["did"], ask.params["cid"])
    if ask.ground.state.account(NAME, ask.params["did"]) is None:
        raise bad_request(f"Could not find repo for DID: {ask.params['did']}", "RepoNotFound")
    if not found or not found[0].detail["used"]:
        raise bad_request("Blob not found")
    head = {
        "content-type": found[0].mime,
        "x-content-type-options": "nosniff",
        "content-disposition": f'attachment; filename="{found[0].id}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Answer(200, found[0].content, head)
