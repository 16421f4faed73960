"""strategy.md, typed."""

from collections.abc import Mapping

from pydantic import Field

from smmops.model.base import Frozen
from smmops.model.files_post import Inherited
from smmops.model.scalar import Amount, Day, Share


class Goal(Frozen):
    """What the business wants; KPIs and channels name it by `id`."""

    id: str
    business: str | None = Field(None, description="what it is worth to the business")
    owner: str | None = None


class Reference(Frozen):
    """What others reach, to judge a target by."""

    value: Amount
    source: str
    date: Day | None = None


class Kpi(Frozen):
    """One number that says whether a goal is reached."""

    id: str
    goal: str
    metric: str | None = None
    channels: tuple[str, ...] = ()
    baseline: Amount | None = None
    target: Amount | None = None
    by: Day | None = None
    owner: str | None = None
    reference: Reference | None = None
    reason: str | None = Field(None, description="why more is in reach than the reference shows")


class Pillar(Inherited):
    """A theme; its posts inherit what it carries. `share` is (least, most) of a month's posts."""

    id: str
    why_care: str | None = Field(None, description="what the reader has of it")
    share: tuple[Share, Share] | None = None


class Voice(Frozen):
    """How the brand speaks. `brand_words` maps a name to how it is written."""

    is_: tuple[str, ...] = Field((), alias="is")
    never: tuple[str, ...] = ()
    brand_words: Mapping[str, str] = {}


class Strategy(Frozen):
    """Front matter of strategy.md. `mix` maps a network to (least, most) of a month's posts, shares."""

    goals: tuple[Goal, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    mix: Mapping[str, tuple[Share, Share]] = {}
    voice: Voice = Voice()
    hours_per_week: Amount | None = None
    review_by: Day | None = None
