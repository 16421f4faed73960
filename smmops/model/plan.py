"""What merging would change: the plan that people review. Values only; `smmops.plan.review` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from smmops.model.message import Message

FORMAT_VERSION = "1.1"
"""Of the plan as JSON: a new minor version adds keys, a new major one changes or takes some away."""


class Action(StrEnum):
    """What merging does to one post on one channel."""

    TAKEDOWN = "takedown"  # what is live is removed
    CANCEL = "cancel"  # it was scheduled and will not go out
    HOLD = "hold"  # it was scheduled and waits for a person
    PUBLISH = "publish"  # it was not scheduled and will go out
    EDIT = "edit"  # what is scheduled or live changes
    MOVE = "move"  # another time, the same content
    RENAME = "rename"  # another id or folder, the same content
    DRAFT = "draft"  # written, without a time
    NOTE = "note"  # the file changes and nothing that is sent does


Effect = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A text as it is sent, with its length as the network counts it; `limit` None where there is none."""

    text: str
    count: int
    limit: int | None
    unit: str  # a `Unit` of specs

    @property
    def left(self) -> int | None:
        """How much more would fit; less than 0 where it is too long."""
        return None if self.limit is None else self.limit - self.count


@dataclass(frozen=True, slots=True)
class Item:
    """One media item. `alt` is None where none was written; `bytes` None where nobody looked.

    `unseen`: it lies outside git, and what is behind the address was not looked at.
    """

    name: str
    mime: str
    bytes: int | None
    sha256: str
    alt: str | None
    decorative: bool = False
    part: int = 1
    title: str | None = None
    cover: str | None = None
    captions: tuple[tuple[str, str], ...] = ()  # (language, name)
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What one channel gets: the payload for people. `payload_sha256` is what approval and receipt name.

    `facts` are (name, value) of what else is sent, `values` of what the file resolves to for ourselves.
    """

    payload_sha256: str
    account: str
    format: str
    parts: tuple[Counted, ...]
    title: str | None = None
    first_comment: Counted | None = None
    media: tuple[Item, ...] = ()
    link: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """Which approvals a change needs, by the policy of the base: every rule that matches adds."""

    minimum: int
    level: str
    all: tuple[str, ...] = ()
    any: tuple[tuple[str, ...], ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether it may go in without anybody's approval."""
        return not (self.minimum or self.all or self.any)


@dataclass(frozen=True, slots=True)
class Live:
    """What the ledger holds of a publication. `url` is where to look at it, `at` when it went out (UTC)."""

    state: str
    url: str | None
    at: datetime | None
    live: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One post on one channel. Times are UTC; `zone` is the channel's.

    `before` and `after` are what base and head send; None where there is nothing or it stays as it was.
    `differs` names what changed (`text`, `link`, `media`, …), `why` says more about the action.
    `blocked` says why it will not go out as it stands; `risk` what a reviewer should look at twice.
    `live` is None where the ledger holds nothing or was not read. `by_hand`: it goes out, and a person posts it.
    """

    action: Action
    key: str
    post: str
    path: str
    title: str
    channel: str
    network: str
    zone: str
    at: datetime | None = None
    not_after: datetime | None = None
    was_at: datetime | None = None
    was: str | None = None  # the path before, where it moved
    was_id: str = ""  # the id before; the same where it was not renamed
    before: Sent | None = None
    after: Sent | None = None
    differs: tuple[str, ...] = ()
    why: tuple[Message, ...] = ()
    blocked: tuple[Message, ...] = ()
    risk: tuple[Message, ...] = ()
    needs: Need | None = None
    live: Live | None = None
    by_hand: bool = False

    @property
    def when(self) -> datetime | None:
        """The time that it stands under in a list: its own, else the one it had."""
        return self.at or self.was_at


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is no post: its kind (`settings`, `campaign`, …; `other` where smmops does not read it)."""

    path: str
    kind: str
    effect: Effect
    needs: Need | None = None
    says: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Amounts:
    """A sum before and after merging, in one currency."""

    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """What merging adds."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What an ad account is told to spend: in all, and on its highest day.

    `highest` is the plan's highest sum of daily budgets of a day, `highest_day` that day after merging;
    `possible` the most that the network may charge on such a day, None where no source says so.
    """

    account: str
    network: str
    currency: str
    total: Amounts
    highest: Amounts
    highest_day: date | None
    possible: Decimal | None
    cap: Decimal | None


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """Media spend of a month against the cap, in the cap's currency; `spend` None where a rate is missing."""

    month: str  # YYYY-MM
    currency: str
    spend: Amounts | None
    cap: Decimal | None


@dataclass(frozen=True, slots=True)
class FlightMoney:
    """A flight that is added, changed or removed, per day and in all; `differs` names what changed."""

    campaign: str
    flight: str
    account: str
    currency: str
    daily: Amounts
    total: Amounts
    differs: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Money:
    """Paid media, planned. `committed` is by currency; only what merging changes stands in `flights`."""

    committed: Mapping[str, Amounts] = field(default_factory=dict)
    accounts: tuple[AccountMoney, ...] = ()
    months: tuple[MonthMoney, ...] = ()
    flights: tuple[FlightMoney, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """A safety guard that trips. It fails the plan unless `acknowledged`."""

    id: str
    message: Message
    way: Message
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Drift:
    """Something live that was changed on the network by somebody else. `at` is when that was seen, UTC."""

    key: str
    post: str
    channel: str
    reason: str
    url: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was compared. Commits are hex ids; `head` None is the work tree, `ledger` None: not read."""

    brand: str
    folder: str
    base: str | None
    head: str | None
    ledger: str | None
    now: datetime
    language: str = "en"
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole review. `stops` say what stands still whatever is merged; `digest` is of what would happen."""

    inputs: Inputs
    changes: tuple[Change, ...] = ()
    files: tuple[FileChange, ...] = ()
    money: Money = Money()
    guards: tuple[Guard, ...] = ()
    drift: tuple[Drift, ...] = ()
    stops: tuple[Message, ...] = ()
    silenced: int = 0
    digest: str = ""

    @property
    def stopped(self) -> bool:
        """Whether a guard that nobody acknowledged stands against merging."""
        return any(not guard.acknowledged for guard in self.guards)

    @property
    def changed(self) -> bool:
        """Whether merging does anything at all."""
        return bool(self.changes or self.files or self.money.flights)

    def ahead(self, action: Action, *, by_hand: bool) -> tuple[Change, ...]:
        """The changes with that action that can go ahead: those that a person posts, or those that smmops does."""
        return tuple(c for c in self.changes if c.action is action and not c.blocked and c.by_hand is by_hand)

    def posts(self, action: Action, *, blocked: bool = False) -> tuple[str, ...]:
        """Ids of the posts with that action that can go ahead, or that are blocked; each once, in order."""
        found = (c.post for c in self.changes if c.action is action and bool(c.blocked) is blocked)
        return tuple(dict.fromkeys(found))
