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

_SLACK = 0.01
"""Ratios are given in two digits; 1080 × 1350 is 0.8."""


def _check(post: Post, view: View) -> Iterator[Hit]:
    for _, network, item, rule in media_hits(post, view):
        for said, fix in _said(item.seen, rule, name=item.name, network=network.name) if item.seen else ():
            yield Hit(post.path, view.media_spot(post, item.media, "file"), said, fix)


def _said(seen: Probe, rule: MediaRule, *, name: str, network: str) -> Iterator[tuple[Message, Message]]:
    if seen.width and seen.height:
        yield from _pixels((seen.width, seen.height), rule, name=name, network=network)
        yield from _shape((seen.width, seen.height), rule, name=name, network=network)
    if seen.seconds is not None:
        yield from _seconds(seen.seconds, rule, name=name, network=network)


def _pixels(
    size: tuple[int, int], rule: MediaRule, *, name: str, network: str
) -> Iterator[tuple[Message, Message]]:
    fix = msg("save it in another size")
    total, longest = size[0] * size[1], max(size)
    if rule.max_pixels is not None and total > rule.max_pixels:
        said = msg(
            "{name} has {count} pixels, {network} takes {limit}",
            name=name,
            count=total,
            network=network,
            limit=rule.max_pixels,
        )
        yield said, fix
    sides = (
        (longest, None, rule.max_side),
        (size[0], rule.min_width, rule.max_width),
        (size[1], rule.min_height, rule.max_height),
    )
    for side, fewest, limit in sides:
        if limit is not None and side > limit:
            yield (
                msg(
                    "{name} has a side of {count} pixels, {network} takes {limit}",
                    name=name,
                    count=side,
                    network=network,
                    limit=limit,
                ),
                fix,
            )
        if fewest is not None and side < fewest:
            yield (
                msg(
                    "{name} has a side of {count} pixels, {network} wants {limit}",
                    name=name,
                    count=side,
                    network=network,
                    limit=fewest,
                ),
                fix,
            )


def _shape(
    size: tuple[int, int], rule: MediaRule, *, name: str, network: str
) -> Iterator[tuple[Message, Message]]:
    width, height = size
    ratio, fix = width / height, msg("crop it")
    if rule.min_ratio is not None and ratio < rule.min_ratio - _SLACK:
        said = msg(
            "{name} is {width} × {height}, {network} takes nothing narrower than {limit} to 1",
            name=name,
            width=width,
            height=height,
            limit=f"{rule.min_ratio:.2f}",
            network=network,
        )
        yield said, fix
    if rule.max_ratio is not None and ratio > rule.max_ratio + _SLACK:
        said = msg(
            "{name} is {width} × {height}, {network} takes nothing wider than {limit} to 1",
            name=name,
            width=width,
            height=height,
            limit=f"{rule.max_ratio:.2f}",
            network=network,
        )
        yield said, fix


def _seconds(
    seconds: float, rule: MediaRule, *, name: str, network: str
) -> Iterator[tuple[Message, Message]]:
    count = f"{seconds:g}"
    if rule.max_seconds is not None and seconds > rule.max_seconds:
        said = msg(
            "{name} is {count} s long, {network} takes {limit} s",
            name=name,
            count=count,
            network=network,
            limit=f"{rule.max_seconds:g}",
        )
        yield said, msg("cut it")
    if rule.min_seconds is not None and seconds < rule.min_seconds:
        said = msg(
            "{name} is {count} s long, {network} wants {limit} s",
            name=name,
            count=count,
            network=network,
            limit=f"{rule.min_seconds:g}",
        )
        yield said, msg("make it longer")


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
