"""TikTok (Content Posting API v2)."""

from smmops.specs.spec import (
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

_DOCS = Source(text="developers.tiktok.com, Content Posting API v2", checked="2026-11-01")
_STATED = Source(text="not in the reference", checked="2026-11-01", verified=False)

SPEC = NetworkSpec(
    name="tiktok",
    title="TikTok",
    hosts=("open.tiktokapis.com", "open-upload.tiktokapis.com", "business-api.tiktok.com"),
    text=TextRule(unit=Unit.UTF16, limit=2200),
    threads=False,
    link=LinkPlace.NONE,
    formats={
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1)),
        "post": FormatRule(
            media={Kind.IMAGE: (1, 1)},
            total=(1, 1),
            title="optional",
            title_limit=90,
            text_rule=TextRule(unit=Unit.UTF16, limit=4000),
        ),
        "carousel": FormatRule(
            media={Kind.IMAGE: (2, 35)},
            total=(2, 35),
            title="optional",
            title_limit=90,
            text_rule=TextRule(unit=Unit.UTF16, limit=4000),
        ),
    },
    default_format="video",
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg", "image/webp"), max_bytes=20_000_000, max_pixels=1920 * 1080
        ),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4", "video/webm", "video/quicktime"),
            max_bytes=4_000_000_000,
            min_width=360,
            max_width=4096,
            min_height=360,
            max_height=4096,
            max_seconds=600,
        ),
    },
    options={
        "privacy": OptionRule(
            type="choice",
            choices=("public", "friends", "followers", "self"),
            required=True,
            note="TikTok wants a person's choice; followers on private accounts only",
        ),
        "comments": OptionRule(type="bool", note="false: comments are off"),
        "duet": OptionRule(type="bool", note="false: no duets"),
        "stitch": OptionRule(type="bool", note="false: no stitches"),
        "cover_at": OptionRule(type="integer", note="milliseconds into the video"),
        "photo_cover": OptionRule(type="integer", note="number of the cover slide, from 1"),
        "auto_music": OptionRule(type="bool", note="TikTok adds music to photos"),
    },
    disclosures=("paid_partnership", "own_brand", "ai"),
    handle=r"[A-Za-z0-9_.]{2,24}",
    secrets=(
        SecretRule(name="CLIENT_KEY"),
        SecretRule(name="CLIENT_SECRET"),
        SecretRule(name="REFRESH_TOKEN", note="rotates: kept in the vault after the first use"),
    ),
    per_day=15,
    sources={
        "hosts": _DOCS,
        "text": _DOCS,
        "threads": _DOCS,
        "link": _DOCS,
        "formats": _DOCS,
        "default_format": _DOCS,
        "media": _DOCS,
        "media.image.max_pixels": Source(
            text="1080p read as 1920 by 1080 pixels", checked="2026-11-01", verified=False
        ),
        "options": _DOCS,
        "disclosures": _DOCS,
        "handle": _STATED,
        "secrets": _DOCS,
        "per_day": _DOCS,
    },
)
