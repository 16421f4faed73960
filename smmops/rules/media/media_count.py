"""SMM243: a part has as many media as its format takes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.media.items import Item, by_part
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import FormatRule, NetworkSpec


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        rule = network.formats.get(variant.format)
        for part, held in by_part(variant, view).items() if rule else ():
            if rule and (part == 1 or held):
                spot = view.media_spot(post, held[-1].media) if held else view.value(post, "media")
                for message, fix in _said(held, variant, rule, network=network):
                    yield Hit(post.path, spot, message, fix)


def _said(
    held: Sequence[Item], variant: Variant, rule: FormatRule, *, network: NetworkSpec
) -> Iterator[tuple[Message, Message]]:
    fewest, most = rule.total
    name, form = network.name, variant.format
    if len(held) > most:
        yield (
            msg(
                "{count} media for a {format} on {network}, limit {limit}",
                count=len(held),
                format=form,
                network=name,
                limit=most,
            ),
            _less(len(held) - most, variant),
        )
        return
    if len(held) < fewest:
        yield (
            msg(
                "{count} media for a {format} on {network}, at least {limit}",
                count=len(held),
                format=form,
                network=name,
                limit=fewest,
            ),
            msg("add media, or choose another format for {channel}", channel=variant.channel),
        )
        return
    if not held:
        return
    kinds = Counter(item.kind for item in held if item.kind)
    for kind, count in kinds.items():
        limit = rule.media.get(kind, (0, count))[1]
        if count > limit:
            yield (
                msg(
                    "{count} of kind {kind} on {network}, limit {limit}",
                    count=count,
                    kind=kind.value,
                    network=name,
                    limit=limit,
                ),
                _less(len(held) - most, variant),
            )
    if len(kinds) > 1 and not rule.mixed:
        yield (
            msg(
                "{kinds} together in one post, and {network} takes one kind",
                kinds=" + ".join(kinds),
                network=name,
            ),
            msg("send one kind to {channel}: `for: […]` says where the other goes", channel=variant.channel),
        )


def _less(many: int, variant: Variant) -> Message:
    return msg(
        "take {count} out, or keep some from {channel} with `for: […]`",
        count=max(many, 1),
        channel=variant.channel,
    )


RULE = Rule(
    code="SMM243",
    slug="media-count",
    severity=Severity.ERROR,
    title="A post has as many media, and of as many kinds, as its format takes",
    why="More items than a network takes are never dropped by themselves, and images beside a video are refused "
    "almost everywhere.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media:
  - {file: bar.jpg, alt: The bar before we open}
  - {file: roast.mp4}
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
        roast_mp4=Sample("video/mp4"),
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media:
  - {file: bar.jpg, alt: The bar before we open}
  - {file: cups.jpg, alt: Six cups in a row}
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
        cups_jpg=Sample("image/jpeg", 1080, 1350),
    ),
    post=_check,
)
