"""The ports of one modelled process: each gives way to the others, and may fail."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from smmops.forge.local import LocalForge
from smmops.model.entry import Run as RunId
from smmops.model.ports import Repository
from smmops.model.settings import Channel
from smmops.model.world import World
from tests.proof.loader import Loader
from tests.proof.nets import Adapter, Editable, Net
from tests.proof.sim import Run, Sim


@dataclass(frozen=True)
class Ports:
    """Clock, networks, alarm and shelf of one run."""

    sim: Sim
    net: Net
    run: Run
    files: dict[str, bytes]

    def now(self) -> datetime:
        return self.sim.now + self.run.skew

    def elapsed(self) -> float:
        return self.sim.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.sim.give_way(self.run, seconds)

    def open(self, channel: Channel, *, budget: float) -> Adapter:
        return (Editable if channel.goal == "key" else Adapter)(self.net, self.run, channel)

    def arm(self, at: datetime) -> None:
        self.run.alarm = at - self.run.skew

    def disarm(self) -> None:
        self.run.alarm = None

    def write(self, name: str, content: bytes) -> str:
        self.files[name] = content
        return name

    def remove(self, name: str) -> None:
        self.files.pop(name, None)

    def progress(self, text: str) -> None: ...

    def event(self, kind: str, /, **values: Any) -> None: ...

    def spread(self, calls: Sequence[Callable[[], None]]) -> None:
        """Side by side, one after the other: they share the look before them."""
        self.run.calling = True
        for call in calls:
            call()
        self.run.calling = False


def world_of(ports: Ports, git: Repository, load: Loader, *, number: int) -> World:
    """Everything outside the job, for one run."""
    nonces: Iterator[str] = (f"n{number}-{count}" for count in itertools.count())
    return World(
        git=git,
        clock=ports,
        networks=ports,  # type: ignore[arg-type]
        secrets=None,  # type: ignore[arg-type]
        forge=LocalForge(),
        say=ports,
        shelf=ports,
        alarm=ports,
        load=load,
        spread=ports.spread,
        nonce=lambda: next(nonces),
        jitter=ports.sim.rng.random,
        stopped=lambda: False,
        run=RunId(id=f"run{number}", tool="smmops"),
        actor="ci",
    )
