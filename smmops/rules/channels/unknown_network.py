"""SMM161: a channel is on a network that smmops knows."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.specs.registry import NETWORKS, alias


def _check(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        if view.spec(channel.network) is not None:
            continue
        path, spot = view.setting("channels", channel.id, "network")
        known = alias(channel.network)
        fix = msg("did you mean `{meant}`?", meant=known) if known else None
        yield Hit(
            path,
            spot,
            msg("`{network}` is no network that smmops knows", network=channel.network),
            fix
            or meant(channel.network, NETWORKS, fallback=msg("write one of {known}", known=few(NETWORKS))),
        )


RULE = Rule(
    code="SMM161",
    slug="unknown-network",
    severity=Severity.ERROR,
    title="A channel is on a network that smmops knows",
    why="Without the network's facts nothing can be counted or sent.",
    bad=Example({"smmops.yaml+channels": "  twitter-acme: {network: twitter, handle: acmecoffee}\n"}),
    good=Example(
        {"smmops.yaml+channels": "  x-second: {network: x, handle: acmecoffee2, secrets: X_SECOND}\n"}
    ),
    workspace=_check,
)
