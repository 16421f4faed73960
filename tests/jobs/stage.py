"""A small world in memory for jobs: people who merge, a network that counts copies, a clock that is told."""

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from smmops.compose.payload import digest
from smmops.jobs.publish.tick import Ticked, tick
from smmops.ledger.book import Book
from smmops.ledger.branch import read
from smmops.model.entry import Identity, Run
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
from smmops.model.ports import Landed, Parcel
from smmops.model.settings import Channel
from smmops.model.world import World
from smmops.store.load import load
from smmops.store.memory import Edit, MemoryRemote, MemoryRepository, Refs
from tests.jobs.quiet import Quiet

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: UTC
since: 2026-11-01
forge: {kind: local}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example, server: "http://127.0.0.1:1"}
  mastodon-acme: {network: mastodon, handle: "@acme@social.example", server: "http://127.0.0.1:2"}
policy:
  min_gap: 0m
  per_day: 100
"""
TEAM = """\
solo: true
members: [{id: mina, git_emails: [mina@acme.example], roles: [admin]}]
"""


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

    def __init__(self, net: Net, clock: "Hand", channel: Channel) -> None:
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
        thing = next(t for t in self.net.things if t.id == remote.id)
        thing.gone = True
        return Removed()


class Killed(BaseException):
    """The process ended here."""


def _remote(thing: Thing) -> Remote:
    return Remote(id=thing.id, url=f"https://net.example/{thing.id}", at=thing.at)


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
class Stage:
    """A workspace on a remote with its ledger begun, two networks, and runs that are started by hand."""

    clock: Hand = field(default_factory=Hand)
    net: Net = field(default_factory=Net)
    shelf: dict[str, bytes] = field(default_factory=dict)
    weather: Any = None
    remote: MemoryRemote = field(init=False)
    runs: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.remote = MemoryRemote(clock=self.clock.now)
        self.merge({"smmops.yaml": SETTINGS, "team.yaml": TEAM})
        begun = self.repository().found({"acme/README.md": b"The ledger of Acme Coffee.\n"}, "ledger begun")
        assert isinstance(begun, Landed)

    def repository(self, brand: str = "acme") -> MemoryRepository:
        extra = {"weather": self.weather} if self.weather else {}
        return MemoryRepository(self.remote, Refs(brand=brand), **extra)

    def merge(self, files: Mapping[str, str | None], *, by: str = "mina@acme.example") -> str:
        """A commit on main; None takes a file away."""
        content = {path: text.encode() if text is not None else None for path, text in files.items()}
        return self.remote.commit(Edit(content, author=by))

    def post(self, name: str, *, at: str = "2026-12-01 09:00", body: str = "Hello", **front: Any) -> str:
        """Puts a post file on main; `front` adds or replaces front matter (JSON is YAML)."""
        self.merge({f"content/2026/12/{name}.md": post_text(at=at, body=body, **front)})
        return f"acme/{name}.bluesky-acme"

    def world(self, **changes: Any) -> World:
        number = next(self.runs)
        nonces = (f"00000000-0000-4000-8000-{number:06d}{count:06d}" for count in itertools.count())
        values: dict[str, Any] = {
            "git": self.repository(),
            "clock": self.clock,
            "networks": self,
            "secrets": None,
            "forge": LocalForgeFake(),
            "say": Quiet(),
            "shelf": ShelfFake(self.shelf),
            "alarm": Quiet(),
            "load": load,
            "spread": lambda calls: [call() for call in calls],
            "nonce": lambda: next(nonces),
            "jitter": lambda: 0.5,
            "stopped": lambda: False,
            "run": Run(id=f"run-{number}", tool="smmops/0.1.0"),
            "actor": "mina@acme.example",
        }
        return World(**{**values, **changes})

    def open(self, channel: Channel, *, budget: float) -> Account:
        return Account(self.net, self.clock, channel)

    def tick(self, **changes: Any) -> Ticked:
        return tick(self.world(**changes), live=True)

    def killed_tick(self) -> None:
        try:
            self.tick()
        except Killed:
            return
        raise AssertionError("nobody was killed")

    def book(self) -> Book:
        repository = self.repository()
        tip = repository.fetch().state
        assert tip
        return read(repository, tip, "acme")

    def states(self, key: str) -> list[str]:
        """The states that a key went through."""
        return [str(entry.state) for entry in self.book().record(key).entries]


class LocalForgeFake:
    """The forge without a clock that knows every commit as a direct push."""

    level = "merged"

    def now(self) -> None:
        return None

    def has_ended(self, run: str) -> None:
        return None

    def landing(self, commit: Any) -> Any:
        from smmops.forge.local import LocalForge

        return LocalForge().landing(commit)


@dataclass
class ShelfFake:
    """Recovery files in a dict."""

    files: dict[str, bytes]

    def write(self, name: str, content: bytes) -> str:
        self.files[name] = content
        return f"recovery/{name}"

    def remove(self, name: str) -> None:
        self.files.pop(name, None)


def post_text(*, at: str | None = "2026-12-01 09:00", body: str = "Hello", **front: Any) -> str:
    """A post file: channels default to Bluesky alone."""
    values = {"channels": ["bluesky-acme"], **({"publish_at": at} if at else {}), **front}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", body, ""])
