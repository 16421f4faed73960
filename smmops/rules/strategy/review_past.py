"""SMM507: what was to be looked at again was looked at."""

from collections.abc import Iterator
from datetime import date

from smmops.model.document import Document, Trail
from smmops.model.files_notes import Decisions
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    day = today(view)
    for document, trail, by in _days(view) if day else ():
        if by and day and by < day:
            yield Hit(
                document.path,
                document.spot(*trail),
                msg("was to be looked at again by {by}, and it is {day}", by=str(by), day=str(day)),
                msg(
                    "look at it, change what is no longer so, and write the next `{key}`", key=str(trail[-1])
                ),
            )


def _days(view: View) -> Iterator[tuple[Document, Trail, date | None]]:
    for document, strategy in view.files(Strategy):
        yield document, ("review_by",), strategy.review_by
    for document, settings in view.files(Settings):
        for id_, channel in settings.channels.items():
            yield document, ("channels", id_, "review_by"), channel.review_by
    for document, month in view.files(Decisions):
        for index, decision in enumerate(month.decisions):
            yield document, ("decisions", index, "look_again"), decision.look_again


_CHANNEL = "  bluesky-shop: {network: bluesky, handle: shop.example, status: watch, review_by: 2027-02-01}\n"

RULE = Rule(
    code="SMM507",
    slug="review-past",
    severity=Severity.WARNING,
    title="A strategy, channel or decision is looked at again by its day",
    why="A network that one watches is joined or left at some point. A day that passes unnoticed makes watching a habit.",
    bad=Example({"smmops.yaml+channels": _CHANNEL}, now=on("2027-02-02")),
    good=Example({"smmops.yaml+channels": _CHANNEL}, now=on("2027-02-01")),
    workspace=_check,
)
