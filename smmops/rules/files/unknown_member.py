"""SMM168: who is named as owner is in the team."""

from collections.abc import Iterator

from smmops.model.base import Frozen
from smmops.model.files_notes import Advocacy, Decisions, Experiment, Feedback, Task
from smmops.model.files_small import Handles, Idea, Moderation, Review
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.rules.named import Naming, one, unknown
from smmops.rules.near import few
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_OWNED: tuple[type[Frozen], ...] = (Idea, Experiment, Feedback, Advocacy, Task, Moderation)


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    known = [member.id for member in team.members] if team else []
    if not known:
        return
    yield from unknown(
        [*_of_brand(view), *_of_notes(view)],
        known,
        say=lambda name: msg("`{name}` is no member of team.yaml", name=name),
        fallback=msg("write one of {known}, or add a member to team.yaml", known=few(known)),
    )


def _of_brand(view: View) -> Iterator[Naming]:
    for document, settings in view.files(Settings):
        for id_, channel in settings.channels.items():
            yield from one(document, ("channels", id_, "owner"), channel.owner)
    for document, strategy in view.files(Strategy):
        for index, goal in enumerate(strategy.goals):
            yield from one(document, ("goals", index, "owner"), goal.owner)
        for index, kpi in enumerate(strategy.kpis):
            yield from one(document, ("kpis", index, "owner"), kpi.owner)
    for document, handles in view.files(Handles):
        for index, handle in enumerate(handles.handles):
            yield from one(document, (index, "owner"), handle.owner)
            yield from one(document, (index, "recovery_holder"), handle.recovery_holder)
    for document, production in view.in_production():
        yield from one(document, ("production", "owner"), production.owner)


def _of_notes(view: View) -> Iterator[Naming]:
    for model in _OWNED:
        for document, note in view.files(model):
            yield from one(document, ("owner",), getattr(note, "owner", None))
    for document, review in view.files(Review):
        yield from one(document, ("by",), review.by)
    for document, month in view.files(Decisions):
        for index, decision in enumerate(month.decisions):
            yield from one(document, ("decisions", index, "by"), decision.by)


def _example(owner: str) -> Example:
    return Example(
        {
            "tasks/menu-photos.md": f"---\nwhat: New photos of the winter menu\nowner: {owner}\ndue: 2026-12-04\n---\n"
        }
    )


RULE = Rule(
    code="SMM168",
    slug="unknown-member",
    severity=Severity.WARNING,
    title="Who is named as owner, holder or reviewer is a member of team.yaml",
    why="What belongs to somebody who has left, or whose name is mistyped, belongs to nobody.",
    bad=_example("jono"),
    good=_example("juno"),
    workspace=_check,
)
