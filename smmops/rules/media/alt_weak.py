"""SMM254: a description describes."""

import re
from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View

_NAME = re.compile(
    r"\S*\.(?:jpe?g|png|gif|webp|heic|mp4|mov)|(?:img|dsc|dscf|pxl|screenshot)[\W_]?\d[\w-]*", re.IGNORECASE
)
_WORD = re.compile(
    r"(?:an?|the|this is an?)?\s*(?:image|photo|picture|photograph|pic|graphic|screenshot|이미지|사진|그림)"
    r"(?:\s+of\b.*|\s*\d*\W*)",
    re.IGNORECASE,
)


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    for index, item in enumerate(front.media if front else ()):
        alt = (item.alt or "").strip()
        if not alt or item.decorative:
            continue
        if _NAME.fullmatch(alt) or _WORD.fullmatch(alt):
            yield Hit(
                post.path,
                view.value(post, "media", index, "alt"),
                msg("`alt: {alt}` tells nobody what is to be seen", alt=alt[:60]),
                msg("say who or what is where: `alt: A kettle pouring over a paper filter`"),
            )


RULE = Rule(
    code="SMM254",
    slug="alt-weak",
    severity=Severity.WARNING,
    title="A description of an image says what is to be seen",
    why="A file name or `photo` is read out to blind people as it stands. Screen readers say `image` by themselves.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: Photo of our bar}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg"),
        door_jpg=Sample("image/jpeg", 800, 800),
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar with six stools before we open}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg"),
        door_jpg=Sample("image/jpeg", 800, 800),
    ),
    post=_check,
)
