"""A network that counts copies, and a clock that is told, for tests of jobs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from smmops.compose.payload import digest
from smmops.model.entry import Identity
from smmops.model.outcome import (
    Absent,
    Finding,
    Found,
    Outcome,
    OutcomeUnknown,
    Prepared,
    Published,
    Rejected,
    Remote,
    Removal,
    Removed,
    Unauthorized,
    Unreadable,
)
from smmops.model.ports import Parcel
from smmops.model.settings import Channel

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@dataclass
class Hand:
    """A clock that moves when it is told, or when somebody sleeps."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Thing:
    """One object on the network. `gone` once it was deleted."""

    id: str
    account: str
    text: str
    sha256: str
    part: int
    at: datetime
    gone: bool = False


@dataclass
class Net:
    """Both networks' truth. `plan` holds what the next calls come to: `ok` or a fault, first in first out."""

    things: list[Thing] = field(default_factory=list)
    plan: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    readable: bool = True
    secret_ok: bool = True

    def live(self, text: str | None = None) -> list[Thing]:
        """What is live, in the order of creation."""
        return [t for t in self.things if not t.gone and (text is None or text in t.text)]


class Account:
    """An adapter: finds what it published by text, account and part; absence is certain."""

    consistency = "strong"
    honoured_seconds = None

    def __init__(self, net: Net, clock: Hand, channel: Channel) -> None:
        self.net, self.clock, self.channel = net, clock, channel

    def account(self) -> str | Unauthorized:
        return f"id-of-{self.channel.handle}" if self.net.secret_ok else Unauthorized(reason="bad secret")

    def now(self) -> datetime | None:
        return self.clock.now()

    def identify(self, parcel: Parcel) -> Identity:
        keys = parcel.identity.record_keys or tuple(
            f"{parcel.key}:{part}" for part in range(1, parcel.payload.length + 1)
        )
        return Identity(record_keys=keys, created_at=self.clock.now())

    def prepare(self, parcel: Parcel, part: int, *, media: Callable[[str], bytes]) -> Prepared | Rejected:
        self.net.calls.append(f"prepare {parcel.key} {part}")
        for item in parcel.payload.media:
            if item.part == part:
                media(item.sha256)
        return Prepared()

    def publish(self, parcel: Parcel, part: int, *, ready: Prepared, live: Sequence[Remote]) -> Outcome:
        text = parcel.payload.parts[part - 1] if parcel.payload.parts else ""
        return self._act(parcel, part, text)

    def comment(self, parcel: Parcel, *, live: Sequence[Remote]) -> Outcome:
        return self._act(parcel, 0, parcel.payload.first_comment or "")

    def _act(self, parcel: Parcel, part: int, text: str) -> Outcome:
        self.net.calls.append(f"publish {parcel.key} {part}")
        fate = self.net.plan.pop(0) if self.net.plan else "ok"
        if fate == "refuse":
            return Rejected(reason="too rude")
        if fate == "unauthorized":
            return Unauthorized(reason="token expired")
        if fate == "lost before":
            return OutcomeUnknown(reason="connection reset")
        thing = Thing(
            id=f"r{len(self.net.things) + 1}",
            account=self.account_name,
            text=text,
            sha256=digest(parcel.payload),
            part=part,
            at=self.clock.now(),
        )
        self.net.things.append(thing)
        if fate == "die":
            raise Killed
        if fate == "lost after":
            return OutcomeUnknown(reason="connection reset")
        return Published(remote=_remote(thing))

    @property
    def account_name(self) -> str:
        return f"id-of-{self.channel.handle}"

    def find(self, parcel: Parcel, part: int, *, live: Sequence[Remote], owned: frozenset[str]) -> Finding:
        if not self.net.readable:
            return Unreadable(reason="502")
        want = parcel.payload.parts[part - 1] if parcel.payload.parts else ""
        found = [
            _remote(t)
            for t in self.net.things
            if not t.gone and t.account == self.account_name and t.text == want and t.part == part
            if t.id not in owned and t.at >= parcel.since
        ]
        if found:
            return Found(remotes=tuple(found))
        return Absent(proof="own list, strong", certain=True)

    def check(self, parcel: Parcel, remote: Remote, part: int) -> Finding:
        if not self.net.readable:
            return Unreadable(reason="502")
        thing = next(t for t in self.net.things if t.id == remote.id)
        if thing.gone:
            return Absent(proof="404", certain=True)
        want = parcel.payload.parts[part - 1] if parcel.payload.parts else ""
        return Found(remotes=(remote,), current=thing.text == want)

    def edit(self, parcel: Parcel, part: int, *, ready: Prepared, remote: Remote) -> Outcome:
        self.net.calls.append(f"edit {parcel.key} {part}")
        thing = next(t for t in self.net.things if t.id == remote.id)
        thing.text = parcel.payload.parts[part - 1]
        return Published(remote=remote)

    def remove(self, parcel: Parcel, remote: Remote) -> Removal:
        self.net.calls.append(f"remove {parcel.key}")
        fate = self.net.plan.pop(0) if self.net.plan else "ok"
        thing = next(t for t in self.net.things if t.id == remote.id)
        thing.gone = thing.gone or fate != "lost before"
        return Removed() if fate == "ok" else OutcomeUnknown(reason="no answer")


class Killed(BaseException):
    """The process ended here."""


def _remote(thing: Thing) -> Remote:
    return Remote(id=thing.id, url=f"https://net.example/{thing.id}", at=thing.at)
