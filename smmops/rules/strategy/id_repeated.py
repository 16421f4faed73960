"""SMM501: two things of a list never have one id."""

from collections.abc import Iterable, Iterator

from smmops.model.document import Document, Trail
from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Place, Severity
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, strategy in view.files(Strategy):
        yield from _twice(document, ("goals",), [goal.id for goal in strategy.goals])
        yield from _twice(document, ("kpis",), [kpi.id for kpi in strategy.kpis])
        yield from _twice(document, ("pillars",), [pillar.id for pillar in strategy.pillars])
    for document, persona in view.files(Persona):
        points = () if persona.pain_points == "unknown" else persona.pain_points
        yield from _twice(document, ("pain_points",), [point.id for point in points])
        yield from _twice(document, ("evidence",), [one.id for one in persona.evidence])
    for document, settings in view.files(Settings):
        yield from _twice(document, ("listen",), [query.id for query in settings.listen])


def _twice(document: Document, trail: Trail, ids: Iterable[str]) -> Iterator[Hit]:
    first: dict[str, int] = {}
    for index, id_ in enumerate(ids):
        before = first.setdefault(id_, index)
        if before != index:
            yield Hit(
                document.path,
                document.spot(*trail, index, "id"),
                msg("`{id}` stands twice under `{key}`", id=id_, key=str(trail[0])),
                msg("give one of the two another id"),
                (Place(document.path, *document.spot(*trail, before, "id")),),
            )


_STRATEGY = "---\npillars:\n  - {id: craft, why_care: a better cup}\n  - {id: ID, why_care: the people behind it}\n---\n"

RULE = Rule(
    code="SMM501",
    slug="id-repeated",
    severity=Severity.ERROR,
    title="Goals, KPIs, pillars, pain points, evidence and queries have ids of their own",
    why="Posts, reports and receipts name them by id. With two of one id the first wins, and nobody sees it.",
    bad=in_file("strategy.md", _STRATEGY.replace("ID", "craft")),
    good=in_file("strategy.md", _STRATEGY.replace("ID", "people")),
    workspace=_check,
)
