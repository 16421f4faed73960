"""SMM701: a channel's secrets have a prefix of their own kind."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

REFUSED = ("GITHUB", "ACTIONS", "RUNNER", "SMMOPS", "AWS")
"""First words of environment variables that belong to others."""
_FORM = re.compile(r"[A-Z][A-Z0-9_]{0,99}")


def _check(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        yield from _hits(view, channel.secrets, ("channels", channel.id, "secrets"))
    for index, place in enumerate(view.settings.notify):
        yield from _hits(view, place.secret, ("notify", index, "secret"))


def _hits(view: View, name: str, trail: tuple[str | int, ...]) -> Iterator[Hit]:
    path, spot = view.setting(*trail)
    first = name.partition("_")[0]
    if first.upper() in REFUSED:
        yield Hit(
            path,
            spot,
            msg(
                "`{name}` would read variables that begin with {first}_, which belong to others",
                name=name,
                first=first.upper(),
            ),
            msg("write a prefix of your own: `secrets: ACME_{name}`", name=name.upper()),
        )
    elif not _FORM.fullmatch(name):
        yield Hit(
            path,
            spot,
            msg("`{name}` is no name of an environment variable", name=name),
            msg("write capitals, digits and `_`, beginning with a letter: `BLUESKY_ACME`"),
        )


RULE = Rule(
    code="SMM701",
    slug="prefix-refused",
    severity=Severity.ERROR,
    title="Secrets are read from variables that belong to the channel",
    why="The prefix says which environment variables are read and sent to the channel's server. "
    "A channel `github` on Mastodon would send GITHUB_TOKEN to it.",
    bad=Example(
        {
            "smmops.yaml+channels": "  github: {network: mastodon, handle: acme@code.example, server: https://code.example}\n"
        }
    ),
    good=Example(
        {
            "smmops.yaml+channels": (
                "  github: {network: mastodon, handle: acme@code.example, server: https://code.example, "
                "secrets: ACME_CODE}\n"
            )
        }
    ),
    silenceable=False,
    workspace=_check,
)
