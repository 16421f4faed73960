"""SMM244: media are as large as the network takes."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.media.items import items, media_hits
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant in post.variants:
        for item in items(variant, view):
            if item.size == 0:
                fix = msg("put the file there again: an export or an upload was cut off")
                yield Hit(
                    post.path,
                    view.media_spot(post, item.media, "file"),
                    msg("{name} is empty", name=item.name),
                    fix,
                )
    for _, network, item, rule in media_hits(post, view):
        spot = view.media_spot(post, item.media, "file" if item.media.file else "bytes")
        values: dict[str, str | int] = {"name": item.name, "size": item.size, "network": network.name}
        if rule.max_bytes is not None and item.size > rule.max_bytes:
            said = msg("{name} has {size} bytes, {network} takes {limit}", **values, limit=rule.max_bytes)
            yield Hit(post.path, spot, said, msg("save it smaller: fewer pixels, or a lower quality"))
        elif rule.min_bytes is not None and 0 < item.size < rule.min_bytes:
            said = msg(
                "{name} has {size} bytes, {network} takes no less than {limit}",
                **values,
                limit=rule.min_bytes,
            )
            yield Hit(post.path, spot, said, msg("save it in a better quality"))


RULE = Rule(
    code="SMM244",
    slug="media-size",
    severity=Severity.ERROR,
    title="A media file has as many bytes as the network takes",
    why="A file that is too large is refused after the upload, at the moment the post is due.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 4000, 3000, size=2_400_000),
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 2000, 1500, size=640_000),
    ),
    post=_check,
)
