"""SMM615: remarketing has its audience."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, _, index, flight in flights(view):
        if flight.tactic == "remarketing" and not flight.audience.include:
            yield Hit(
                path_of(name, view),
                spot(name, view, "flights", index, "audience"),
                msg("flight {flight} is remarketing, and its audience includes nobody", flight=flight.id),
                msg(
                    "add `include:` with an audience of {account}, such as site-visitors-30d",
                    account=flight.account,
                ),
            )


RULE = Rule(
    code="SMM615",
    slug="remarketing-nobody",
    severity=Severity.ERROR,
    title="Remarketing names whom it follows",
    why="Without `include:` the network shows the ads to strangers, under the name of remarketing.",
    bad=bought((", include: [site-visitors-30d]}", "}")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
