"""SMM614: remarketing comes first."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign, index, flight in flights(view):
        if flight.tactic != "prospecting":
            continue
        at = (path_of(name, view), spot(name, view, "flights", index, "tactic"))
        if campaign.settled is None:
            yield Hit(
                *at,
                msg("flight {flight} is prospecting, and the campaign is not settled", flight=flight.id),
                msg("begin with remarketing; when it works, add `settled: {{on: …, by: …, evidence: …}}`"),
            )
        elif flight.from_ < campaign.settled.on:
            yield Hit(
                *at,
                msg(
                    "flight {flight} is prospecting from {day}, and the campaign is settled on {settled}",
                    flight=flight.id,
                    day=str(flight.from_),
                    settled=str(campaign.settled.on),
                ),
                msg("begin it on {settled} or later", settled=str(campaign.settled.on)),
            )


RULE = Rule(
    code="SMM614",
    slug="prospecting-shut",
    severity=Severity.ERROR,
    title="Prospecting begins once the campaign is settled",
    why="People who know us buy first and cost least. What is learned from them decides whether strangers are worth the money; `settled:` records who decided that, when and on which evidence.",
    bad=bought(("tactic: remarketing", "tactic: prospecting")),
    good=bought(
        ("tactic: remarketing", "tactic: prospecting"),
        (
            "objective: traffic",
            "objective: traffic\nsettled: {on: 2026-12-01, by: mina, evidence: 30 orders under 9000}",
        ),
    ),
    silenceable=False,
    workspace=_check,
)
