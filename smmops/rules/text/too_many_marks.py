"""SMM209: no more hashtags, mentions or links than a network takes."""

import re
from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import Message, msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import text_rule
from smmops.rules.view import View

_TAG = re.compile(r"(?<![\w&/])[#＃]\w*[^\W\d_]\w*")
_MENTION = re.compile(r"(?<![\w/.])[@＠][\w.]+")


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        payload = view.payload(post, variant)
        rule = text_rule(variant, network)
        if payload is None or (rule.hashtags is None and rule.mentions is None and rule.links is None):
            continue
        texts = [*payload.parts, payload.first_comment or ""]
        tags = sum(len(_TAG.findall(text)) for text in texts)
        names = sum(len(_MENTION.findall(text)) for text in texts)
        links = sum(text.count("://") for text in texts)
        for message in _said(
            network.name, (tags, rule.hashtags), (names, rule.mentions), links=(links, rule.links)
        ):
            yield Hit(
                post.path,
                view.text_spot(post, variant, 1),
                message,
                msg(
                    "leave some out, or give {network} its own section `## {channel}`",
                    network=network.name,
                    channel=variant.channel,
                ),
            )


def _said(
    network: str,
    tags: tuple[int, int | None],
    names: tuple[int, int | None],
    *,
    links: tuple[int, int | None],
) -> Iterator[Message]:
    if tags[1] is not None and tags[0] > tags[1]:
        yield msg(
            "{count} hashtags on {network}, limit {limit}", count=tags[0], network=network, limit=tags[1]
        )
    if names[1] is not None and names[0] > names[1]:
        yield msg(
            "{count} mentions on {network}, limit {limit}", count=names[0], network=network, limit=names[1]
        )
    if links[1] is not None and links[0] > links[1]:
        yield msg(
            "{count} links on {network}, limit {limit}", count=links[0], network=network, limit=links[1]
        )


RULE = Rule(
    code="SMM209",
    slug="too-many-marks",
    severity=Severity.ERROR,
    title="A post has no more hashtags, mentions and links than its network takes",
    why="The network refuses the post, or shows it to fewer people. Those of the first comment count as well.",
    bad=in_post(
        f"""\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{{file: bar.jpg, alt: The bar before we open}}]
---
Sunday. {" ".join(f"#café{letter}" for letter in "abcdefghijklmnopqrstuvwxyzäöüéñç")}
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    good=in_post(
        """\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}]
---
Sunday. #café #filtercoffee
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    post=_check,
)
