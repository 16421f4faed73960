"""What a tick looks at when it decides, gathered once: values and pure questions, no effects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from smmops.ledger.book import Book, Record
from smmops.model.entry import Class, Purpose, Step
from smmops.model.freeze import covers
from smmops.model.message import Message
from smmops.model.outcome import Remote
from smmops.model.payload import Payload
from smmops.model.post import Post, Variant
from smmops.model.settings import Channel, Settings
from smmops.model.verdict import Verdict
from smmops.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch of time in which something was frozen; `end` None: still. `scope` as in Freeze.

    `start` is told by another's clock: a stop that can be seen has begun, whatever ours says.
    """

    start: datetime
    end: datetime | None
    scope: tuple[str, ...]

    def caught(self, channel: str, *, due: datetime) -> bool:
        """Whether something due then on that channel, and still unclaimed, stood still in it."""
        return covers(self.scope, channel) and (self.end is None or due < self.end)


@dataclass(frozen=True, slots=True)
class Scene:
    """One look at the world.

    `payload(post, variant)` composes; `text_of(variant)` gives the digest that duplicates share; `approved` judges;
    `stood(post, variant)` is (since when the channel's variant is on main, since when with this `publish_at`);
    `past(commit, post id, channel id)` composes today's and the receipt's payload digests by that commit's policy:
    (then, now), or None where that commit cannot tell; `stops` are the freezes of both branches, `since` the
    instant before which everything is history; `can(network, capability)` says what an adapter can do.
    """

    workspace: Workspace
    settings: Settings
    book: Book
    now: datetime
    stops: Sequence[Stop]
    since: datetime | None
    payload: Callable[[Post, Variant], tuple[Payload, str]]
    text_of: Callable[[Variant], str]
    approved: Callable[[Post, Variant], Verdict]
    stood: Callable[[Post, Variant], tuple[datetime, datetime]]
    past: Callable[[str, Post, Variant], tuple[str, str] | None]
    can: Callable[[str, str], bool]

    def live_remote(self, post: str, channel: str) -> Remote | None:
        """The first part of another post of this brand on that channel, when it is wholly live."""
        return self.book.record(key_of(self.settings, self.book, post, channel)).first_live


@dataclass(frozen=True, slots=True)
class Task:
    """Something to claim and do: which key, why, and what is live already.

    `reason` is a removal's, as its file or order gives it.
    `post` and `variant` are None only for a removal whose file is gone from main.
    """

    key: str
    post: Post | None
    variant: Variant | None
    channel: Channel
    purpose: Purpose
    record: Record
    digest: str = ""
    text: str = ""
    evidence: Verdict | None = None
    steps: tuple[Step, ...] = ()
    reason: str | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """First what is due first, then by key: the same for every run."""
        at = self.variant.publish_at if self.variant else None
        return (at or datetime.min.replace(tzinfo=UTC), self.key)


@dataclass(frozen=True, slots=True)
class Note:
    """A decision that is written without any call: `held`, `missed`, `cancelled`, `asked`, `removal-needed`."""

    key: str
    state: str
    reason: Message
    class_: Class | None
    record: Record
    post: Post | None
    variant: Variant | None
    digest: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that is wanted and cannot be done yet, or not by us; it stands in the summary only.

    `kind`: `blocked` where a person must act, `later` where time alone will do.
    """

    key: str
    reason: Message
    kind: Literal["blocked", "later"]
    post: Post | None = None
    variant: Variant | None = None


Decision = Task | Note | Wait


def key_of(settings: Settings, book: Book, post: str, channel: str) -> str:
    """The key of a publication: with `was`, the id under which it was first claimed."""
    ids = (channel, *settings.channels[channel].was) if channel in settings.channels else (channel,)
    keys = [f"{settings.id}/{post}.{name}" for name in ids]
    return next((key for key in keys if book.record(key).entries), keys[0])
