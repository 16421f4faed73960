"""A small world in memory for jobs: people who merge, a network that counts copies, a clock that is told."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smmops.jobs.publish.tick import Ticked, tick
from smmops.ledger.book import Book
from smmops.ledger.branch import read
from smmops.model.entry import Run
from smmops.model.ports import Landed
from smmops.model.settings import Channel
from smmops.model.world import World
from smmops.store.load import load
from smmops.store.memory import Edit, MemoryRemote, MemoryRepository, Refs
from tests.jobs.net import Account, Hand, Killed, Net
from tests.jobs.quiet import Quiet

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

    def ready(self) -> None:
        return None

    def has_ended(self, run: str) -> None:
        return None

    def blob(self, commit: str, path: str) -> None:
        return None

    def may_write(self, review: Any) -> bool:
        return False

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
