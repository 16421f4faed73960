"""Threads (Meta)."""

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

_DOCS = Source(text="Threads API overview and changelog, fbsamples/threads_api", checked="2026-03-03")
_LISTED = Source(text="third-party clients, not in the reference", checked="2026-08-01", verified=False)

_TEXT = TextRule(unit=Unit.EMOJI_BYTES, limit=500, links=5)
_ALT = 1000

SPEC = NetworkSpec(
    name="threads",
    title="Threads",
    hosts=("graph.threads.net", "graph.threads.com"),
    text=_TEXT,
    first_comment=_TEXT,
    threads=True,
    link=LinkPlace.TEXT,
    formats={
        "post": FormatRule(media={Kind.IMAGE: (0, 1), Kind.VIDEO: (0, 1)}, total=(0, 1)),
        "carousel": FormatRule(media={Kind.IMAGE: (0, 20), Kind.VIDEO: (0, 20)}, total=(2, 20), mixed=True),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1)),
    },
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg", "image/png"), max_bytes=8_000_000, min_ratio=0.1, max_ratio=10, alt_limit=_ALT
        ),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4", "video/quicktime"),
            max_bytes=1_000_000_000,
            max_width=1920,
            min_ratio=0.01,
            max_ratio=10,
            max_seconds=300,
            alt_limit=_ALT,
        ),
    },
    options={
        "reply_control": OptionRule(
            type="choice",
            choices=("everyone", "following", "mentioned", "parent-author", "followers"),
            note="who may reply",
        ),
        "topic": OptionRule(
            type="text", max_length=50, note="without `.` and `&`; else the first hashtag is the topic"
        ),
        "location": OptionRule(type="text", note="Threads' id of a place"),
        "ghost": OptionRule(type="bool", note="gone after 24 hours; text only"),
    },
    poll=PollRule(min_options=2, max_options=4, option_limit=25, min_seconds=86_400, max_seconds=86_400),
    sensitive=True,
    reply=True,
    quote=True,
    handle=r"[A-Za-z0-9_.]{1,30}",
    secrets=(SecretRule(name="TOKEN", note="lives 60 days, refreshed after 24 hours"),),
    per_day=250,
    sources={
        "hosts": _DOCS,
        "text": _DOCS,
        "first_comment": _DOCS,
        "threads": _DOCS,
        "link": _DOCS,
        "formats": _DOCS,
        "media": _DOCS,
        "media.image.min_ratio": _LISTED,
        "options": _DOCS,
        "poll": _LISTED,
        "sensitive": _DOCS,
        "reply": _DOCS,
        "quote": _DOCS,
        "handle": _LISTED,
        "secrets": _DOCS,
        "per_day": _DOCS,
    },
)
