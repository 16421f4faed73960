"""Pinterest (API v5)."""

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

_SPEC = Source(text="pinterest/api-description OpenAPI 5.23.0 at c05b189", checked="2025-12-11")
_WEB = Source(
    text="limits of the website, not in the API's description", checked="2026-08-01", verified=False
)

_ALT = 500
_VIDEO = MediaRule(
    mime=("video/mp4", "video/quicktime", "video/x-m4v"),
    max_bytes=2_000_000_000,
    min_seconds=4,
    max_seconds=900,
    alt_limit=_ALT,
    cover=True,
    cover_required=True,
)

SPEC = NetworkSpec(
    name="pinterest",
    title="Pinterest",
    hosts=("api.pinterest.com",),
    text=TextRule(unit=Unit.CHARACTERS, limit=800),
    title_limit=100,
    threads=False,
    link=LinkPlace.FIELD,
    link_limit=2048,
    formats={
        "post": FormatRule(media={Kind.IMAGE: (1, 1)}, total=(1, 1), title="optional"),
        "carousel": FormatRule(media={Kind.IMAGE: (2, 5)}, total=(2, 5), title="optional"),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1), title="optional"),
    },
    media={
        Kind.IMAGE: MediaRule(mime=("image/jpeg", "image/png"), max_bytes=20_000_000, alt_limit=_ALT),
        Kind.VIDEO: _VIDEO,
    },
    options={
        "board": OptionRule(
            type="text", note="id of the board; the channel's `account` where nothing is said"
        ),
        "section": OptionRule(type="text", note="id of a section of the board"),
    },
    handle=r"[A-Za-z0-9_]{3,30}",
    mention="{name}",
    secrets=(
        SecretRule(name="APP_ID"),
        SecretRule(name="APP_SECRET"),
        SecretRule(name="REFRESH_TOKEN", note="rotates: kept in the vault after the first use"),
    ),
    sources={
        "hosts": _SPEC,
        "text": _SPEC,
        "title_limit": _SPEC,
        "threads": _SPEC,
        "link": _SPEC,
        "link_limit": _SPEC,
        "formats": _SPEC,
        "media": _WEB,
        "media.image.mime": _SPEC,
        "media.image.alt_limit": _SPEC,
        "media.video.alt_limit": _SPEC,
        "media.video.cover": _SPEC,
        "media.video.cover_required": _SPEC,
        "options": _SPEC,
        "handle": _WEB,
        "mention": _SPEC,
        "secrets": _SPEC,
    },
)
