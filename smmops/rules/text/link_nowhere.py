"""SMM213: a link has somewhere to go."""

from collections.abc import Iterator

from smmops.compose.text import LINK
from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import LinkPlace


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        texts = (*variant.parts, variant.first_comment or "")
        if variant.link and network.link is LinkPlace.NONE and not any(LINK.search(text) for text in texts):
            yield Hit(
                post.path,
                view.choice(post, variant, "link"),
                msg(
                    "the link is not sent to {channel}: {network} has no place for one",
                    channel=variant.channel,
                    network=network.name,
                ),
                msg(
                    "write `{{{{ link }}}}` into the text under `## {channel}`, or take it away with "
                    "`options: {{{channel}: {{link: none}}}}`",
                    channel=variant.channel,
                ),
            )


RULE = Rule(
    code="SMM213",
    slug="link-nowhere",
    severity=Severity.WARNING,
    title="A link is given only where the network has a place for it",
    why="Instagram and TikTok have no link field and do not make addresses in a text clickable. "
    "Nothing is put anywhere by itself: the post would go out without its link.",
    bad=in_post(
        """\
---
channels: [instagram-acme]
publish_at: 2026-12-01 09:30
link: https://acme.example/brew
media: [{file: bar.jpg, alt: The bar before we open}]
---
Brew at home in three steps.
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
Brew at home in three steps. The guide is linked on our page.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    post=_check,
)
