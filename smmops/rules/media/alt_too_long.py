"""SMM247: an alt text fits."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.media.items import media_hits
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.text.bounds import over, too_long
from smmops.rules.view import View
from smmops.specs.spec import TextRule


def _check(post: Post, view: View) -> Iterator[Hit]:
    for _, network, item, rule in media_hits(post, view):
        if rule.alt_limit is None or not item.media.alt:
            continue
        counted = TextRule(unit=rule.alt_unit, limit=rule.alt_limit)
        count = over(item.media.alt, counted, rule.alt_limit)
        if count is not None:
            yield Hit(
                post.path,
                view.media_spot(post, item.media, "alt"),
                too_long(count, rule.alt_limit, unit=rule.alt_unit, network=network.name),
                msg("shorten the alt text by {over}", over=count - rule.alt_limit),
            )


RULE = Rule(
    code="SMM247",
    slug="alt-too-long",
    severity=Severity.ERROR,
    title="An alt text is no longer than the network takes",
    why="The network refuses the image, or cuts the sentence for those who rely on it.",
    bad=in_post(
        f"""\
---
channels: [x-acme]
publish_at: 2026-12-01 09:30
media: [{{file: bar.jpg, alt: "{"Chairs on tables, and " * 50}a lamp"}}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    good=in_post(
        """\
---
channels: [x-acme]
publish_at: 2026-12-01 09:30
media: [{file: bar.jpg, alt: "The bar before we open, chairs still on the tables"}]
---
Open on Sunday from ten.
""",
        bar_jpg=Sample("image/jpeg", 1080, 1080),
    ),
    post=_check,
)
