"""Mastodon's entities as JSON: accounts, statuses, media, polls.

Source: documentation of 4.6; every shape is held against the OpenAPI description of 4.7.0 in a test.
"""

from typing import Any, Final

from smmops.sandbox.clock import iso
from smmops.sandbox.mastodon.api import NAME, Ask
from smmops.sandbox.mastodon.text import as_html, pieces
from smmops.sandbox.network import Ground
from smmops.sandbox.state import Account, Blob, Post

STATUS: Final = "status"
AVATAR: Final = "/avatars/original/missing.png"


def domain(base: str) -> str:
    """The host and port of an address."""
    return base.removeprefix("http://")


def _status_page(base: str, account: Account, name: str) -> str:
    return f"{base}/@{account.handle}/{name}"


def account(ask: Ask, of: Account) -> dict[str, Any]:
    """An account as everybody sees it."""
    base = ask.call.base
    state = ask.ground.state
    last = state.rows(
        "SELECT MAX(at) FROM post WHERE network = ? AND account = ? AND kind = ? AND deleted IS NULL",
        *(NAME, of.id, STATUS),
    )[0][0]
    return {
        "id": of.id,
        "username": of.handle,
        "acct": of.handle,
        "display_name": of.detail.get("name", of.handle),
        "locked": False,
        "bot": False,
        "discoverable": True,
        "indexable": False,
        "group": False,
        "created_at": f"{iso(of.at)[:10]}T00:00:00.000Z",
        "note": "",
        "url": f"{base}/@{of.handle}",
        "uri": f"{base}/users/{of.handle}",
        "avatar": base + AVATAR,
        "avatar_static": base + AVATAR,
        "header": base + AVATAR,
        "header_static": base + AVATAR,
        "followers_count": of.detail.get("followers", 0),
        "following_count": 0,
        "statuses_count": state.count(NAME, "account = ? AND kind = ?", of.id, STATUS),
        "last_status_at": iso(last)[:10] if last else None,
        "hide_collections": False,
        "noindex": False,
        "emojis": [],
        "roles": [],
        "fields": [],
    }


def own_account(ask: Ask) -> dict[str, Any]:
    """The account of the token, with its defaults."""
    source = {
        "privacy": "public",
        "sensitive": False,
        "language": None,
        "note": "",
        "fields": [],
        "follow_requests_count": 0,
        "indexable": False,
        "discoverable": True,
        "hide_collections": False,
        "attribution_domains": [],
        "quote_policy": "public",
    }
    role = {"id": "-99", "name": "", "permissions": "0", "color": "", "highlighted": False}
    return {**account(ask, ask.owner), "source": source, "role": role}


def media(ask: Ask, blob: Blob, *, ready: bool) -> dict[str, Any]:
    """An attachment; without addresses while it is still worked on."""
    url = f"{ask.call.base}/system/media_attachments/{blob.id}" if ready else None
    x, y = blob.detail["focus"]
    return {
        "id": blob.id,
        "type": blob.detail["kind"],
        "url": url,
        "preview_url": url,
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": {"focus": {"x": x, "y": y}},
        "description": blob.detail["description"],
        "blurhash": "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH" if blob.detail["kind"] != "audio" else None,
    }


def attachments(ask: Ask, ids: list[str]) -> list[dict[str, Any]]:
    """The attachments with these ids, in this order."""
    found = {blob.id: blob for name in ids for blob in ask.ground.state.blobs(NAME, "id = ?", name)}
    return [media(ask, found[name], ready=True) for name in ids if name in found]


def _poll(ask: Ask, post: Post) -> dict[str, Any] | None:
    made = post.body["poll"]
    if made is None:
        return None
    votes = made["votes"]
    hidden = made["hide_totals"] and made["expires_at"] > ask.ground.clock.now()
    options = [
        {"title": title, "votes_count": None if hidden else count}
        for title, count in zip(made["options"], votes, strict=True)
    ]
    return {
        "id": f"{post.id}1",
        "expires_at": iso(made["expires_at"]),
        "expired": made["expires_at"] <= ask.ground.clock.now(),
        "multiple": made["multiple"],
        "votes_count": sum(votes),
        "voters_count": sum(votes),
        "voted": False,
        "own_votes": [],
        "options": options,
        "emojis": [],
    }


def page_of(ground: Ground, base: str, name: str) -> str | None:
    """The page of an account of this server, named with or without its domain."""
    user, _, at = name.partition("@")
    found = ground.state.account(NAME, user.lower()) if at in ("", domain(base)) else None
    return f"{base}/@{found.handle}" if found else None


def mentions(ask: Ask, text: str) -> list[dict[str, Any]]:
    """The accounts of this server that a text names."""
    base = ask.call.base
    named = [
        match["user"]
        for kind, whole, match in pieces(text)
        if kind == "mention" and match and page_of(ask.ground, base, whole[1:])
    ]
    found = [ask.ground.state.account(NAME, name.lower()) for name in dict.fromkeys(named)]
    return [
        {"id": one.id, "username": one.handle, "url": f"{base}/@{one.handle}", "acct": one.handle}
        for one in found
        if one
    ]


def status(ask: Ask, post: Post, *, source: bool = False, depth: int = 0) -> dict[str, Any]:
    """A status; with its `text` instead of nothing when `source` (after a delete)."""
    body, base = post.body, ask.call.base
    owner = ask.ground.state.account(NAME, post.account)
    assert owner is not None
    tags = [match["tag"].lower() for kind, _, match in pieces(body["text"]) if kind == "tag" and match]
    count = ask.ground.state.count
    shape: dict[str, Any] = {
        "id": post.id,
        "created_at": iso(post.at),
        "in_reply_to_id": body["reply_to"],
        "in_reply_to_account_id": body["reply_account"],
        "sensitive": body["sensitive"],
        "spoiler_text": body["warning"],
        "visibility": body["visibility"],
        "language": body["language"],
        "uri": f"{base}/users/{owner.handle}/statuses/{post.id}",
        "url": _status_page(base, owner, post.id),
        "replies_count": count(NAME, "json_extract(body, '$.reply_to') = ?", post.id),
        "reblogs_count": 0,
        "favourites_count": 0,
        "quotes_count": count(NAME, "json_extract(body, '$.quote') = ?", post.id),
        "edited_at": iso(post.edited) if post.edited else None,
        "content": as_html(body["text"], base, lambda name: page_of(ask.ground, base, name)),
        "reblog": None,
        "application": {"name": body["application"], "website": None},
        "account": account(ask, owner),
        "media_attachments": attachments(ask, body["media"]),
        "mentions": mentions(ask, body["text"]),
        "tags": [{"name": tag, "url": f"{base}/tags/{tag}"} for tag in dict.fromkeys(tags)],
        "emojis": [],
        "card": None,
        "poll": _poll(ask, post),
        "quote": quote(ask, body["quote"], depth),
        "quote_approval": {
            "automatic": _approval(body["quote_policy"]),
            "manual": [],
            "current_user": "automatic",
        },
    }
    if ask.account is not None:
        shape |= {
            "favourited": False,
            "reblogged": False,
            "muted": False,
            "bookmarked": False,
            "filtered": [],
        }
        shape |= {"pinned": False} if ask.account.id == post.account else {}
    return {**shape, "text": body["text"]} if source else shape


def _approval(policy: str) -> list[str]:
    return {"public": ["public"], "followers": ["followers"]}.get(policy, [])


def quote(ask: Ask, name: str | None, depth: int) -> dict[str, Any] | None:
    """What a quoting status shows of the other; only its id inside another quote."""
    if name is None:
        return None
    post = ask.ground.state.post(NAME, name)
    if post is None:
        return {"state": "deleted", "quoted_status": None}
    if depth:
        return {"state": "accepted", "quoted_status_id": name}
    return {"state": "accepted", "quoted_status": status(ask, post, depth=1)}


def version(ask: Ask, post: Post, at: float, body: dict[str, Any]) -> dict[str, Any]:
    """One state of an edited status."""
    old = Post(post.seq, NAME, post.account, post.id, post.kind, at, None, None, 0, body)
    whole = status(ask, old)
    names = ("content", "spoiler_text", "sensitive", "account", "media_attachments", "emojis")
    options = (
        {"poll": {"options": [{"title": title} for title in body["poll"]["options"]]}} if body["poll"] else {}
    )
    return {"created_at": iso(at), **{name: whole[name] for name in names}, **options}
