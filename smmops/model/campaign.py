"""A campaign file, typed."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from smmops.model.base import Frozen
from smmops.model.files_post import Inherited
from smmops.model.purse import Currency
from smmops.model.scalar import Amount, Day, Link, Whole


class Period(Frozen):
    """Whole days, both included."""

    from_: Day = Field(alias="from")
    to: Day


class Budget(Frozen):
    """Media spend without tax. `daily_by_account` maps ids of money.yaml's ad accounts."""

    currency: Currency
    total: Amount
    daily: Amount | None = None
    daily_by_account: Mapping[str, Amount] = {}


class Settled(Frozen):
    """Who decided that remarketing works; absent, prospecting stays shut."""

    on: Day
    by: str
    evidence: str


class PaidAudience(Frozen):
    """Who sees the ads. `include` and `exclude` name audiences of the ad account; `ages` (from, to) in years."""

    persona: str | None = None
    countries: tuple[str, ...] = ()
    ages: tuple[Whole, Whole] | None = None
    interests: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Creative(Frozen):
    """One ad. `recycled` shows a post of a channel; the other kinds bring their own text and media."""

    id: str
    kind: Literal["case-study", "product-tour", "faster-easier", "split-article", "recycled"]
    post: str | None = None
    channel: str | None = None
    call_to_action: str | None = None
    url: Link | None = None
    headline: str | None = None
    text: str | None = None
    media: tuple[str, ...] = ()
    proof: str | None = None


class Flight(Frozen):
    """A paid line: one account, one audience. Days are whole, both included, in the account's zone."""

    id: str
    account: str
    tactic: Literal["remarketing", "prospecting"]
    daily: Amount
    from_: Day = Field(alias="from")
    to: Day
    audience: PaidAudience
    creatives: tuple[Creative, ...]


class Campaign(Inherited):
    """campaigns/<id>.yaml. Its posts inherit what it carries; organic-only campaigns have no budget."""

    name: str
    goal: str = Field(description="id of a goal in strategy.md")
    objective: Literal["awareness", "engagement", "traffic", "leads", "sales"] | None = None
    period: Period
    budget: Budget | None = None
    cost_centre: str | None = None
    prospecting_when: str | None = None
    settled: Settled | None = None
    flights: tuple[Flight, ...] = ()
