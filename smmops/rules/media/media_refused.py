"""SMM241: media are of a kind and type that the network takes."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.media.items import Item, items
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.limits import media_rule
from smmops.specs.spec import NetworkSpec

_SVG = "image/svg+xml"


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        for item in items(variant, view):
            said = None if item.size == 0 else _said(item, variant, network)
            if said:
                yield Hit(post.path, view.media_spot(post, item.media), *said)


def _said(item: Item, variant: Variant, network: NetworkSpec) -> tuple[Message, Message] | None:
    name, mime = item.name, item.mime
    if mime == _SVG:
        return (
            msg("{name} is an SVG, which no network takes: it can hold programs", name=name),
            msg("export it as PNG"),
        )
    if item.kind is None:
        return (
            msg("{name} is {mime}: neither image, video nor document", name=name, mime=mime),
            msg("name a JPEG, PNG, MP4 or PDF file"),
        )
    if variant.format not in network.formats:
        return None
    rule = media_rule(network, variant.format, item.kind)
    if rule is None:
        return (
            msg(
                "a {format} on {network} takes no {kind}: {name}",
                format=variant.format,
                network=network.name,
                kind=item.kind.value,
                name=name,
            ),
            msg(
                "keep it from there with `for: […]`, or choose another format for {channel}",
                channel=variant.channel,
            ),
        )
    if mime not in rule.mime:
        return (
            msg(
                "{name} is {mime}, {network} takes {types}",
                name=name,
                mime=mime,
                network=network.name,
                types=", ".join(rule.mime),
            ),
            msg("save it as {first}", first=rule.mime[0]),
        )
    return None


RULE = Rule(
    code="SMM241",
    slug="media-refused",
    severity=Severity.ERROR,
    title="Media are of a kind and type that the network takes",
    why="The network refuses the file at the moment the post is due. "
    "The bytes are looked at, never the name. SVG is refused everywhere: it can hold programs.",
    bad=in_post(
        """\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.png, alt: The bar before we open}]
---
Open on Sunday from ten.
""",
        bar_png=Sample("image/png", 1080, 1080),
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
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    post=_check,
)
