"""What a later stage of the workspace would ask for, as counts."""

from collections.abc import Iterator

from smmops.model.settings import Settings, Stage
from smmops.model.workspace import Workspace

STAGES: tuple[Stage, ...] = ("explore", "grow", "scale")
"""In the order in which a workspace grows."""


def later(workspace: Workspace) -> tuple[tuple[str, int], ...]:
    """(stage, values that are missing for it) for each stage after the workspace's own; stages without are left out.

    A stage's count holds what the stages before it would ask as well.
    """
    settings = workspace.settings
    if settings is None:
        return ()
    missing = {"grow": sum(_grow(workspace, settings)), "scale": sum(_scale(workspace))}
    counts: list[tuple[str, int]] = []
    total = 0
    for stage in STAGES[STAGES.index(settings.stage) + 1 :]:
        total += missing[stage]
        if total:
            counts.append((stage, total))
    return tuple(counts)


def _grow(workspace: Workspace, settings: Settings) -> Iterator[int]:
    for post in workspace.posts.values():
        yield post.pillar is None
    for channel in settings.channels.values():
        if channel.status == "active":
            wanted = (channel.owner, channel.goal, channel.evidence, channel.cadence.per_week)
            yield sum(value is None for value in wanted)
        elif channel.status == "declined":
            yield channel.reason is None
        elif channel.status == "watch":
            yield channel.review_by is None
    strategy = workspace.strategy
    yield not (strategy and strategy.goals)
    yield not (strategy and strategy.pillars)
    measured = {kpi.goal for kpi in strategy.kpis if kpi.metric} if strategy else set()
    yield sum(goal.id not in measured for goal in strategy.goals) if strategy else 0
    yield sum(not persona.evidence for persona in workspace.personas.values())
    team = workspace.team
    yield not (team and (team.members or team.solo))


def _scale(workspace: Workspace) -> Iterator[int]:
    for post in workspace.posts.values():
        yield sum(
            value is None for value in (post.type, post.persona, post.purpose, post.demand, post.funnel)
        )
    for kpi in workspace.strategy.kpis if workspace.strategy else ():
        yield sum(value is None for value in (kpi.baseline, kpi.target, kpi.by, kpi.owner, kpi.reference))
    team = workspace.team
    if team and not team.solo:
        yield not team.training
        yield not team.duty
