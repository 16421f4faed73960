"""SMM165: a channel that is used can be published to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from smmops.model.message import Message, msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.specs.spec import Capability

_NAMED = 2


def _check(view: View) -> Iterator[Hit]:
    due: dict[str, list[tuple[datetime, str]]] = {}
    for post in view.workspace.posts.values():
        for variant in post.variants:
            if variant.publish_at and variant.deliver == "publish":
                due.setdefault(variant.channel, []).append((variant.publish_at, post.id))
    for channel in view.workspace.channels.values():
        network = view.spec(channel.network)
        if network is None or Capability.PUBLISHES in network.capabilities or channel.id not in due:
            continue
        if channel.status not in ("active", "warm-up"):
            continue
        path, spot = view.setting("channels", channel.id)
        yield Hit(
            path,
            spot,
            _said(channel.id, network.name, [post for _, post in sorted(due[channel.id])]),
            msg(
                "write `defaults: {{deliver: remind}}` at the channel, or `deliver: remind` into the posts: "
                "a person is asked to send them at the time"
            ),
        )


def _said(channel: str, network: str, posts: Sequence[str]) -> Message:
    """How many posts wait for nothing there, and the first two of them."""
    named, more = ", ".join(posts[:_NAMED]), len(posts) - _NAMED
    values: dict[str, str | int] = {
        "channel": channel,
        "network": network,
        "count": len(posts),
        "posts": named,
    }
    if more > 0:
        return msg(
            "{channel}: posts for {network} are checked and not published by this version "
            "({count} with a time: {posts} and {more} more)",
            **values,
            more=more,
        )
    return msg(
        "{channel}: posts for {network} are checked and not published by this version ({count} with a time: {posts})",
        **values,
    )


_POST = """\
---
channels: [x-acme]
publish_at: 2026-12-01 09:30DELIVER
---
Open on Sunday from ten.
"""

RULE = Rule(
    code="SMM165",
    slug="no-adapter",
    severity=Severity.WARNING,
    title="A channel with scheduled posts can be published to",
    why="Text, media and options are checked for every network, but this version sends to some only. "
    "A post for another one shows as blocked when it is due.",
    bad=Example({"content/2026/12/brew-at-home.md": _POST.replace("DELIVER", "")}),
    good=Example({"content/2026/12/brew-at-home.md": _POST.replace("DELIVER", "\ndeliver: remind")}),
    workspace=_check,
)
