"""SMM612: no money for everybody."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View

_TWO = 2


def _check(view: View) -> Iterator[Hit]:
    for name, _, index, flight in flights(view):
        audience = flight.audience
        count = sum(map(bool, (audience.persona, audience.interests, audience.include, audience.exclude)))
        if count < _TWO:
            yield Hit(
                path_of(name, view),
                spot(name, view, "flights", index, "audience"),
                msg(
                    "{count} of persona, interests, include, exclude narrow the audience of {flight}, at least {two} should",
                    count=count,
                    flight=flight.id,
                    two=_TWO,
                ),
                msg("add `persona:`, and `interests:` or `include:`"),
            )


RULE = Rule(
    code="SMM612",
    slug="audience-wide",
    severity=Severity.ERROR,
    title="An audience is narrowed by at least two facets",
    why="Everyone of an age in a country is most of the country, and most of the money goes to people who will never buy. Persona, interests, included and excluded audiences narrow it.",
    bad=bought(
        (
            "audience: {persona: olivia-owner, countries: [KR], interests: [specialty coffee], include: [site-visitors-30d]}",
            "audience: {countries: [KR], ages: [18, 65], include: [site-visitors-30d]}",
        )
    ),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
