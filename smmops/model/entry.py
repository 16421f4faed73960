"""Ledger entries: one file per transition, written once."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field

from smmops.model.base import Frozen
from smmops.model.outcome import Remote
from smmops.model.state import State

SCHEMA = "smmops.ledger/1"

Purpose = Literal["publish", "edit", "remove"]
Class = Literal[
    "content",
    "unauthorized",
    "rate-limited",
    "unavailable",
    "given-up",
    "duplicate",
    "late",
    "freeze",
    "unapproved",
]


class Run(Frozen):
    """The job that wrote an entry: the forge's run id and attempt (local: a random id), and our version."""

    model_config = ConfigDict(extra="ignore", defer_build=True, frozen=True)

    id: str
    attempt: int = 1
    tool: str


class Identity(Frozen):
    """What the network knows a publication by.

    `record_keys` (one a part) and the epoch of a payload are fixed by the key's first claim and copied by
    later ones; `created_at` (UTC), `dids` (handle -> DID of those mentioned) and the live objects that it
    answers or quotes are fixed anew in each claim.
    """

    model_config = ConfigDict(extra="ignore", defer_build=True, frozen=True)

    record_keys: tuple[str, ...] = ()
    created_at: datetime | None = None
    dids: tuple[tuple[str, str], ...] = ()
    reply_to: Remote | None = None
    quote: Remote | None = None


class Step(Frozen):
    """One confirmed part of a thread; `part` counts from 1."""

    model_config = ConfigDict(extra="ignore", defer_build=True, frozen=True)

    part: int
    remote: Remote


class Comment(Frozen):
    """What became of the first comment: at most once, `unknown` is never repeated."""

    model_config = ConfigDict(extra="ignore", defer_build=True, frozen=True)

    state: Literal["sending", "published", "refused", "unknown"]
    remote: Remote | None = None
    reason: str = ""


class Entry(Frozen):
    """One transition of one key. Times are UTC; readers ignore fields they do not know."""

    model_config = ConfigDict(extra="ignore", defer_build=True, frozen=True, populate_by_name=True)

    schema_: str = Field(default=SCHEMA, alias="schema")
    key: str  # <brand>/<post id>.<channel id>
    state: State
    number: int  # from 001 a key, given at the push
    at: datetime
    actor: str
    run: Run
    nonce: str | None = None  # of the claim that this entry belongs to
    main: str | None = None  # commit of main that was judged
    blobs: tuple[tuple[str, str], ...] = ()  # (path, blob id) of the closure
    publish_at: datetime | None = None  # as judged
    payload_sha256: str | None = None
    text_sha256: str | None = None  # of the text as written, for finding duplicates
    approval: dict[str, Any] | None = None  # evidence, approvals.md
    account: str | None = None  # the network's own id of the account
    due_at: datetime | None = None
    late_s: int | None = None
    for_: Purpose = Field(default="publish", alias="for")
    epoch: int = 1
    part: int | None = None  # of `sending`: the part that is about to be sent, from 1
    lease_until: datetime | None = None
    class_: Class | None = Field(default=None, alias="class")
    not_before: datetime | None = None
    identity: Identity | None = None
    handle: str | None = None  # of `prepared` or kept by `released`: the network's container
    remote: Remote | None = None
    steps: tuple[Step, ...] = ()  # every live part, in order, whenever any is
    first_comment: Comment | None = None
    proof: str | None = None
    reason: str | None = None
    mends: bool = False  # a person's decision about a key whose entries did not fold
    prev: str | None = None  # SHA-256 of the file of the key's entry before

    @property
    def ids(self) -> frozenset[str]:
        """The network's ids of everything that this entry names as ours."""
        single = {self.remote.id} if self.remote else set()
        return frozenset(single.union(step.remote.id for step in self.steps))

    def but(self, **changes: Any) -> Self:
        """This entry with other values of the right types (they are not validated again)."""
        return self.model_copy(update=changes)


def split_key(key: str) -> tuple[str, str, str]:
    """(brand, post id, channel id) of a key. Ids hold no `/` and no `.`."""
    brand, _, rest = key.partition("/")
    post, _, channel = rest.partition(".")
    return brand, post, channel
