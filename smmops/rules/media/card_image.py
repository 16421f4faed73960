"""SMM253: a card's image is an image that the network takes."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import FileRef, Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import Kind, NetworkSpec


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        image = variant.card.image if variant.card and network.card else None
        said = _said(image, view, network) if image else None
        if said:
            yield Hit(
                post.path, view.value(post, "card", "image"), said, msg("name a JPEG file, saved small")
            )


def _said(image: FileRef, view: View, network: NetworkSpec) -> Message | None:
    seen, rule = view.probe(image), network.media.get(Kind.IMAGE)
    if seen is not None and (seen.kind is not Kind.IMAGE or (rule and seen.mime not in rule.mime)):
        return msg("the card's image {name} is {mime}", name=image.path, mime=seen.mime)
    if rule and rule.max_bytes is not None and image.size > rule.max_bytes:
        return msg(
            "{name} has {size} bytes, {network} takes {limit}",
            name=image.path,
            size=image.size,
            network=network.name,
            limit=rule.max_bytes,
        )
    return None


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: https://acme.example/brew
card: {title: Brew at home, image: brew.jpg}
---
Brew at home in three steps.
"""

RULE = Rule(
    code="SMM253",
    slug="card-image",
    severity=Severity.ERROR,
    title="A card's image is one that the network takes",
    why="The network refuses the whole post for it.",
    bad=in_post(_POST, brew_jpg=Sample("image/jpeg", 1200, 630, size=2_100_000)),
    good=in_post(_POST, brew_jpg=Sample("image/jpeg", 1200, 630, size=180_000)),
    post=_check,
)
