"""LinkedIn: pages of organisations, and members."""

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

_DOCS = Source(
    text="learn.microsoft.com LinkedIn Posts, Images, Videos, Documents, view li-lms-2026-09",
    checked="2026-10-01",
)
_LIMITS = Source(
    text="limits of third-party studies of the LinkedIn API", checked="2026-10-01", verified=False
)

_ALT = 4086
_DAY = 86_400

SPEC = NetworkSpec(
    name="linkedin",
    title="LinkedIn",
    hosts=("api.linkedin.com", "www.linkedin.com"),
    text=TextRule(unit=Unit.ESCAPED, limit=3000),
    first_comment=TextRule(unit=Unit.CHARACTERS, limit=1250),
    threads=False,
    link=LinkPlace.CARD,
    card=True,
    formats={
        "post": FormatRule(
            media={Kind.IMAGE: (0, 20), Kind.GIF: (0, 1), Kind.VIDEO: (0, 1), Kind.DOCUMENT: (0, 1)},
            total=(0, 20),
        ),
        "carousel": FormatRule(media={Kind.IMAGE: (2, 20)}, total=(2, 20)),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1), title="optional", title_limit=400),
        "document": FormatRule(
            media={Kind.DOCUMENT: (1, 1)}, total=(1, 1), title="required", title_limit=400
        ),
    },
    media={
        Kind.IMAGE: MediaRule(mime=("image/jpeg", "image/png"), max_pixels=36_152_319, alt_limit=_ALT),
        Kind.GIF: MediaRule(mime=("image/gif",), max_pixels=36_152_319, max_frames=250, alt_limit=_ALT),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4",),
            min_bytes=75_000,
            max_bytes=500_000_000,
            min_seconds=3,
            max_seconds=1800,
            captions=True,
            cover=True,
        ),
        Kind.DOCUMENT: MediaRule(
            mime=(
                "application/pdf",
                "application/msword",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/vnd.ms-powerpoint",
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ),
            max_bytes=100_000_000,
        ),
    },
    options={
        "visibility": OptionRule(
            type="choice",
            choices=("public", "connections", "logged-in"),
            note="connections: members only, not pages",
        ),
        "reshare": OptionRule(type="bool", note="false: nobody may share the post"),
    },
    poll=PollRule(
        min_options=2,
        max_options=4,
        option_limit=30,
        question_limit=140,
        min_seconds=_DAY,
        max_seconds=14 * _DAY,
        durations=(_DAY, 3 * _DAY, 7 * _DAY, 14 * _DAY),
    ),
    quote=True,
    handle=r"[A-Za-z0-9_-]{3,100}|urn:li:(?:organization|person):[A-Za-z0-9_-]+",
    mention="@[{name}]({handle})",
    secrets=(
        SecretRule(name="TOKEN", note="lives 60 days"),
        SecretRule(name="CLIENT_ID", required=False, note="to refresh, where LinkedIn granted it"),
        SecretRule(name="CLIENT_SECRET", required=False, note="to refresh, where LinkedIn granted it"),
        SecretRule(name="REFRESH_TOKEN", required=False, note="to refresh, where LinkedIn granted it"),
    ),
    sources={
        "hosts": _DOCS,
        "text": _DOCS,
        "text.unit": Source(
            text="counted after escaping, the stricter of two readings", checked="2026-10-01", verified=False
        ),
        "first_comment": _LIMITS,
        "threads": _DOCS,
        "link": _DOCS,
        "card": _DOCS,
        "formats": _DOCS,
        "formats.video.title_limit": _LIMITS,
        "formats.document.title_limit": _LIMITS,
        "media": _DOCS,
        "media.document": _LIMITS,
        "options": _DOCS,
        "poll": _LIMITS,
        "poll.durations": _DOCS,
        "quote": _DOCS,
        "handle": _LIMITS,
        "mention": _DOCS,
        "secrets": _DOCS,
    },
)
