"""The AppView: profiles and posts as apps read them, some time after the PDS took them.

A post is indexed `index_delay` seconds after its record; a `lag` fault adds to that.
"""

from collections.abc import Mapping
from typing import Any, Final

from smmops.sandbox.bluesky.repo import POST
from smmops.sandbox.bluesky.syntax import AT_URI
from smmops.sandbox.bluesky.xrpc import NAME, Ask, bad_request
from smmops.sandbox.clock import iso
from smmops.sandbox.state import Account, Post


def _indexed(ask: Ask, post: Post) -> bool:
    since = post.edited or post.at
    delay = float(ask.ground.option(NAME, "index_delay")) + ask.call.lag
    return since + delay <= ask.ground.clock.now()


def seen(ask: Ask, where: str, *values: Any) -> list[Post]:
    """Live posts that are indexed already."""
    return [
        post
        for post in ask.ground.state.posts(NAME, f"deleted IS NULL AND {where}", *values)
        if _indexed(ask, post)
    ]


def _actor(ask: Ask, name: str) -> Account:
    account = ask.ground.state.account(NAME, name.lower())
    if account is None:
        raise bad_request("Profile not found")
    return account


def profile(ask: Ask) -> dict[str, Any]:
    """One profile with its counts."""
    account = _actor(ask, ask.params["actor"])
    return {
        **_basic(account),
        "description": "",
        "followersCount": account.detail.get("followers", 0),
        "followsCount": 0,
        "postsCount": len(seen(ask, "account = ? AND kind = ?", account.id, POST)),
        "indexedAt": iso(account.at),
    }


def _basic(account: Account) -> dict[str, Any]:
    return {
        "did": account.id,
        "handle": account.handle,
        "displayName": account.detail.get("name", account.handle),
        "labels": [],
        "createdAt": iso(account.at),
    }


COUNTED: Final[Mapping[str, str]] = {
    "replyCount": "kind = 'app.bsky.feed.post' AND json_extract(body, '$.record.reply.parent.uri') = ?",
    "repostCount": "kind = 'app.bsky.feed.repost' AND json_extract(body, '$.record.subject.uri') = ?",
    "likeCount": "kind = 'app.bsky.feed.like' AND json_extract(body, '$.record.subject.uri') = ?",
    "quoteCount": "kind = 'app.bsky.feed.post' AND COALESCE(json_extract(body, '$.record.embed.record.uri'),"
    " json_extract(body, '$.record.embed.record.record.uri')) = ?",
}


def _counted(ask: Ask, uri: str) -> dict[str, int]:
    """Who answered, reposted, liked and quoted, among the sandbox's accounts."""
    counts = {name: ask.ground.state.count(NAME, where, uri) for name, where in COUNTED.items()}
    return {**counts, "bookmarkCount": 0}


def _post_view(ask: Ask, post: Post) -> dict[str, Any]:
    account = _actor(ask, post.account)
    view: dict[str, Any] = {
        "uri": post.id,
        "cid": post.body["cid"],
        "author": _basic(account),
        "record": post.body["record"],
        **_counted(ask, post.id),
        "indexedAt": iso(post.at),
        "labels": [],
    }
    embed = embed_view(ask, post)
    return view | ({"embed": embed} if embed else {})


def _blob_url(ask: Ask, account: str, blob: dict[str, Any]) -> str:
    return f"{ask.call.base}/xrpc/com.atproto.sync.getBlob?did={account}&cid={blob['ref']['$link']}"


def embed_view(ask: Ask, post: Post) -> dict[str, Any] | None:
    """Pictures and link cards as apps get them; None for what the sandbox does not show."""
    embed = post.body["record"].get("embed", {})
    match embed.get("$type"):
        case "app.bsky.embed.images":
            images = [_picture_view(ask, post.account, image) for image in embed["images"]]
            return {"$type": "app.bsky.embed.images#view", "images": images}
        case "app.bsky.embed.external":
            card = {name: embed["external"][name] for name in ("uri", "title", "description")}
            if "thumb" in embed["external"]:
                card["thumb"] = _blob_url(ask, post.account, embed["external"]["thumb"])
            return {"$type": "app.bsky.embed.external#view", "external": card}
        case _:
            return None


def _picture_view(ask: Ask, account: str, image: dict[str, Any]) -> dict[str, Any]:
    url = _blob_url(ask, account, image["image"])
    ratio = {"aspectRatio": image["aspectRatio"]} if "aspectRatio" in image else {}
    return {"thumb": url, "fullsize": url, "alt": image["alt"], **ratio}


def by_name(ask: Ask, uri: str) -> str:
    """A uri with a handle, with its DID instead."""
    found = AT_URI.fullmatch(uri)
    account = ask.ground.state.account(NAME, found["authority"].lower()) if found else None
    return uri.replace(found["authority"], account.id, 1) if found and account else uri


def get_posts(ask: Ask) -> dict[str, Any]:
    """In the order asked for; posts that are not there are left out silently."""
    found = [seen(ask, "id = ? AND kind = ?", by_name(ask, uri), POST) for uri in ask.params["uris"]]
    return {"posts": [_post_view(ask, posts[0]) for posts in found if posts]}


def author_feed(ask: Ask) -> dict[str, Any]:
    """Newest first; `cursor` goes on before that time."""
    account = _actor(ask, ask.params["actor"])
    posts = seen(ask, "account = ? AND kind = ?", account.id, POST)
    if ask.params["filter"] in {"posts_no_replies", "posts_and_author_threads"}:
        own = f"at://{account.id}/"
        threads = ask.params["filter"] == "posts_and_author_threads"
        posts = [p for p in posts if _is_top(p) or (threads and _root_of(p).startswith(own))]
    cursor = ask.params.get("cursor")
    newest = [post for post in reversed(posts) if cursor is None or post.seq < int(cursor)]
    page = newest[: ask.params["limit"]]
    more = {"cursor": str(page[-1].seq)} if len(newest) > len(page) else {}
    return {"feed": [{"post": _post_view(ask, post)} for post in page], **more}


def _is_top(post: Post) -> bool:
    return "reply" not in post.body["record"]


def _root_of(post: Post) -> str:
    return str(post.body["record"]["reply"]["root"]["uri"])


def post_thread(ask: Ask) -> dict[str, Any]:
    """A post with what it answers and what answers it."""
    uri = by_name(ask, ask.params["uri"])
    found = seen(ask, "id = ? AND kind = ?", uri, POST)
    if not found:
        raise bad_request(f"Post not found: {uri}", "NotFound")
    replies: dict[str, list[Post]] = {}
    for post in seen(ask, "kind = ?", POST):
        if not _is_top(post):
            replies.setdefault(post.body["record"]["reply"]["parent"]["uri"], []).append(post)
    thread = _below(ask, found[0], replies, ask.params["depth"])
    parent = _above(ask, found[0], ask.params["parentHeight"])
    return {"thread": thread | ({"parent": parent} if parent else {})}


def _below(ask: Ask, post: Post, replies: dict[str, list[Post]], depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {"$type": "app.bsky.feed.defs#threadViewPost", "post": _post_view(ask, post)}
    if depth:
        node["replies"] = [_below(ask, reply, replies, depth - 1) for reply in replies.get(post.id, [])]
    return node


def _above(ask: Ask, post: Post, height: int) -> dict[str, Any] | None:
    if _is_top(post) or not height:
        return None
    uri = post.body["record"]["reply"]["parent"]["uri"]
    found = seen(ask, "id = ? AND kind = ?", uri, POST)
    if not found:
        return {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri, "notFound": True}
    node: dict[str, Any] = {"$type": "app.bsky.feed.defs#threadViewPost", "post": _post_view(ask, found[0])}
    parent = _above(ask, found[0], height - 1)
    return node | ({"parent": parent} if parent else {})
