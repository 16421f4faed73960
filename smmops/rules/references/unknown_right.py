"""SMM155: a right stands in rights.yaml and holds at the time."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.files_small import Right, Rights
from smmops.model.message import msg
from smmops.model.post import Media, Post, Variant
from smmops.model.problem import Severity
from smmops.rules.calendar.times import zone
from smmops.rules.near import meant
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    if not any(item.rights for variant in post.variants for item in variant.media) or view.unread(
        "rights.yaml"
    ):
        return
    found = view.document(view.path("rights.yaml"))
    known = found.front.rights if found and isinstance(found.front, Rights) else {}
    for variant in post.variants:
        for item in variant.media:
            for name in item.rights:
                right = known.get(name)
                if right is None:
                    yield Hit(
                        post.path,
                        view.media_spot(post, item, "rights"),
                        msg("rights.yaml has no `{name}`", name=name),
                        meant(
                            name,
                            known,
                            fallback=msg(
                                "add `{name}` to rights.yaml, with what it covers and until when", name=name
                            ),
                        ),
                    )
                else:
                    yield from _ended(post, view, variant, item=item, right=(name, right))


def _ended(
    post: Post, view: View, variant: Variant, *, item: Media, right: tuple[str, Right]
) -> Iterator[Hit]:
    name, granted = right
    channel = view.workspace.channels.get(variant.channel)
    if channel is None or variant.publish_at is None:
        return
    day = variant.publish_at.astimezone(zone(channel)).date()
    if granted.until and day > granted.until:
        yield Hit(
            post.path,
            view.media_spot(post, item, "rights"),
            msg(
                "`{name}` ends on {until}, the post goes out on {day}",
                name=name,
                until=str(granted.until),
                day=str(day),
            ),
            msg("ask for a longer release and note it in rights.yaml, or use another picture"),
        )


def _example(name: str) -> Example:
    return Example(
        {
            "rights.yaml": "olivia-2026: {covers: [face, logo], uses: [organic], until: 2027-06-30}\n",
            POST: f"""\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
media: [{{file: olivia.jpg, alt: Olivia at her bar, rights: [{name}]}}]
---
Olivia brews with us since 2019.
""",
            "content/media/olivia.jpg": Sample("image/jpeg"),
        }
    )


RULE = Rule(
    code="SMM155",
    slug="unknown-right",
    severity=Severity.ERROR,
    title="A right that an image needs stands in rights.yaml and holds on the day",
    why="A face or a logo without a release that still holds is a matter for lawyers.",
    bad=_example("olivia-2025"),
    good=_example("olivia-2026"),
    silenceable=False,
    post=_check,
)
