"""What a post inherits: the campaign beats the pillar, the post beats both; a single pillar is implied."""

from dataclasses import dataclass

from smmops.model.campaign import Campaign
from smmops.model.files_post import Inherited, PostFile
from smmops.model.strategy import Pillar, Strategy


@dataclass(frozen=True, slots=True)
class Lineage:
    """A post's values after inheritance; `pillar_channels`: the channels come from strategy.md."""

    pillar: str | None
    persona: str | None
    purpose: str | None
    demand: str | None
    funnel: str | None
    channels: tuple[str, ...]
    pillar_channels: bool


def lineage(front: PostFile, *, campaign: Campaign | None, strategy: Strategy | None) -> Lineage:
    """The resolved values; ids that name nothing stay as written."""
    pillars = strategy.pillars if strategy else ()
    named = front.pillar or (pillars[0].id if len(pillars) == 1 else None)
    pillar = next((known for known in pillars if known.id == named), None)
    sources: list[Inherited] = [front]
    if campaign:
        sources.append(campaign)
    if pillar:
        sources.append(pillar)
    origin = next((source for source in sources if source.channels), None)
    return Lineage(
        pillar=named,
        persona=_first(sources, "persona"),
        purpose=_first(sources, "purpose"),
        demand=_first(sources, "demand"),
        funnel=_first(sources, "funnel"),
        channels=tuple(dict.fromkeys(origin.channels)) if origin else (),
        pillar_channels=isinstance(origin, Pillar),
    )


def needs_strategy(front: PostFile, campaign: Campaign | None) -> bool:
    """Whether strategy.md may change what the post is: something is left that a pillar might give."""
    if front.pillar:
        return True
    own: list[Inherited] = [front, campaign] if campaign else [front]
    return any(_first(own, key) is None for key in ("persona", "purpose", "demand", "funnel")) or not any(
        source.channels for source in own
    )


def _first(sources: list[Inherited], key: str) -> str | None:
    for source in sources:
        value: str | None = getattr(source, key)
        if value is not None:
            return value
    return None
