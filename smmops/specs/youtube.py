"""YouTube (Data API v3)."""

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

_DOCS = Source(
    text="developers.google.com/youtube/v3 and discovery youtube:v3 rev 20261104", checked="2026-11-04"
)
_STATED = Source(text="widely stated, not in the reference", checked="2026-11-04", verified=False)
_OURS = Source(text="ours: a legal statement is never guessed", checked="2026-11-04")

SPEC = NetworkSpec(
    name="youtube",
    title="YouTube",
    hosts=(
        "www.googleapis.com",
        "youtube.googleapis.com",
        "youtubeanalytics.googleapis.com",
        "oauth2.googleapis.com",
    ),
    text=TextRule(unit=Unit.CHARACTERS, limit=None, byte_limit=5000, hashtags=60, forbidden="<>"),
    first_comment=TextRule(unit=Unit.CHARACTERS, limit=10_000),
    title_limit=100,
    title_forbidden="<>",
    threads=False,
    link=LinkPlace.TEXT,
    formats={
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1), title="required"),
        "short": FormatRule(
            media={Kind.VIDEO: (1, 1)},
            total=(1, 1),
            title="required",
            rules={
                Kind.VIDEO: MediaRule(
                    mime=("video/mp4", "video/quicktime", "video/webm"),
                    max_bytes=274_877_906_944,
                    max_ratio=1,
                    max_seconds=180,
                    captions=True,
                    caption_bytes=100_000_000,
                ),
            },
        ),
    },
    default_format="video",
    media={
        Kind.VIDEO: MediaRule(
            mime=(
                "video/mp4",
                "video/quicktime",
                "video/webm",
                "video/mpeg",
                "video/x-msvideo",
                "video/x-matroska",
                "video/3gpp",
            ),
            max_bytes=274_877_906_944,
            max_seconds=43_200,
            captions=True,
            caption_bytes=100_000_000,
            cover=True,
            cover_bytes=2_000_000,
        ),
    },
    options={
        "privacy": OptionRule(type="choice", choices=("public", "unlisted", "private")),
        "made_for_kids": OptionRule(
            type="bool", required=True, note="a statement under children's privacy law"
        ),
        "tags": OptionRule(type="texts", max_length=500, note="500 characters together"),
        "category": OptionRule(type="text", note="YouTube's number of the category, such as 22"),
        "playlist": OptionRule(type="text", note="id of a playlist of the channel"),
        "license": OptionRule(type="choice", choices=("youtube", "creative-commons")),
        "embeddable": OptionRule(type="bool"),
        "notify": OptionRule(type="bool", note="false: subscribers get no notice"),
    },
    disclosures=("paid_partnership", "ai"),
    handle=r"@?[\w.-]{3,30}|UC[A-Za-z0-9_-]{22}",
    secrets=(
        SecretRule(name="CLIENT_ID"),
        SecretRule(name="CLIENT_SECRET"),
        SecretRule(name="REFRESH_TOKEN"),
    ),
    per_day=100,
    sources={
        "hosts": _DOCS,
        "text": _DOCS,
        "text.hashtags": _STATED,
        "first_comment": _STATED,
        "title_limit": _DOCS,
        "title_forbidden": _DOCS,
        "threads": _DOCS,
        "link": _DOCS,
        "formats": _DOCS,
        "default_format": _DOCS,
        "media": _DOCS,
        "options": _DOCS,
        "options.made_for_kids.required": _OURS,
        "options.tags.max_length": _STATED,
        "disclosures": _DOCS,
        "handle": _STATED,
        "secrets": _DOCS,
        "per_day": _DOCS,
    },
)
