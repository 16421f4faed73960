"""Bluesky (AT Protocol)."""

from smmops.specs.spec import (
    Capability,
    Consistency,
    FormatRule,
    Kind,
    LinkPlace,
    MediaRule,
    NetworkSpec,
    OptionRule,
    SecretRule,
    Source,
    TextRule,
    Unit,
)

_LEXICON = Source(text="bluesky-social/atproto lexicons and server source at d6296a1c", checked="2026-08-20")
_DOCS = Source(text="docs.bsky.app", checked="2026-04-01")
_CLIENTS = Source(
    text="length of videos as clients state it, 3 to 10 minutes", checked="2026-08-20", verified=False
)
_OURS = Source(text="what smmops's adapter implements; docs/publishing.md", checked="2026-11-22")

SPEC = NetworkSpec(
    name="bluesky",
    title="Bluesky",
    hosts=("bsky.social", "video.bsky.app"),
    text=TextRule(unit=Unit.GRAPHEMES, limit=300, byte_limit=3000),
    threads=True,
    link=LinkPlace.CARD,
    card=True,
    formats={
        "post": FormatRule(
            media={Kind.IMAGE: (0, 4), Kind.VIDEO: (0, 1), Kind.GIF: (0, 1)},
            total=(0, 4),
        ),
        "carousel": FormatRule(media={Kind.IMAGE: (2, 10)}, total=(2, 10)),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1)),
    },
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg", "image/png", "image/webp"),
            max_bytes=2_000_000,
        ),
        Kind.GIF: MediaRule(mime=("image/gif",), max_bytes=2_000_000),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4",),
            max_bytes=300_000_000,
            max_seconds=180,
            captions=True,
            caption_bytes=20_000,
        ),
    },
    options={
        "reply_control": OptionRule(
            type="choice",
            choices=("everyone", "mentioned", "following", "followers", "nobody"),
            note="who may reply to the thread",
        ),
        "quotes": OptionRule(type="bool", note="false: nobody may quote the post"),
        "tags": OptionRule(
            type="texts", max_items=8, max_length=64, note="hashtags beside those in the text"
        ),
        "label": OptionRule(
            type="choice",
            choices=("graphic-media", "nudity", "sexual", "porn"),
            note="what `sensitive: true` means; graphic-media where nothing is said",
        ),
    },
    sensitive=True,
    reply=True,
    quote=True,
    handle=r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
    capabilities=frozenset(
        {
            Capability.PREPARES,
            Capability.PUBLISHES,
            Capability.FINDS,
            Capability.REMOVES,
            Capability.MEASURES,
        }
    ),
    consistency=Consistency.EXACT,
    secrets=(SecretRule(name="APP_PASSWORD", note="Settings, Privacy and security, App passwords"),),
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
        "hosts": _DOCS,
        "text": _LEXICON,
        "threads": _LEXICON,
        "link": _LEXICON,
        "card": _LEXICON,
        "formats": _LEXICON,
        "media": _LEXICON,
        "media.video.max_seconds": _CLIENTS,
        "options": _LEXICON,
        "sensitive": _LEXICON,
        "reply": _LEXICON,
        "quote": _LEXICON,
        "handle": _LEXICON,
        "capabilities": _OURS,
        "consistency": _LEXICON,
        "secrets": _DOCS,
        "account_metrics": _LEXICON,
        "post_metrics": _LEXICON,
    },
)
