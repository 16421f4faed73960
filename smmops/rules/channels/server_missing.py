"""SMM163: a channel of a network of servers names its server."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        network = view.spec(channel.network)
        if network is None or not network.needs_server or channel.server or channel.status == "declined":
            continue
        path, spot = view.setting("channels", channel.id)
        host = channel.handle.rpartition("@")[2] if "@" in channel.handle.lstrip("@") else "…"
        yield Hit(
            path,
            spot,
            msg(
                "{channel} has no `server`, and {network} is many servers",
                channel=channel.id,
                network=network.name,
            ),
            msg("add `server: https://{host}`", host=host),
        )


_CHANNEL = "  mastodon-shop: {network: mastodon, handle: shop@social.exampleSERVER, secrets: MASTODON_SHOP}\n"

RULE = Rule(
    code="SMM163",
    slug="server-missing",
    severity=Severity.ERROR,
    title="A channel on a network of many servers names its server",
    why="A token is only ever sent to the server that the file names.",
    bad=Example({"smmops.yaml+channels": _CHANNEL.replace("SERVER", "")}),
    good=Example({"smmops.yaml+channels": _CHANNEL.replace("SERVER", ", server: https://social.example")}),
    workspace=_check,
)
