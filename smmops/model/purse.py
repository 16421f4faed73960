"""money.yaml, typed: caps, ad accounts, rates, costs. Amounts are decimals in their currency's major unit."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from smmops.model.base import Frozen
from smmops.model.scalar import Amount, Day

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 4217."""
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""YYYY-MM."""


class Caps(Frozen):
    """The most that may be spent on media, without tax."""

    currency: Currency
    month: Amount | None = None
    year: Amount | None = None


class AdAccount(Frozen):
    """An account that buys ads. `speaks_as` are channels; `audiences` maps our name to the network's id."""

    network: str
    id: str
    currency: Currency
    timezone: str
    daily_cap: Amount | None = None
    speaks_as: tuple[str, ...] = ()
    audiences: Mapping[str, str] = {}
    secrets: str | None = None


class Rate(Frozen):
    """One `from` is `rate` `to`."""

    from_: Currency = Field(alias="from")
    to: Currency
    rate: Amount
    date: Day
    source: str


class Cost(Frozen):
    """What is spent beside media."""

    what: str
    kind: Literal["tools", "people", "production", "agency"]
    amount: Amount
    currency: Currency
    month: Month


class Purse(Frozen):
    """money.yaml. `ad_accounts` maps an account's id to it."""

    caps: Caps | None = None
    ad_accounts: Mapping[str, AdAccount] = {}
    rates: tuple[Rate, ...] = ()
    costs: tuple[Cost, ...] = ()
