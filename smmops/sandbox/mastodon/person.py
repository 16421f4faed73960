"""Accounts as people open them, and their statuses as people see, edit and delete them."""

import re
from typing import Any

from smmops.sandbox.mastodon.api import NAME
from smmops.sandbox.mastodon.ids import next_id
from smmops.sandbox.mastodon.scheduled import publish_due
from smmops.sandbox.mastodon.shape import STATUS
from smmops.sandbox.mastodon.text import pieces
from smmops.sandbox.network import Ground, Picture, Poll, Shown
from smmops.sandbox.state import Account, Post


def add_account(ground: Ground, handle: str, secret: str) -> Account:
    """`secret` is the access token. ValueError for what is no user name."""
    handle = handle.lower().removeprefix("@").partition("@")[0]
    if not re.fullmatch(r"[a-z0-9_]+([.-]+[a-z0-9_]+)*", handle) or len(handle) > 30:
        raise ValueError(
            f"{handle!r} is no Mastodon user name: letters, digits and _ are asked for, at most 30"
        )
    taken = ground.state.accounts(NAME, "secret = ? AND handle != ?", secret, handle)
    if taken:
        raise ValueError(f"the token of {handle!r} is the one of {taken[0].handle!r}")
    known = ground.state.account(NAME, handle)
    name, detail = (known.id, known.detail) if known else (next_id(ground), {})
    account = Account(NAME, name, handle, secret, ground.clock.now(), detail)
    ground.state.add_account(account)
    return account


def feed(ground: Ground, account: Account, base: str) -> list[Shown]:
    """Every status the account ever had, oldest first; what is due by now is published before."""
    publish_due(ground)
    posts = ground.state.posts(NAME, "account = ? AND kind = ?", account.id, STATUS)
    return [_shown(ground, post, (account, base)) for post in posts]


def _shown(ground: Ground, post: Post, at: tuple[Account, str]) -> Shown:
    (account, base), body = at, post.body
    return Shown(
        id=post.id,
        anchor=post.id,
        url=f"{base}/@{account.handle}/{post.id}",
        text=body["text"],
        spans=tuple((piece, _target(kind, piece, base)) for kind, piece, _ in pieces(body["text"])),
        at=post.at,
        edited=post.edited,
        deleted=post.deleted,
        requests=post.requests,
        reply_to=body["reply_to"] or "",
        root=root(ground, body["reply_to"]),
        media=tuple(_pictures(ground, body["media"], base)),
        poll=_poll(body["poll"]),
        warning=body["warning"],
        visibility=body["visibility"],
        langs=(body["language"],) if body["language"] else (),
        quote=body["quote"] or "",
        extra={"sensitive": body["sensitive"]},
    )


def _target(kind: str, piece: str, base: str) -> str:
    match kind:
        case "url":
            return piece
        case "tag":
            return f"{base}/tags/{piece[1:].lower()}"
        case "mention":
            return f"{base}/{piece}" if "@" not in piece[1:] else ""
        case _:
            return ""


def root(ground: Ground, parent: str | None) -> str:
    """The first status of the chain that a reply hangs on."""
    found = parent or ""
    while found:
        post = ground.state.post(NAME, found)
        if post is None or not post.body["reply_to"]:
            break
        found = post.body["reply_to"]
    return found


def _pictures(ground: Ground, ids: list[str], base: str) -> list[Picture]:
    found = [blob for name in ids for blob in ground.state.blobs(NAME, "id = ?", name)]
    return [
        Picture(
            "image" if blob.mime.startswith("image/") else blob.detail["kind"],
            f"{base}/system/media_attachments/{blob.id}",
            blob.detail["description"] or "",
            blob.id,
        )
        for blob in found
    ]


def _poll(made: dict[str, Any] | None) -> Poll | None:
    if made is None:
        return None
    return Poll(tuple(zip(made["options"], made["votes"], strict=True)), made["multiple"], made["expires_at"])


def _live(ground: Ground, account: Account, name: str) -> Post | None:
    post = ground.state.post(NAME, name)
    return post if post is not None and post.account == account.id else None


def edit(ground: Ground, account: Account, name: str, text: str) -> bool:
    """Rewrites a status' text; False where none is live."""
    post = _live(ground, account, name)
    if post is None:
        return False
    ground.state.edit_post(post, {**post.body, "text": text}, ground.clock.now())
    return True


def delete(ground: Ground, account: Account, name: str) -> bool:
    """Deletes a status; False where none is live."""
    post = _live(ground, account, name)
    if post is None:
        return False
    ground.state.delete_post(post, ground.clock.now())
    return True
