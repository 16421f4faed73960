"""SMM623: what should bring visits has an address."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, campaign, index, flight in flights(view):
        if campaign.objective not in ("traffic", "leads", "sales"):
            continue
        for number, creative in enumerate(flight.creatives):
            post = view.workspace.posts.get(creative.post or "")
            if not creative.url and not (post and any(variant.link for variant in post.variants)):
                yield Hit(
                    path_of(name, view),
                    spot(name, view, "flights", index, "creatives", number),
                    msg(
                        "the objective is {objective}, and creative {id} has no `url:`",
                        objective=campaign.objective,
                        id=creative.id,
                    ),
                    msg("add `url: https://…`"),
                )


RULE = Rule(
    code="SMM623",
    slug="objective-nowhere",
    severity=Severity.WARNING,
    title="Ads of a campaign for traffic, leads or sales lead somewhere",
    why="Clicks are judged only where they were the goal, and an ad without an address cannot be clicked.",
    bad=bought((", url: https://acme.example/case", "")),
    good=bought(),
    workspace=_check,
)
