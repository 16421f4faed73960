"""SMM169: a goal that is named stands in strategy.md."""

from collections.abc import Iterator

from smmops.model.campaign import Campaign
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.rules.named import Naming, one, unknown
from smmops.rules.near import few
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    known = [goal.id for goal in strategy.goals] if strategy else []
    if not known:
        return
    yield from unknown(
        _named(view),
        known,
        say=lambda name: msg("strategy.md has no goal `{name}`", name=name),
        fallback=msg("write one of {known}, or add it under `goals:` of strategy.md", known=few(known)),
    )


def _named(view: View) -> Iterator[Naming]:
    for document, settings in view.files(Settings):
        for id_, channel in settings.channels.items():
            yield from one(document, ("channels", id_, "goal"), channel.goal)
    for document, strategy in view.files(Strategy):
        for index, kpi in enumerate(strategy.kpis):
            yield from one(document, ("kpis", index, "goal"), kpi.goal)
    for document, campaign in view.files(Campaign):
        yield from one(document, ("goal",), campaign.goal)


def _example(goal: str) -> Example:
    return Example(
        {
            "strategy.md": (
                "---\ngoals: [{id: awareness, business: 20 % more regulars}]\n"
                f"kpis: [{{id: bluesky-followers, goal: {goal}, metric: followers}}]\n---\n"
            )
        }
    )


RULE = Rule(
    code="SMM169",
    slug="unknown-goal",
    severity=Severity.ERROR,
    title="A goal that a KPI, a channel or a campaign serves stands in strategy.md",
    why="The trace from a post to what the business wants breaks where a name leads nowhere.",
    bad=_example("awarness"),
    good=_example("awareness"),
    workspace=_check,
)
