"""SMM249: a cover is an image, and there where it is needed."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.media.items import media_hits
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import Kind


def _check(post: Post, view: View) -> Iterator[Hit]:
    for _, network, item, rule in media_hits(post, view):
        cover = item.media.cover
        spot = view.media_spot(post, item.media, "cover")
        if cover is None:
            if rule.cover_required:
                yield Hit(
                    post.path,
                    spot,
                    msg("{name} has no cover, and {network} needs one", name=item.name, network=network.name),
                    msg("add `cover: <image>` to the video"),
                )
            continue
        seen = view.probe(cover)
        if seen is not None and seen.kind is not Kind.IMAGE:
            yield Hit(
                post.path,
                spot,
                msg("the cover {name} is {mime}, no image", name=cover.path, mime=seen.mime),
                msg("name a JPEG or PNG file"),
            )
        elif rule.cover_bytes is not None and cover.size > rule.cover_bytes:
            yield Hit(
                post.path,
                spot,
                msg(
                    "{name} has {size} bytes, {network} takes {limit}",
                    name=cover.path,
                    size=cover.size,
                    network=network.name,
                    limit=rule.cover_bytes,
                ),
                msg("save the cover smaller"),
            )


_POST = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-01 09:30
media: [{file: roast.mp4, cover: COVER}]
---
From the first crack to the last bean.
"""

RULE = Rule(
    code="SMM249",
    slug="cover-form",
    severity=Severity.ERROR,
    title="A video's cover is an image that the network takes",
    why="The cover is what people see before they press play; Pinterest takes no video without one.",
    bad=in_post(
        _POST.replace("COVER", "cover.jpg"), roast_mp4=Sample("video/mp4"), cover_jpg=Sample("video/mp4")
    ),
    good=in_post(
        _POST.replace("COVER", "cover.jpg"), roast_mp4=Sample("video/mp4"), cover_jpg=Sample("image/jpeg")
    ),
    post=_check,
)
