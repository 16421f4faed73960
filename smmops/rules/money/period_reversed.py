"""SMM601: no period ends before it begins."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign in view.workspace.campaigns.items():
        if campaign.period.to < campaign.period.from_:
            yield _hit(
                name, view, ("period", "to"), first=str(campaign.period.from_), last=str(campaign.period.to)
            )
    for name, _, index, flight in flights(view):
        if flight.to < flight.from_:
            yield _hit(name, view, ("flights", index, "to"), first=str(flight.from_), last=str(flight.to))


def _hit(name: str, view: View, trail: tuple[str | int, ...], *, first: str, last: str) -> Hit:
    return Hit(
        path_of(name, view),
        spot(name, view, *trail),
        msg("ends on {last}, before it begins on {first}", last=last, first=first),
        msg("write the later day under `to:`"),
    )


RULE = Rule(
    code="SMM601",
    slug="period-reversed",
    severity=Severity.ERROR,
    title="A campaign and its flights end on or after the day they begin",
    why="A period that ends before it begins runs on no day, and its budget is spent on none.",
    bad=bought(("    to: 2026-12-31\n", "    to: 2026-11-30\n")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
