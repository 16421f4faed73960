"""SMM245: media have the pixels, the shape and the length that the network takes."""

from collections.abc import Iterator

from smmops.media.probe import Probe
from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.media.items import media_hits
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import MediaRule


def _check(post: Post, view: View) -> Iterator[Hit]:
    for _, network, item, rule in media_hits(post, view):
        for said, fix in _said(item.seen, rule) if item.seen else ():
            yield Hit(
                post.path,
                view.media_spot(post, item.media, "file"),
                msg("{name} on {network}: {said}", name=item.name, network=network.name, said=said.fill()),
                fix,
            )


def _said(seen: Probe, rule: MediaRule) -> Iterator[tuple[Message, Message]]:
    if seen.width and seen.height:
        yield from _sides(seen.width, seen.height, rule)
    if seen.seconds is not None:
        yield from _seconds(seen.seconds, rule)


def _sides(width: int, height: int, rule: MediaRule) -> Iterator[tuple[Message, Message]]:
    resize = msg("save it in another size")
    if rule.max_pixels is not None and width * height > rule.max_pixels:
        yield msg("{count} pixels, limit {limit}", count=width * height, limit=rule.max_pixels), resize
    if rule.max_side is not None and max(width, height) > rule.max_side:
        yield (
            msg(
                "{count} pixels on the longer side, limit {limit}",
                count=max(width, height),
                limit=rule.max_side,
            ),
            resize,
        )
    for side, fewest, most in (
        (width, rule.min_width, rule.max_width),
        (height, rule.min_height, rule.max_height),
    ):
        if fewest is not None and side < fewest:
            yield msg("a side of {count} pixels, at least {limit}", count=side, limit=fewest), resize
        if most is not None and side > most:
            yield msg("a side of {count} pixels, limit {limit}", count=side, limit=most), resize
    ratio = width / height
    crop = msg("crop it")
    if rule.min_ratio is not None and ratio < rule.min_ratio - 0.01:
        yield (
            msg(
                "{width} × {height} is narrower than {limit} to 1",
                width=width,
                height=height,
                limit=f"{rule.min_ratio:.2f}",
            ),
            crop,
        )
    if rule.max_ratio is not None and ratio > rule.max_ratio + 0.01:
        yield (
            msg(
                "{width} × {height} is wider than {limit} to 1",
                width=width,
                height=height,
                limit=f"{rule.max_ratio:.2f}",
            ),
            crop,
        )


def _seconds(seconds: float, rule: MediaRule) -> Iterator[tuple[Message, Message]]:
    if rule.max_seconds is not None and seconds > rule.max_seconds:
        yield (
            msg("{count} s long, limit {limit} s", count=f"{seconds:g}", limit=f"{rule.max_seconds:g}"),
            msg("cut it"),
        )
    if rule.min_seconds is not None and seconds < rule.min_seconds:
        yield (
            msg("{count} s long, at least {limit} s", count=f"{seconds:g}", limit=f"{rule.min_seconds:g}"),
            msg("make it longer"),
        )


RULE = Rule(
    code="SMM245",
    slug="media-shape",
    severity=Severity.ERROR,
    title="A picture or video has the pixels, the shape and the length that the network takes",
    why="Instagram refuses a picture that is narrower than 4 to 5, X a video over 140 seconds. "
    "Nothing is cropped, scaled or cut for you.",
    bad=in_post(
        """\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1920),
    ),
    good=in_post(
        """\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1350),
    ),
    post=_check,
)
