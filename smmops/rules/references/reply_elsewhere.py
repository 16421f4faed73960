"""SMM154: an answer finds the other post on its own network, before its own time."""

from collections.abc import Iterator
from datetime import datetime

from smmops.model.message import msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        for key, name, can in (
            ("reply_to", variant.reply_to, network.reply),
            ("quote", variant.quote, network.quote),
        ):
            if name is None:
                continue
            spot = view.choice(post, variant, key)
            if not can:
                yield Hit(
                    post.path,
                    spot,
                    msg(
                        "`{key}` for {channel}, and {network} cannot",
                        key=key,
                        channel=variant.channel,
                        network=network.name,
                    ),
                    msg("give {channel} a post of its own", channel=variant.channel),
                )
                continue
            other = view.workspace.posts.get(name)
            if other is not None and other.id != post.id:
                yield from _hits(post, variant, other, key=key, spot=spot)


def _hits(post: Post, variant: Variant, other: Post, *, key: str, spot: tuple[int, int]) -> Iterator[Hit]:
    there = next((found for found in other.variants if found.network == variant.network), None)
    if there is None:
        yield Hit(
            post.path,
            spot,
            msg(
                "`{key}`: `{name}` does not go to {network}", key=key, name=other.id, network=variant.network
            ),
            msg(
                "add a {network} channel to `{name}`, or take {channel} out here",
                network=variant.network,
                name=other.id,
                channel=variant.channel,
            ),
        )
    elif variant.publish_at and there.publish_at and there.publish_at >= variant.publish_at:
        yield Hit(
            post.path,
            spot,
            msg(
                "`{key}`: `{name}` goes out at {theirs}, not before this post at {ours}",
                key=key,
                name=other.id,
                theirs=_utc(there.publish_at),
                ours=_utc(variant.publish_at),
            ),
            msg("give this post a later time"),
        )


def _utc(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")


def _example(channel: str) -> Example:
    return Example(
        {
            "content/2026/12/water-teaser.md": (
                "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 08:00\n---\nHow hard is your water?\n"
            ),
            POST: (
                f"---\nchannels: [{channel}]\npublish_at: 2026-12-01 09:30\nreply_to: water-teaser\n---\n"
                "And this is how it tastes with soft water.\n"
            ),
        }
    )


RULE = Rule(
    code="SMM154",
    slug="reply-elsewhere",
    severity=Severity.ERROR,
    title="An answer or quote finds the other post on its network, and earlier",
    why="An answer waits until the other post is live on the same network; where it never goes there or goes later, "
    "the answer misses its time.",
    bad=_example("mastodon-acme"),
    good=_example("bluesky-acme"),
    post=_check,
)
