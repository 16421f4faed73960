"""Instagram (professional accounts, content publishing)."""

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
    text="Meta Content Publishing and IG User / media references (v25, v26)", checked="2026-09-11"
)
_QUOTA = Source(
    text="guide says 100, limit reference says 50: the stricter; read content_publishing_limit",
    checked="2026-09-11",
    verified=False,
)
_TOOLS = Source(text="not in the API reference", checked="2026-09-11", verified=False)

_MEBI = 1024 * 1024
_VIDEO = ("video/mp4", "video/quicktime")
_ALT = 1000

SPEC = NetworkSpec(
    name="instagram",
    title="Instagram",
    hosts=("graph.facebook.com", "graph.instagram.com", "rupload.facebook.com", "api.instagram.com"),
    text=TextRule(unit=Unit.CHARACTERS, limit=2200, hashtags=30, mentions=20),
    first_comment=TextRule(unit=Unit.CHARACTERS, limit=None),
    threads=False,
    link=LinkPlace.NONE,
    formats={
        "post": FormatRule(media={Kind.IMAGE: (1, 1)}, total=(1, 1)),
        "carousel": FormatRule(media={Kind.IMAGE: (0, 10), Kind.VIDEO: (0, 10)}, total=(2, 10), mixed=True),
        "reel": FormatRule(media={Kind.VIDEO: (1, 1)}, total=(1, 1)),
        "story": FormatRule(
            media={Kind.IMAGE: (0, 1), Kind.VIDEO: (0, 1)},
            total=(1, 1),
            text=False,
            rules={
                Kind.IMAGE: MediaRule(mime=("image/jpeg",), max_bytes=8 * _MEBI),
                Kind.VIDEO: MediaRule(
                    mime=_VIDEO,
                    max_bytes=100 * _MEBI,
                    max_width=1920,
                    min_ratio=0.1,
                    max_ratio=10,
                    min_seconds=3,
                    max_seconds=60,
                ),
            },
        ),
    },
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg",), max_bytes=8 * _MEBI, min_ratio=0.8, max_ratio=1.91, alt_limit=_ALT
        ),
        Kind.VIDEO: MediaRule(
            mime=_VIDEO,
            max_bytes=300 * _MEBI,
            max_width=1920,
            min_ratio=0.01,
            max_ratio=10,
            min_seconds=3,
            max_seconds=900,
            cover=True,
            cover_bytes=8 * _MEBI,
        ),
    },
    options={
        "collaborators": OptionRule(type="texts", max_items=3, note="handles asked to co-author"),
        "user_tags": OptionRule(
            type="texts",
            max_items=20,
            note="handle, and on images where: `olivia.cafe 0.5 0.8` from the left and top",
        ),
        "location": OptionRule(type="text", note="id of a page with a location"),
        "share_to_feed": OptionRule(type="bool", note="a reel shows in the feed as well"),
        "cover_at": OptionRule(type="integer", note="milliseconds into the video; a cover image wins"),
        "trial": OptionRule(
            type="choice", choices=("manual", "performance"), note="a trial reel, and how it graduates"
        ),
        "comments": OptionRule(type="bool", note="false: comments are off"),
    },
    disclosures=("paid_partnership", "ai"),
    handle=r"[A-Za-z0-9_.]{1,30}",
    secrets=(
        SecretRule(name="TOKEN", note="of the page or system user, or of Instagram login (60 days)"),
        SecretRule(name="APP_SECRET", required=False, note="where the app asks for appsecret_proof"),
    ),
    per_day=50,
    sources={
        "hosts": _GRAPH,
        "text": _GRAPH,
        "first_comment": _GRAPH,
        "threads": _GRAPH,
        "link": _GRAPH,
        "formats": _GRAPH,
        "media": _GRAPH,
        "options": _GRAPH,
        "options.user_tags.max_items": _TOOLS,
        "disclosures": Source(
            text="Meta changelog, is_paid_partnership and is_ai_generated", checked="2026-06-22"
        ),
        "handle": _TOOLS,
        "secrets": _GRAPH,
        "per_day": _QUOTA,
    },
)
