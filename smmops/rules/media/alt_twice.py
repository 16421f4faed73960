"""SMM255: each image its own words."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or len(front.media) < 2:
        return
    seen: dict[str, int] = {}
    for index, item in enumerate(front.media):
        alt = " ".join((item.alt or "").casefold().split())
        if alt and alt in seen and not set(item.for_) ^ set(front.media[seen[alt]].for_):
            yield Hit(
                post.path,
                view.value(post, "media", index, "alt"),
                msg("item {number} is described like item {first}", number=index + 1, first=seen[alt] + 1),
                msg("say what this one shows that the other does not"),
            )
        seen.setdefault(alt, index)


RULE = Rule(
    code="SMM255",
    slug="alt-twice",
    severity=Severity.WARNING,
    title="Two images of a post are not described by the same words",
    why="Whoever hears the post cannot tell the slides apart: most often one description was copied.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: The bar before we open}, {file: door.jpg, alt: The bar before we open}]
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
media: [{file: bar.jpg, alt: The bar before we open}, {file: door.jpg, alt: The door on Yeonnam-ro}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg"),
        door_jpg=Sample("image/jpeg", 800, 800),
    ),
    post=_check,
)
