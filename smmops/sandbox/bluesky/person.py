"""Accounts as people open them, and their posts as people see, edit and delete them."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from smmops.sandbox.bluesky.cid import record_cid
from smmops.sandbox.bluesky.facets import spans
from smmops.sandbox.bluesky.repo import POST, rkey_of
from smmops.sandbox.bluesky.syntax import is_handle
from smmops.sandbox.bluesky.xrpc import NAME
from smmops.sandbox.network import Card, Ground, Picture, Shown
from smmops.sandbox.state import Account, Post


def add_account(ground: Ground, handle: str, secret: str) -> Account:
    """A handle always gets the same DID. ValueError for what is no handle."""
    handle = handle.lower()
    if not is_handle(handle):
        raise ValueError(
            f"{handle!r} is no Bluesky handle: a domain name is asked for, like minji.bsky.social"
        )
    digest = base64.b32encode(hashlib.sha256(handle.encode()).digest()).decode().lower()
    known = ground.state.account(NAME, handle)
    detail = known.detail if known else {}
    account = Account(NAME, f"did:plc:{digest[:24]}", handle, secret, ground.clock.now(), detail)
    ground.state.add_account(account)
    return account


def feed(ground: Ground, account: Account, base: str) -> list[Shown]:
    """Every post the account ever had, oldest first."""
    return [
        _shown(post, account, base)
        for post in ground.state.posts(NAME, "account = ? AND kind = ?", account.id, POST)
    ]


def _shown(post: Post, account: Account, base: str) -> Shown:
    record, rkey = post.body["record"], rkey_of(post.id)
    embed = record.get("embed", {})
    media = embed.get("media", embed)
    reply = record.get("reply", {})
    quote = embed.get("record", {})
    labels = record.get("labels", {}).get("values", ())
    return Shown(
        id=post.id,
        anchor=rkey if post.deleted is None else f"{rkey}-{post.seq}",
        url=f"{base}/profile/{account.handle}/post/{rkey}",
        text=record.get("text", ""),
        spans=tuple(spans(record)),
        at=post.at,
        edited=post.edited,
        deleted=post.deleted,
        requests=post.requests,
        reply_to=reply.get("parent", {}).get("uri", ""),
        root=reply.get("root", {}).get("uri", ""),
        media=tuple(_pictures(media, account, base)),
        card=_card(media),
        warning=", ".join(label["val"] for label in labels),
        langs=tuple(record.get("langs", ())),
        quote=str(quote.get("uri") or quote.get("record", {}).get("uri") or ""),
        extra={"cid": post.body["cid"], "created_at": record.get("createdAt")},
    )


def _blob_url(account: Account, blob: Mapping[str, Any], base: str) -> str:
    return f"{base}/xrpc/com.atproto.sync.getBlob?did={account.id}&cid={blob['ref']['$link']}"


def _pictures(embed: Mapping[str, Any], account: Account, base: str) -> list[Picture]:
    def picture(kind: str, blob: Mapping[str, Any], alt: str) -> Picture:
        return Picture(kind, _blob_url(account, blob, base), alt, blob["ref"]["$link"])

    match embed.get("$type"):
        case "app.bsky.embed.images":
            return [picture("image", image["image"], image["alt"]) for image in embed["images"]]
        case "app.bsky.embed.gallery":
            items = [item for item in embed["items"] if "image" in item]
            return [picture("image", item["image"], item["alt"]) for item in items]
        case "app.bsky.embed.video":
            return [picture("video", embed["video"], embed.get("alt", ""))]
        case _:
            return []


def _card(embed: Mapping[str, Any]) -> Card | None:
    if embed.get("$type") != "app.bsky.embed.external":
        return None
    made = embed["external"]
    thumb = made["thumb"]["ref"]["$link"] if "thumb" in made else ""
    return Card(made["uri"], made["title"], made["description"], thumb)


def live(ground: Ground, account: Account, name: str) -> Post | None:
    """A live post of the account, by uri or record key."""
    post = ground.state.post(NAME, name if name.startswith("at://") else f"at://{account.id}/{POST}/{name}")
    return post if post is not None and post.account == account.id else None


def edit(ground: Ground, account: Account, key: str, text: str) -> bool:
    """Rewrites the record, as another tool with the same account could; its CID changes."""
    post = live(ground, account, key)
    if post is None:
        return False
    kept = {name: value for name, value in post.body["record"].items() if name != "facets"}
    record = {**kept, "text": text}
    ground.state.edit_post(
        post, {**post.body, "record": record, "cid": record_cid(record)}, ground.clock.now()
    )
    return True


def delete(ground: Ground, account: Account, name: str) -> bool:
    """Deletes the record; False where none is live."""
    post = live(ground, account, name)
    if post is None:
        return False
    ground.state.delete_post(post, ground.clock.now())
    return True
