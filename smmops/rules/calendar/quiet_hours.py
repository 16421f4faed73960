"""SMM302: no post is due in a channel's quiet hours."""

from collections.abc import Iterator
from datetime import time

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.model.settings import Quiet
from smmops.rules.calendar.times import local, zone
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, channel, _ in view.variants(post):
        if variant.publish_at is None:
            continue
        clock = variant.publish_at.astimezone(zone(channel)).time()
        for quiet in channel.quiet:
            if _within(clock, quiet):
                yield Hit(
                    post.path,
                    view.choice(post, variant, "publish_at"),
                    msg(
                        "due {at}, in the quiet hours of {channel} from {start} to {end}",
                        at=local(variant.publish_at, channel),
                        channel=channel.id,
                        start=f"{quiet.from_:%H:%M}",
                        end=f"{quiet.to:%H:%M}",
                    ),
                    msg(
                        "move it to {end} or later, or give {channel} a time of its own under `options:`",
                        end=f"{quiet.to:%H:%M}",
                        channel=channel.id,
                    ),
                )


def _within(clock: time, quiet: Quiet) -> bool:
    if quiet.from_ <= quiet.to:
        return quiet.from_ <= clock < quiet.to
    return clock >= quiet.from_ or clock < quiet.to


def _example(clock: str) -> Example:
    channel = '  bluesky-shop: {network: bluesky, handle: shop.example, quiet: [{from: "22:00", to: "07:00"}], secrets: BLUESKY_SHOP}\n'
    return Example(
        {
            "smmops.yaml+channels": channel,
            POST: f"---\nchannels: [bluesky-shop]\npublish_at: 2026-12-01 {clock}\n---\nOpen today from ten.\n",
        }
    )


RULE = Rule(
    code="SMM302",
    slug="quiet-hours",
    severity=Severity.ERROR,
    title="A post is not due in the quiet hours of its channel",
    why="Nothing is published in quiet hours: the post would wait for their end, and may be too late by then.",
    bad=_example("23:15"),
    good=_example("07:00"),
    post=_check,
)
