"""SMM524: a channel that is still listening does not sell."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    if post.demand != "capture":
        return
    for variant in post.variants:
        channel = view.workspace.channels.get(variant.channel)
        if channel and channel.status == "warm-up" and variant.publish_at:
            yield Hit(
                post.path,
                view.channel_spot(post, variant),
                msg("{channel} is `warm-up`, and this post captures demand", channel=channel.id),
                msg("take {channel} out, or write what people there are helped by", channel=channel.id),
            )


def _example(demand: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": "  bluesky-shop: {network: bluesky, handle: shop.example, status: warm-up}\n",
            POST: (
                f"---\nchannels: [bluesky-shop]\npublish_at: 2026-12-01 09:30\ndemand: {demand}\n---\n"
                "How hard is the water where you live?\n"
            ),
        }
    )


RULE = Rule(
    code="SMM524",
    slug="warm-up-promo",
    severity=Severity.ERROR,
    title="A channel in warm-up publishes nothing with `demand: capture`",
    why="Enjoy a network as a guest before you sell there: first posts decide what people take an account for.",
    bad=_example("capture"),
    good=_example("create"),
    post=_check,
)
