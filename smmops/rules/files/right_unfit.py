"""SMM186: a right covers what is done with the picture: organic posts, ads, and for as long as they run."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.campaign import Campaign, Flight
from smmops.model.document import Spot
from smmops.model.files_small import Right, Rights
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    known: dict[str, Right] = {}
    for _, rights in view.files(Rights):
        known.update(rights.rights)
    if not known:
        return
    for post in view.workspace.posts.values():
        yield from _organic(post, view, known)
    for document, campaign in view.files(Campaign):
        for index, flight in enumerate(campaign.flights):
            for place, creative in enumerate(flight.creatives):
                spot = document.spot("flights", index, "creatives", place, "post")
                shown = view.workspace.posts.get(creative.post or "")
                variant = shown.variant(creative.channel or "") if shown else None
                names = [name for item in (variant.media if variant else ()) for name in item.rights]
                for name in dict.fromkeys(names):
                    if name in known:
                        yield from _paid(document.path, spot, flight, name=name, right=known[name])


def _organic(post: Post, view: View, known: dict[str, Right]) -> Iterator[Hit]:
    for variant in post.variants:
        for item in variant.media:
            for name in item.rights:
                right = known.get(name)
                if right and right.uses and "organic" not in right.uses:
                    yield Hit(
                        post.path,
                        view.media_spot(post, item, "rights"),
                        msg(
                            "`{name}` covers {uses}, and a post is organic",
                            name=name,
                            uses=", ".join(right.uses),
                        ),
                        msg(
                            "ask for a release for posts as well and note it in rights.yaml, or use another picture"
                        ),
                    )


def _paid(path: str, spot: Spot, flight: Flight, *, name: str, right: Right) -> Iterator[Hit]:
    """What an ad that shows a picture under that right may not do."""
    if right.uses and "paid" not in right.uses:
        yield Hit(
            path,
            spot,
            msg("`{name}` covers {uses}, and this ad is paid", name=name, uses=", ".join(right.uses)),
            msg("ask for a release for ads as well and note it in rights.yaml, or take another post"),
        )
    if right.until and flight.to > right.until:
        yield Hit(
            path,
            spot,
            msg(
                "`{name}` ends on {until}, the ad runs to {day}",
                name=name,
                until=str(right.until),
                day=str(flight.to),
            ),
            msg("end the flight with the right, or ask for a longer release"),
        )


def _example(uses: str) -> Example:
    return Example(
        {
            "rights.yaml": f"olivia-2026: {{covers: [face], uses: [{uses}], until: 2027-06-30, kept: archive 14}}\n",
            POST: (
                "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n"
                "media: [{file: olivia.jpg, alt: Olivia at her bar, rights: [olivia-2026]}]\n---\nOlivia brews with us since 2019.\n"
            ),
            "content/media/olivia.jpg": Sample("image/jpeg"),
        }
    )


RULE = Rule(
    code="SMM186",
    slug="right-unfit",
    severity=Severity.ERROR,
    title="A right covers what is done with the picture, for as long as it is shown",
    why="Who agreed to stand in a post has not agreed to stand in an advertisement, and an ad outlives the day on which it was made.",
    bad=_example("paid"),
    good=_example("organic, paid"),
    silenceable=False,
    workspace=_check,
)
