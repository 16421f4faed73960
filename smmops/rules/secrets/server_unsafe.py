"""SMM703: secrets are only sent over https, or to this machine."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from smmops.model.message import Message, msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.secrets.loopback import is_loopback
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        said = _wrong(channel.server) if channel.server is not None else None
        if said:
            path, spot = view.setting("channels", channel.id, "server")
            yield Hit(path, spot, said, msg("write `server: https://<host>` and nothing behind the host"))


def _wrong(server: str) -> Message | None:
    try:
        pieces = urlsplit(server)
        host, port = pieces.hostname, pieces.port
    except ValueError:
        return msg("`server` is no address")
    if pieces.username is not None or pieces.password is not None:
        return msg("`server` has a user name or password in it")
    if not host or any(letter.isspace() or ord(letter) < 32 for letter in server) or port == 0:
        return msg("`{server}` is no address", server=server)
    if pieces.scheme == "http" and not is_loopback(server):
        return msg("`{server}` is not encrypted: whoever listens reads the secret", server=server)
    if pieces.scheme not in ("https", "http"):
        return msg("`{server}` is neither https nor, on this machine, http", server=server)
    if pieces.query or pieces.fragment or pieces.path not in ("", "/"):
        return msg("`{server}` has more than a host", server=server)
    return None


def _example(server: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": (
                f"  mastodon-shop: {{network: mastodon, handle: shop@social.example, server: {server}, "
                "secrets: MASTODON_SHOP}\n"
            )
        }
    )


RULE = Rule(
    code="SMM703",
    slug="server-unsafe",
    severity=Severity.ERROR,
    title="A channel's server is https, or http on this machine, and has no password in it",
    why="The channel's secret is sent there with every request.",
    bad=_example("http://social.example"),
    good=_example("https://social.example"),
    silenceable=False,
    workspace=_check,
)
