"""data/<kind>/<date>.csv, typed: what was measured or exported elsewhere, in sums. No row is about one person.

Columns beyond those named here may stand in a file; an empty cell is not measured, never 0.
"""

from typing import Literal

from pydantic import ConfigDict, Field

from smmops.model.base import Frozen
from smmops.model.purse import Currency
from smmops.model.scalar import Amount, Day, Share, Whole


class Row(Frozen):
    """What every row says: where it was taken from."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    source: str = Field(description="tool, export or report that it was taken from")


class DemographicsRow(Row):
    """One group of customers: `dimension` is age, country, gender …; `value` the group."""

    dimension: str = Field(description="age, country, city, gender, language …")
    value: str = Field(description="the group: 25-34, KR")
    share: Share | None = Field(None, description="of all customers, 0 to 1")
    people: Whole | None = Field(None, description="how many were counted")


class MatchRow(Row):
    """How much of a channel's audience resembles the customers."""

    channel: str = Field(description="id in smmops.yaml")
    share: Share | None = Field(None, description="of the audience, 0 to 1; empty: unknown")
    persona: str | None = None


class ConversionRow(Row):
    """What social brought, by a rule of attribution."""

    metric: Literal["leads", "pipeline", "sales", "signups", "orders"]
    value: Amount | None = None
    rule: str = Field(description="rule of attribution: last-click, 30-day view …")
    currency: Currency | None = None
    campaign: str | None = None
    channel: str | None = None


class ReviewRow(Row):
    """Public reviews of a place or product, counted."""

    rating: Amount | None = Field(None, description="average")
    count: Whole | None = Field(None, description="how many reviews there are")
    unanswered: Whole | None = Field(None, description="how many wait for an answer")
    place: str | None = None


class BenchmarkRow(Row):
    """What others reach."""

    metric: str
    value: Amount
    network: str | None = None
    date: Day | None = Field(None, description="the day for which the figure holds")


class Table(Frozen):
    """The rows of one file."""


class Demographics(Table):
    """data/demographics/<date>.csv."""

    rows: tuple[DemographicsRow, ...] = ()


class AudienceMatch(Table):
    """data/audience-match/<date>.csv."""

    rows: tuple[MatchRow, ...] = ()


class Conversions(Table):
    """data/conversions/<date>.csv."""

    rows: tuple[ConversionRow, ...] = ()


class Reviews(Table):
    """data/reviews/<date>.csv."""

    rows: tuple[ReviewRow, ...] = ()


class Benchmarks(Table):
    """data/benchmarks/<date>.csv."""

    rows: tuple[BenchmarkRow, ...] = ()
