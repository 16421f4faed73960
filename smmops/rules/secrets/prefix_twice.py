"""SMM702: two channels never read the same secret."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.model.workspace import Channel
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    owners: dict[str, Channel] = {}
    for channel in view.workspace.channels.values():
        names = _names(channel, view)
        taken = next((name for name in names if name in owners), None)
        if taken is None:
            owners.update(dict.fromkeys(names, channel))
            continue
        first = owners[taken]
        path, spot = view.setting("channels", channel.id, "secrets")
        _, there = view.setting("channels", first.id, "secrets")
        yield Hit(
            path,
            spot,
            msg(
                "{channel} and {first} would both read {name}", channel=channel.id, first=first.id, name=taken
            ),
            msg(
                "give {channel} a prefix of its own: `secrets: {prefix}`",
                channel=channel.id,
                prefix=channel.id.upper().replace("-", "_"),
            ),
            (Place(path, *there),),
        )


def _names(channel: Channel, view: View) -> tuple[str, ...]:
    """The prefix itself and every variable that the network wants under it."""
    network = view.spec(channel.network)
    wanted = network.secrets if network else ()
    return (f"{channel.secrets}_…", *(f"{channel.secrets}_{secret.name}" for secret in wanted))


def _example(prefix: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": f"  bluesky-shop: {{network: bluesky, handle: shop.example, secrets: {prefix}}}\n"
        }
    )


RULE = Rule(
    code="SMM702",
    slug="prefix-twice",
    severity=Severity.ERROR,
    title="Two channels never read the same secret",
    why="With one password for two channels a post can go out on the wrong account, and a password that is revoked "
    "for one stops the other.",
    bad=_example("BLUESKY_ACME"),
    good=_example("BLUESKY_SHOP"),
    silenceable=False,
    workspace=_check,
)
