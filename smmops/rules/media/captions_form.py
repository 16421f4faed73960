"""SMM248: captions are caption files, small enough, and for networks that take them."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import FileRef, Post
from smmops.model.problem import Severity
from smmops.rules.media.items import items, media_hits
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, _ in view.variants(post):
        for item in items(variant, view):
            for language, file in item.media.captions:
                said = _form(file, view)
                if said:
                    spot = view.media_spot(post, item.media, "captions", language)
                    yield Hit(post.path, spot, said, msg("name a WebVTT (`.vtt`) or SubRip (`.srt`) file"))
    for _, network, item, rule in media_hits(post, view):
        for language, file in item.media.captions if rule.caption_bytes else ():
            if rule.caption_bytes and file.size > rule.caption_bytes:
                yield Hit(
                    post.path,
                    view.media_spot(post, item.media, "captions", language),
                    msg(
                        "{name} has {size} bytes, {network} takes {limit}",
                        name=file.path,
                        size=file.size,
                        network=network.name,
                        limit=rule.caption_bytes,
                    ),
                    msg("split the video, or shorten the captions"),
                )


def _form(file: FileRef, view: View) -> Message | None:
    seen = view.probe(file)
    if seen is None or seen.mime == "text/vtt":
        return None
    if seen.mime == "text/plain" and file.path.endswith(".srt"):
        return None
    return msg("{name} is {mime}, no captions", name=file.path, mime=seen.mime)


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4, captions: {ko: CAPTIONS}}]
---
From the first crack to the last bean.
"""

RULE = Rule(
    code="SMM248",
    slug="captions-form",
    severity=Severity.ERROR,
    title="Captions are WebVTT or SubRip files that the network takes",
    why="A wrong file is refused after the video was uploaded, and the post goes out without captions or not at all.",
    bad=in_post(
        _POST.replace("CAPTIONS", "roast.vtt"),
        roast_mp4=Sample("video/mp4"),
        roast_vtt=Sample("application/pdf"),
    ),
    good=in_post(
        _POST.replace("CAPTIONS", "roast.vtt"), roast_mp4=Sample("video/mp4"), roast_vtt=Sample("text/vtt")
    ),
    post=_check,
)
