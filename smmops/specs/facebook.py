"""Facebook pages (Meta Graph API)."""

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

_GRAPH = Source(
    text="Meta Pages, Reels and Stories API references and codegen at ad2b0b6 (v25.0)", checked="2026-09-11"
)
_TOOLS = Source(
    text="observed by third-party tools, not in the reference", checked="2026-09-11", verified=False
)

_PHOTO = ("image/jpeg", "image/png", "image/bmp", "image/tiff")
_REEL = MediaRule(
    mime=("video/mp4",),
    min_width=540,
    min_height=960,
    min_ratio=0.5624,
    max_ratio=0.5626,
    min_seconds=3,
    max_seconds=90,
)

SPEC = NetworkSpec(
    name="facebook",
    title="Facebook",
    hosts=("graph.facebook.com", "rupload.facebook.com"),
    text=TextRule(unit=Unit.CHARACTERS, limit=63_206),
    first_comment=TextRule(unit=Unit.CHARACTERS, limit=None),
    threads=False,
    link=LinkPlace.FIELD,
    formats={
        "post": FormatRule(
            media={Kind.IMAGE: (0, 10), Kind.GIF: (0, 1), Kind.VIDEO: (0, 1)},
            total=(0, 10),
        ),
        "carousel": FormatRule(media={Kind.IMAGE: (2, 10)}, total=(2, 10)),
        "video": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1), title="optional"),
        "reel": FormatRule(
            media={Kind.VIDEO: (1, 1)},
            total=(1, 1),
            title="optional",
            rules={Kind.VIDEO: _REEL},
            per_day=30,
        ),
        "story": FormatRule(
            media={Kind.IMAGE: (0, 1), Kind.GIF: (0, 1), Kind.VIDEO: (0, 1)},
            total=(1, 1),
            text=False,
            rules={
                Kind.IMAGE: MediaRule(mime=_PHOTO, max_bytes=10_000_000),
                Kind.GIF: MediaRule(mime=("image/gif",), max_bytes=10_000_000),
                Kind.VIDEO: _REEL.model_copy(update={"max_seconds": 60}),
            },
        ),
    },
    media={
        Kind.IMAGE: MediaRule(mime=_PHOTO, max_bytes=4_000_000),
        Kind.GIF: MediaRule(mime=("image/gif",), max_bytes=4_000_000),
        Kind.VIDEO: MediaRule(
            mime=("video/mp4", "video/quicktime"),
            max_bytes=10_000_000_000,
            max_seconds=14_400,
        ),
    },
    options={"place": OptionRule(type="text", note="page id of a place")},
    audience=("countries", "min_age"),
    handle=r"[A-Za-z0-9.]{5,50}|[0-9]{5,20}",
    mention="@[{handle}]",
    secrets=(
        SecretRule(name="TOKEN", note="a page's token, best of a system user"),
        SecretRule(name="APP_SECRET", required=False, note="where the app asks for appsecret_proof"),
    ),
    sources={
        "hosts": _GRAPH,
        "text": _TOOLS,
        "first_comment": _GRAPH,
        "threads": _GRAPH,
        "link": _GRAPH,
        "formats": _GRAPH,
        "formats.post.media.image": _TOOLS,
        "formats.post.total": _TOOLS,
        "formats.carousel": _TOOLS,
        "media": _TOOLS,
        "options": _GRAPH,
        "audience": Source(
            text="codegen at ad2b0b6 names `targeting`; its effect on pages",
            checked="2026-04-15",
            verified=False,
        ),
        "handle": _TOOLS,
        "mention": _TOOLS,
        "secrets": _GRAPH,
    },
)
