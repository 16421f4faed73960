"""plan.json as it may look, key by key: what a stranger's file must fit before anything of it is shown.

Ids, hashes and signs stand in the comment as they are, so that they are held to their letters; texts are escaped
there and are only held to a length. Nothing is coerced, and a key that is not named here is refused.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from smmops.model import plan as made
from smmops.render.plan_values import (
    FEW,
    MANY,
    Amount,
    Body,
    Commit,
    Count,
    Currency,
    Day,
    Id,
    Key,
    Name,
    Part,
    Sha,
    Text,
    Time,
    Words,
    Zone,
    letters,
    made_of,
)


class Counted(Part):
    """A text with its length."""

    made_by = made.Counted
    text: Body
    count: Count
    limit: Count | None
    unit: Name


class Item(Part):
    """One media item."""

    made_by = made.Item
    name: Text
    mime: Text
    bytes: Count | None
    sha256: Annotated[str, letters(r"[0-9a-f]{0,64}")]
    alt: Text | None
    decorative: bool
    part: Count
    title: Text | None
    cover: Text | None
    captions: Annotated[tuple[tuple[Text, Text], ...], FEW]
    unseen: bool


class Sent(Part):
    """What one channel gets."""

    made_by = made.Sent
    payload_sha256: Sha
    account: Text
    format: Name
    parts: Annotated[tuple[Counted, ...], FEW]
    title: Text | None
    first_comment: Counted | None
    media: Annotated[tuple[Item, ...], FEW]
    link: Text | None
    facts: Annotated[tuple[tuple[Text, Text], ...], FEW]
    values: Annotated[tuple[tuple[Text, Text], ...], FEW]


class Need(Part):
    """Approvals that a change needs."""

    made_by = made.Need
    minimum: Annotated[int, Field(ge=0, le=100)]
    level: Name
    all: Annotated[tuple[Text, ...], FEW]
    any: Annotated[tuple[Annotated[tuple[Text, ...], FEW], ...], FEW]
    asked: Annotated[tuple[Text, ...], FEW]


class Live(Part):
    """What the ledger holds."""

    made_by = made.Live
    state: Name
    url: Text | None
    at: Time | None
    live: bool


class Change(Part):
    """One post on one channel."""

    made_by = made.Change
    action: Annotated[str, AfterValidator(made.Action)]
    address: Key
    post: Id
    path: Text
    title: Text
    channel: Id
    network: Id
    zone: Zone
    at: Time | None
    not_after: Time | None
    was_at: Time | None
    was: Text | None
    was_id: Text
    before: Sent | None
    after: Sent | None
    differs: Annotated[tuple[Text, ...], FEW]
    why: Annotated[tuple[Words, ...], FEW]
    blocked: Annotated[tuple[Words, ...], FEW]
    risk: Annotated[tuple[Words, ...], FEW]
    needs: Need | None
    live: Live | None
    by_hand: bool = False  # since 1.1


class FileChange(Part):
    """A file that is no post."""

    made_by = made.FileChange
    path: Text
    kind: Name
    effect: Literal["added", "changed", "removed"]
    needs: Need | None
    says: Annotated[tuple[Words, ...], FEW]


class Amounts(Part):
    """A sum before and after."""

    made_by = made.Amounts
    before: Amount
    after: Amount


class AccountMoney(Part):
    """What an ad account may spend."""

    made_by = made.AccountMoney
    account: Text
    network: Name
    currency: Currency
    total: Amounts
    highest: Amounts
    highest_day: Day | None
    possible: Amount | None
    cap: Amount | None


class MonthMoney(Part):
    """A month against its cap."""

    made_by = made.MonthMoney
    month: Annotated[str, letters(r"[0-9]{4}-(?:0[1-9]|1[0-2])")]
    currency: Currency
    spend: Amounts | None
    cap: Amount | None


class FlightMoney(Part):
    """A flight that changes."""

    made_by = made.FlightMoney
    campaign: Text
    flight: Text
    account: Text
    currency: Currency
    daily: Amounts
    total: Amounts
    differs: Annotated[tuple[Text, ...], FEW]
    first: Day | None
    last: Day | None


class Money(Part):
    """Paid media, planned."""

    made_by = made.Money
    committed: Annotated[dict[Currency, Amounts], Field(max_length=50)]
    accounts: Annotated[tuple[AccountMoney, ...], FEW]
    months: Annotated[tuple[MonthMoney, ...], FEW]
    flights: Annotated[tuple[FlightMoney, ...], MANY]


class Guard(Part):
    """A guard that trips."""

    made_by = made.Guard
    id: Name
    message: Words
    way: Words
    acknowledged: bool


class Drift(Part):
    """Something that was changed on the network."""

    made_by = made.Drift
    key: Key
    post: Id
    channel: Id
    reason: Text
    url: Text | None
    at: Time


class Inputs(Part):
    """What was compared."""

    made_by = made.Inputs
    brand: Id
    folder: Text
    base: Commit | None
    head: Commit | None
    ledger: Commit | None
    now: Time
    language: Annotated[str, letters(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")]
    timezone: Zone


class PlanFile(Part):
    """The whole file. What the plan's own parts give again (sentence, summary, flags) is not looked at."""

    made_by = made.Plan
    format_version: Literal["1.0", "1.1"]
    schema_: Annotated[Literal["smmops.plan/1"], Field(alias="schema")]
    tool_version: Text
    sentence: Text
    changed: bool
    stopped: bool
    summary: Annotated[dict[Name, Count], Field(max_length=50)]
    inputs: Inputs
    changes: Annotated[tuple[Change, ...], MANY]
    files: Annotated[tuple[FileChange, ...], MANY]
    money: Money
    guards: Annotated[tuple[Guard, ...], FEW]
    drift: Annotated[tuple[Drift, ...], MANY]
    stops: Annotated[tuple[Words, ...], FEW]
    silenced: Count
    plan_digest: Annotated[str, letters(r"sha256:[0-9a-f]{64}")]

    def made(self) -> Any:
        """The plan that the file stands for."""
        own = ("inputs", "changes", "files", "money", "guards", "drift", "stops", "silenced")
        return made.Plan(**{name: made_of(getattr(self, name)) for name in own}, digest=self.plan_digest)
