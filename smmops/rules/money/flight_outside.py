"""SMM602: flights keep to the period."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign, index, flight in flights(view):
        period = campaign.period
        if flight.to < flight.from_ or period.to < period.from_:
            continue
        for key, day, outside in (
            ("from", flight.from_, flight.from_ < period.from_),
            ("to", flight.to, flight.to > period.to),
        ):
            if outside:
                yield Hit(
                    path_of(name, view),
                    spot(name, view, "flights", index, key),
                    msg(
                        "flight {flight} has `{key}: {day}`, the campaign runs from {first} to {last}",
                        flight=flight.id,
                        key=key,
                        day=str(day),
                        first=str(period.from_),
                        last=str(period.to),
                    ),
                    msg("give the flight a day within, or the campaign a longer period"),
                )


RULE = Rule(
    code="SMM602",
    slug="flight-outside",
    severity=Severity.ERROR,
    title="A flight runs within the period of its campaign",
    why="What runs outside is not in the report of the campaign, and nobody planned for it.",
    bad=bought(("    to: 2026-12-31\n", "    to: 2027-01-01\n"), ("total: 1_900_000", "total: 2_000_000")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
