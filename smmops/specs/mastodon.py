"""Mastodon. Limits are a server's defaults; `smmops doctor --write` notes those of the channel's server."""

from smmops.specs.spec import (
    Capability,
    Consistency,
    FormatRule,
    Kind,
    LinkPlace,
    MediaRule,
    NetworkSpec,
    OptionRule,
    PollRule,
    SecretRule,
    Source,
    TextRule,
    Unit,
)

_DOCS = Source(text="mastodon/documentation at 2903485d (Mastodon 4.6)", checked="2026-07-02")
_SERVER = Source(text="mastodon/mastodon, the server's length validator", checked="2026-07-02")
_OURS = Source(text="what smmops's adapter implements; docs/publishing.md", checked="2026-11-22")

_DESCRIPTION = 1500

SPEC = NetworkSpec(
    name="mastodon",
    title="Mastodon",
    hosts=(),
    needs_server=True,
    text=TextRule(
        unit=Unit.GRAPHEMES,
        limit=500,
        url_length=23,
        short_mentions=True,
        with_warning=True,
    ),
    threads=True,
    link=LinkPlace.TEXT,
    formats={
        "post": FormatRule(
            media={Kind.IMAGE: (0, 4), Kind.GIF: (0, 1), Kind.VIDEO: (0, 1), Kind.AUDIO: (0, 1)},
            total=(0, 4),
        ),
        "carousel": FormatRule(media={Kind.IMAGE: (2, 4)}, total=(2, 4)),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1)),
    },
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif"),
            max_bytes=16_777_216,
            max_pixels=33_177_600,
            alt_limit=_DESCRIPTION,
        ),
        Kind.GIF: MediaRule(
            mime=("image/gif",), max_bytes=16_777_216, max_pixels=33_177_600, alt_limit=_DESCRIPTION
        ),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4", "video/webm", "video/quicktime", "video/ogg"),
            max_bytes=103_809_024,
            max_pixels=8_294_400,
            alt_limit=_DESCRIPTION,
            cover=True,
        ),
        Kind.AUDIO: MediaRule(
            mime=("audio/mpeg", "audio/ogg", "audio/wav", "audio/flac", "audio/aac", "audio/mp4"),
            max_bytes=103_809_024,
            alt_limit=_DESCRIPTION,
            cover=True,
        ),
    },
    options={
        "visibility": OptionRule(
            type="choice",
            choices=("public", "unlisted", "private"),
            note="private: followers only",
        ),
        "quote_approval": OptionRule(
            type="choice",
            choices=("public", "followers", "nobody"),
            note="who may quote; Mastodon 4.5 and newer",
        ),
        "poll_multiple": OptionRule(type="bool", note="people may choose several answers"),
        "poll_hide_totals": OptionRule(type="bool", note="counts are hidden until the poll ends"),
    },
    poll=PollRule(
        min_options=2,
        max_options=4,
        option_limit=50,
        option_unit=Unit.GRAPHEMES,
        min_seconds=300,
        max_seconds=2_629_746,
    ),
    content_warning=True,
    sensitive=True,
    reply=True,
    quote=True,
    handle=r"[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*(?:@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+)?",
    capabilities=frozenset(
        {
            Capability.PREPARES,
            Capability.PUBLISHES,
            Capability.FINDS,
            Capability.EDITS,
            Capability.REMOVES,
            Capability.MEASURES,
        }
    ),
    consistency=Consistency.STRONG,
    honoured_seconds=3600,
    secrets=(SecretRule(name="TOKEN", note="Preferences, Development, a new application's access token"),),
    account_metrics=("followers", "following", "posts", "impressions", "reach"),
    post_metrics=(
        "replies",
        "reposts",
        "likes",
        "quotes",
        "bookmarks",
        "impressions",
        "reach",
        "views",
        "clicks",
    ),
    sources={
        "needs_server": _DOCS,
        "text": _SERVER,
        "threads": _DOCS,
        "link": _DOCS,
        "formats": _DOCS,
        "media": _DOCS,
        "options": _DOCS,
        "poll": _DOCS,
        "poll.option_unit": Source(
            text="mastodon/mastodon, poll validator", checked="2026-07-02", verified=False
        ),
        "content_warning": _DOCS,
        "sensitive": _DOCS,
        "reply": _DOCS,
        "quote": _DOCS,
        "handle": _SERVER,
        "capabilities": _OURS,
        "consistency": _DOCS,
        "honoured_seconds": _DOCS,
        "secrets": _DOCS,
        "account_metrics": _DOCS,
        "post_metrics": _DOCS,
    },
)
