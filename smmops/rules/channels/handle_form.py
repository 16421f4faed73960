"""SMM162: a handle is written as its network writes handles."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        network = view.spec(channel.network)
        if network is None or not network.handle:
            continue
        path, spot = view.setting("channels", channel.id, "handle")
        if re.fullmatch(network.handle, channel.handle):
            continue
        bare = channel.handle.removeprefix("@")
        fits = bare != channel.handle and re.fullmatch(network.handle, bare)
        yield Hit(
            path,
            spot,
            msg("`{handle}` is no handle on {network}", handle=channel.handle, network=network.name),
            msg("write `{bare}`", bare=bare)
            if fits
            else msg("write the handle as {network} shows it, without its address", network=network.name),
        )


def _example(handle: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": f'  bluesky-shop: {{network: bluesky, handle: "{handle}", secrets: BLUESKY_SHOP}}\n'
        }
    )


RULE = Rule(
    code="SMM162",
    slug="handle-form",
    severity=Severity.ERROR,
    title="A handle is written as its network writes handles",
    why="The handle names the account that is published to. Logging in with another shape of name fails, "
    "or names somebody else.",
    bad=_example("@shop.acme.example"),
    good=_example("shop.acme.example"),
    workspace=_check,
)
