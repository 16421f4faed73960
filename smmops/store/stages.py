"""What each stage of a workspace asks for beyond the schema (formats.md 1.0)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smmops.model.base import Frozen
from smmops.model.document import Spot, Trail
from smmops.model.files_post import PostFile
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.persona import Persona
from smmops.model.settings import Channel, Settings, Stage
from smmops.model.strategy import Kpi, Strategy
from smmops.store.finding import Finding
from smmops.store.inherit import Lineage

STAGES: tuple[Stage, ...] = ("explore", "grow", "scale")
_POST: Mapping[Stage, tuple[str, ...]] = {
    "explore": (),
    "grow": ("pillar",),
    "scale": ("type", "persona", "purpose", "demand", "funnel"),
}
_KPI: Mapping[Stage, tuple[str, ...]] = {
    "explore": (),
    "grow": ("metric",),
    "scale": ("baseline", "target", "by", "owner", "reference"),
}
_INHERITED = ("pillar", "persona", "purpose", "demand", "funnel")

Spots = Mapping[Trail, Spot]


def upto(stage: Stage) -> tuple[Stage, ...]:
    """The stages whose demands hold at a stage, earliest first."""
    return STAGES[: STAGES.index(stage) + 1]


def post_keys(stage: Stage) -> tuple[str, ...]:
    """The keys that a post must come to at a stage, by itself or by inheritance."""
    return tuple(key for known in upto(stage) for key in _POST[known])


def post_asks(
    front: PostFile, line: Lineage, *, stage: Stage, require: Sequence[str], spots: Spots
) -> Iterator[Finding]:
    """What a post lacks: by its type, by the stage after inheritance, by `policy.require`."""
    spot = spots.get((), (1, 1))
    if front.type == "tutorial" and not front.pain_point:
        yield Finding(
            "SMM113",
            spots.get(("type",), spot),
            msg("a tutorial has no `pain_point`"),
            msg("add `pain_point:` with the id of a pain point of the persona"),
        )
    for known in upto(stage):
        for key in _POST[known]:
            if not _value(front, line, key):
                yield _ask(spot, "the post", key, known)
    for key in require:
        if not _value(front, line, key):
            yield _demand(spot, "the post", key)


def _value(front: PostFile, line: Lineage, key: str) -> Any:
    return getattr(line, key) if key in _INHERITED or key == "channels" else getattr(front, key, None)


def file_asks(front: Frozen, *, settings: Settings, stage: Stage, spots: Spots) -> Iterator[Finding]:
    """What another file than a post lacks at a stage."""
    match front:
        case Settings():
            yield from _channels(front, stage, spots)
        case Strategy():
            yield from _strategy(front, stage, spots)
        case Team():
            yield from _team(front, settings, stage, spots)
        case Persona() if stage != "explore" and not front.evidence:
            yield _ask(spots.get((), (1, 1)), "the persona", "evidence", "grow")


def required(front: Frozen, keys: Sequence[str], *, spots: Spots) -> Iterator[Finding]:
    """What `policy.require` asks of a file that is no post."""
    for key in keys:
        if getattr(front, key, getattr(front, f"{key}_", None)) in (None, "", (), {}):
            yield _demand(spots.get((), (1, 1)), "the file", key)


def _channels(settings: Settings, stage: Stage, spots: Spots) -> Iterator[Finding]:
    if stage == "explore":
        return
    for id_, channel in settings.channels.items():
        spot = spots.get(("channels", id_, "#key"), (1, 1))
        for key in _channel_keys(channel):
            if not getattr(channel, key):
                yield _ask(spot, f"channel {id_}", key, "grow")
        if (
            channel.status == "active"
            and channel.cadence.per_week is None
            and channel.cadence.max_gap is None
        ):
            yield _ask(spot, f"channel {id_}", "cadence", "grow")


def _channel_keys(channel: Channel) -> tuple[str, ...]:
    by_status = {
        "active": ("owner", "goal", "evidence"),
        "warm-up": ("owner", "goal", "evidence"),
        "declined": ("reason",),
        "watch": ("review_by",),
    }
    return by_status.get(channel.status, ())


def _strategy(strategy: Strategy, stage: Stage, spots: Spots) -> Iterator[Finding]:
    if stage == "explore":
        return
    top = spots.get((), (1, 1))
    for key in ("goals", "pillars"):
        if not getattr(strategy, key):
            yield _ask(top, "strategy.md", key, "grow")
    for index, goal in enumerate(strategy.goals):
        if not any(kpi.goal == goal.id for kpi in strategy.kpis):
            spot = spots.get(("goals", index), top)
            yield Finding(
                "SMM143",
                spot,
                msg("goal {goal} has no KPI, and stage {stage} asks for one", goal=goal.id, stage="grow"),
                msg("add one to `kpis:` with `goal: {goal}`", goal=goal.id),
            )
    for index, kpi in enumerate(strategy.kpis):
        yield from _kpi(kpi, stage, spots.get(("kpis", index), top))


def _kpi(kpi: Kpi, stage: Stage, spot: Spot) -> Iterator[Finding]:
    for known in upto(stage):
        for key in _KPI[known]:
            if getattr(kpi, key) is None:
                yield _ask(spot, f"KPI {kpi.id}", key, known)


def _team(team: Team, settings: Settings, stage: Stage, spots: Spots) -> Iterator[Finding]:
    if stage == "explore" or team.solo:
        return
    top = spots.get((), (1, 1))
    if not team.members:
        yield _ask(top, "team.yaml", "members", "grow")
    if settings.forge and settings.forge.kind == "github":
        for index, member in enumerate(team.members):
            if not member.github:
                yield _ask(spots.get(("members", index), top), f"member {member.id}", "github", "grow")
    if stage == "scale":
        for key in ("training", "duty"):
            if not getattr(team, key):
                yield _ask(top, "team.yaml", key, "scale")


def _ask(spot: Spot, where: str, key: str, stage: Stage) -> Finding:
    return Finding(
        "SMM143",
        spot,
        msg("{where} has no `{key}`, and stage {stage} asks for it", where=where, key=key, stage=stage),
        msg("add `{key}:`, or go back to an earlier `stage:` in smmops.yaml", key=key),
    )


def _demand(spot: Spot, where: str, key: str) -> Finding:
    return Finding(
        "SMM143",
        spot,
        msg("{where} has no `{key}`, and policy.require asks for it", where=where, key=key),
        msg("add `{key}:`", key=key),
    )
