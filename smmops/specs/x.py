"""X (Twitter), API v2."""

from smmops.specs.spec import (
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

_DOCS = Source(text="docs.x.com and OpenAPI 2.167", checked="2026-08-22")
_COUNTING = Source(text="twitter-text 3, configuration v3 and validate.yml", checked="2026-08-22")
_HANDLE = Source(text="help.x.com, 15 letters, digits and underscores", checked="2026-08-22", verified=False)
_QUOTES = Source(text="X changelog 2026-04: quoting left the self-serve tiers", checked="2026-08-22")

SPEC = NetworkSpec(
    name="x",
    title="X",
    hosts=("api.x.com",),
    text=TextRule(unit=Unit.WEIGHTED, limit=280, url_length=23, forbidden="\ufffe\ufeff\uffff"),
    threads=True,
    link=LinkPlace.TEXT,
    formats={
        "post": FormatRule(
            media={Kind.IMAGE: (0, 4), Kind.GIF: (0, 1), Kind.VIDEO: (0, 1)},
            total=(0, 4),
        ),
        "carousel": FormatRule(media={Kind.IMAGE: (2, 4)}, total=(2, 4)),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1)),
    },
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg", "image/png", "image/webp"), max_bytes=5_000_000, alt_limit=1000
        ),
        Kind.GIF: MediaRule(
            mime=("image/gif",),
            max_bytes=15_000_000,
            max_width=1280,
            max_height=1080,
            max_frames=350,
            alt_limit=1000,
        ),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4", "video/quicktime"),
            max_bytes=512_000_000,
            min_width=32,
            max_width=1280,
            min_height=32,
            max_height=1024,
            min_ratio=1 / 3,
            max_ratio=3,
            min_seconds=0.5,
            max_seconds=140,
            captions=True,
        ),
    },
    options={
        "reply_control": OptionRule(
            type="choice",
            choices=("everyone", "following", "mentioned", "subscribers", "verified"),
            note="who may reply",
        ),
        "community": OptionRule(type="text", note="id of the community to post in"),
        "place": OptionRule(type="text", note="X's id of a place"),
        "tagged_users": OptionRule(type="texts", max_items=10, note="ids of the people in the picture"),
    },
    poll=PollRule(min_options=2, max_options=4, option_limit=25, min_seconds=300, max_seconds=604_800),
    disclosures=("paid_partnership", "ai"),
    reply=True,
    handle=r"[A-Za-z0-9_]{1,15}",
    secrets=(
        SecretRule(name="CONSUMER_KEY"),
        SecretRule(name="CONSUMER_SECRET"),
        SecretRule(name="ACCESS_TOKEN"),
        SecretRule(name="ACCESS_TOKEN_SECRET"),
    ),
    sources={
        "hosts": _DOCS,
        "text": _COUNTING,
        "text.forbidden": Source(
            text="twitter-text library, not in its vectors", checked="2026-08-22", verified=False
        ),
        "threads": _DOCS,
        "link": _DOCS,
        "formats": _DOCS,
        "media": _DOCS,
        "options": _DOCS,
        "poll": _DOCS,
        "disclosures": _DOCS,
        "reply": _DOCS,
        "quote": _QUOTES,
        "handle": _HANDLE,
        "secrets": _DOCS,
    },
)
