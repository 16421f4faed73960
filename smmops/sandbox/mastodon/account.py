"""Accounts, their statuses by page, notifications, the instance."""

from typing import Any
from urllib.parse import urlencode

from smmops.sandbox.clock import iso
from smmops.sandbox.mastodon import media, shape, status
from smmops.sandbox.mastodon.api import NAME, Ask, not_found
from smmops.sandbox.mastodon.ids import later
from smmops.sandbox.network import Answer
from smmops.sandbox.state import Account, Post

VERSION = "4.6.0"


def _named(ask: Ask) -> Account:
    found = ask.ground.state.accounts(NAME, "id = ?", ask.path["id"])
    if not found:
        raise not_found()
    return found[0]


def get(ask: Ask) -> dict[str, Any]:
    """One account."""
    return shape.account(ask, _named(ask))


def lookup(ask: Ask) -> dict[str, Any]:
    """The account of an `acct` of this server."""
    user, _, at = ask.text("acct").lstrip("@").partition("@")
    found = ask.ground.state.account(NAME, user.lower()) if at in ("", shape.domain(ask.call.base)) else None
    if found is None or found.handle != user.lower():
        raise not_found()
    return shape.account(ask, found)


def verify(ask: Ask) -> dict[str, Any]:
    """The account of the token."""
    return shape.own_account(ask)


def statuses(ask: Ask) -> Answer:
    """Newest first. `min_id` walks forward: the oldest page after it, still newest first."""
    owner = _named(ask)
    young = ask.ground.clock.now() - ask.call.lag
    kept = [
        post
        for post in ask.ground.state.posts(
            NAME, "account = ? AND kind = ? AND deleted IS NULL", owner.id, shape.STATUS
        )
        if status.may_see(ask, post) and not (ask.call.lag and post.at > young)
    ]
    if ask.flag("only_media"):
        kept = [post for post in kept if post.body["media"]]
    if ask.flag("exclude_replies"):
        kept = [post for post in kept if post.body["reply_account"] in (None, owner.id)]
    page = paged(ask, [post.id for post in kept], ask.number("limit", 20, 40))
    by_id: dict[str, Post] = {post.id: post for post in kept}
    return Answer.of(200, [shape.status(ask, by_id[name]) for name in page], headers=link(ask, page))


def paged(ask: Ask, ids: list[str], limit: int) -> list[str]:
    """One page of ids given oldest first, newest first."""
    since, lowest, highest = ask.text("since_id"), ask.text("min_id"), ask.text("max_id")
    inside = [
        name
        for name in ids
        if (not since or later(name, since))
        and (not lowest or later(name, lowest))
        and (not highest or later(highest, name))
    ]
    return list(reversed(inside[:limit] if lowest else inside[-limit:]))


def link(ask: Ask, page: list[str]) -> dict[str, str]:
    """The `Link` header: `next` is older, `prev` newer."""
    if not page:
        return {}
    kept = [(key, value) for key, value in ask.call.query if key not in {"max_id", "min_id", "since_id"}]
    base = f"{ask.call.base}{ask.call.path}"
    older, newer = urlencode([*kept, ("max_id", page[-1])]), urlencode([*kept, ("min_id", page[0])])
    return {"link": f'<{base}?{older}>; rel="next", <{base}?{newer}>; rel="prev"'}


def notifications(ask: Ask) -> Answer:
    """Mentions by other accounts of this server, newest first."""
    wanted, unwanted = ask.texts("types"), ask.texts("exclude_types")
    shown = (not wanted or "mention" in wanted) and "mention" not in unwanted
    posts = ask.ground.state.posts(
        NAME, "kind = ? AND deleted IS NULL AND account != ?", shape.STATUS, ask.owner.id
    )
    hits = [
        post
        for post in posts
        if shown and ask.owner.id in {one["id"] for one in shape.mentions(ask, post.body["text"])}
    ]
    page = paged(ask, [post.id for post in hits], ask.number("limit", 40, 80))
    by_id = {post.id: post for post in hits}
    return Answer.of(200, [_notification(ask, by_id[name]) for name in page], headers=link(ask, page))


def _notification(ask: Ask, post: Post) -> dict[str, Any]:
    shown = shape.status(ask, post)
    return {
        "id": post.id,
        "type": "mention",
        "created_at": iso(post.at),
        "group_key": f"ungrouped-{post.id}",
        "account": shown["account"],
        "status": shown,
    }


def instance(ask: Ask) -> dict[str, Any]:
    """The instance with the limits that are in force."""
    base = ask.call.base
    return {
        "domain": shape.domain(base),
        "title": "smmops sandbox",
        "version": VERSION,
        "source_url": "https://github.com/mastodon/mastodon",
        "description": "A server on loopback that speaks Mastodon's protocol.",
        "usage": {"users": {"active_month": len(ask.ground.state.accounts(NAME))}},
        "thumbnail": {"url": f"{base}/packs/media/images/preview.png", "blurhash": None, "versions": {}},
        "icon": [],
        "languages": ["en"],
        "configuration": _configuration(ask),
        "registrations": {
            "enabled": False,
            "approval_required": False,
            "reason_required": None,
            "message": None,
            "min_age": None,
            "url": None,
        },
        "api_versions": {"mastodon": 10},
        "contact": {"email": "admin@sandbox.invalid", "account": None},
        "rules": [],
    }


def _configuration(ask: Ask) -> dict[str, Any]:
    option = ask.option
    return {
        "urls": {"streaming": f"ws://{shape.domain(ask.call.base)}", "status": None, "about": ask.call.base},
        "vapid": {"public_key": "sandbox"},
        "accounts": {
            "max_featured_tags": 10,
            "max_pinned_statuses": 5,
            "max_profile_fields": 4,
            "profile_field_name_limit": 255,
            "profile_field_value_limit": 255,
        },
        "statuses": {
            name: option(name)
            for name in ("max_characters", "max_media_attachments", "characters_reserved_per_url")
        },
        "media_attachments": {
            "description_limit": option("description_limit"),
            "supported_mime_types": list(media.MIMES),
            "image_size_limit": option("image_size_limit"),
            "image_matrix_limit": 33_177_600,
            "video_size_limit": option("video_size_limit"),
            "video_frame_rate_limit": 120,
            "video_matrix_limit": 8_294_400,
        },
        "polls": {
            "max_options": option("poll_max_options"),
            "max_characters_per_option": option("poll_max_characters_per_option"),
            "min_expiration": option("poll_min_expiration"),
            "max_expiration": option("poll_max_expiration"),
        },
        "translation": {"enabled": False},
        "timelines_access": {
            "live_feeds": {"local": "public", "remote": "public"},
            "hashtag_feeds": {"local": "public", "remote": "public"},
            "trending_link_feeds": {"local": "public", "remote": "public"},
        },
        "limited_federation": False,
    }
