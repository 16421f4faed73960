"""SMM514: where the persona spends much time there is a channel, or a reason why not."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View
from smmops.specs.registry import NETWORKS

_MUCH = Decimal("0.2")


def _check(view: View) -> Iterator[Hit]:
    ours = {channel.network for channel in view.workspace.channels.values()}
    for document, persona in view.files(Persona):
        for index, habit in enumerate(persona.habits):
            if (
                habit.network in ours
                or habit.network not in NETWORKS
                or not habit.share
                or habit.share < _MUCH
            ):
                continue
            yield Hit(
                document.path,
                document.spot("habits", index, "network"),
                msg(
                    "a share of {share} on {network}, and smmops.yaml has no channel there",
                    share=f"{habit.share:f}",
                    network=habit.network,
                ),
                msg("add a channel with `status: watch` or `declined`, with what speaks for or against it"),
            )


_FILE = """\
---
age: [28, 45]
locations: [Seoul]
gender: any
interests: [specialty coffee]
pain_points: unknown
motivations: [loyal regulars]
habits: [{network: NETWORK, share: 0.3}]
---
"""

RULE = Rule(
    code="SMM514",
    slug="network-missed",
    severity=Severity.WARNING,
    title="A network on which a persona spends a fifth of the time has a channel",
    why="One need not be everywhere, yet where customers are it should be a decision. "
    "A channel that is watched or declined keeps it, with its reason.",
    bad=in_file("personas/olivia-owner.md", _FILE.replace("NETWORK", "pinterest")),
    good=in_file("personas/olivia-owner.md", _FILE.replace("NETWORK", "instagram")),
    workspace=_check,
)
