"""SMM622: campaigns have a goal."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import path_of, spot
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    goals = [goal.id for goal in view.workspace.strategy.goals] if view.workspace.strategy else []
    for name, campaign in view.workspace.campaigns.items():
        if goals and campaign.goal not in goals:
            yield Hit(
                path_of(name, view),
                spot(name, view, "goal"),
                msg("strategy.md has no goal `{goal}`", goal=campaign.goal),
                meant(campaign.goal, goals, fallback=msg("write one of {known}", known=few(goals))),
            )


RULE = Rule(
    code="SMM622",
    slug="unknown-goal",
    severity=Severity.ERROR,
    title="A campaign serves a goal of strategy.md",
    why="Money without a goal cannot be judged afterwards.",
    bad=bought(files={"strategy.md": "---\ngoals: [{id: sales}]\n---\n"}),
    good=bought(files={"strategy.md": "---\ngoals: [{id: awareness}]\n---\n"}),
    silenceable=False,
    workspace=_check,
)
