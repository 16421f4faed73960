"""SMM616: ids of a campaign are unique."""

from collections import Counter
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    seen: Counter[tuple[str, str]] = Counter()
    for name, _, index, flight in flights(view):
        seen[name, flight.id] += 1
        if seen[name, flight.id] > 1:
            yield _hit(name, flight.id, view, ("flights", index, "id"))
        ads: Counter[str] = Counter()
        for number, creative in enumerate(flight.creatives):
            ads[creative.id] += 1
            if ads[creative.id] > 1:
                yield _hit(name, creative.id, view, ("flights", index, "creatives", number, "id"))


def _hit(name: str, id_: str, view: View, trail: tuple[str | int, ...]) -> Hit:
    return Hit(
        path_of(name, view),
        spot(name, view, *trail),
        msg("`id: {id}` stands twice", id=id_),
        msg("give the second one a name of its own, such as `{id}-2`", id=id_),
    )


RULE = Rule(
    code="SMM616",
    slug="flight-twice",
    severity=Severity.ERROR,
    title="Flights and creatives of a campaign have ids of their own",
    why="Receipts and numbers go by id: two lines under one name cannot be told apart.",
    bad=bought(
        (
            "proof: https://acme.example/data}\n",
            "proof: https://acme.example/data}\n      - {id: a, kind: product-tour, text: A tour, media: [tour.mp4]}\n",
        )
    ),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
