"""Publishers that are killed at random moments, over real HTTP and real git."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.proof.real.house import LEASE_S, MARGIN_S, House, kill

MUTATING = ("*.putRecord", "/api/v1/statuses")
Moment = Literal["anytime", "before its effect", "after its effect", "after a push"]
MOMENTS: tuple[Moment, ...] = ("anytime", "before its effect", "after its effect", "after a push")
CLONE_LASTS = 10
"""Kills in one clone: jobs mostly check out anew, a server keeps its clone."""


@dataclass
class Storm:
    """Kills from a seed. `struck` counts them by what the moment was and what the ledger then said."""

    house: House
    rng: random.Random
    tick_s: float = 2.0
    kills: int = 0
    struck: Counter[str] = field(default_factory=Counter)

    def blow(self, count: int) -> None:
        """Kills so many publishers; a round writes a post or two, so that there is always something due."""
        clone = self._measured()
        for number in range(2 * count):
            if self.kills == count:
                return
            if number % CLONE_LASTS == 0:
                clone = self.house.clone(f"clone{number}")
            self.house.write({f"p{number}": self.rng.choice((1, 1, 2, 3))})
            self._round(clone)
        raise AssertionError(f"only {self.kills} of {2 * count} publishers could be killed")

    def settle(self) -> None:
        """Leases run out, nobody is killed any more: ticks until the ledger holds nothing open."""
        self.house.sandbox.control.clear_faults()
        clone = self.house.clone("after")
        begun, said = time.monotonic(), ""
        while time.monotonic() - begun < 30 + len(self.house.posts) * 3:
            time.sleep(LEASE_S + MARGIN_S)
            running = self.house.publisher(clone, "publish", "--live")
            _, said = running.communicate(timeout=120)
            assert "Traceback" not in said, said
            if running.returncode == 0 and not self.house.doubts():
                return
        raise AssertionError(f"not settled: {self.house.doubts()[:5]}; the last tick said {said}")

    def _measured(self) -> Path:
        """How long an undisturbed tick takes on this machine."""
        clone = self.house.clone("first")
        self.house.write({"measured": 2})
        begun = time.monotonic()
        running = self.house.publisher(clone, "publish", "--live")
        _, said = running.communicate(timeout=60)
        assert running.returncode == 0, said
        self.tick_s = time.monotonic() - begun
        return clone

    def _round(self, clone: Path) -> None:
        moment = self.rng.choice(MOMENTS)
        control = self.house.sandbox.control
        control.clear_faults()
        fault = self._fault(moment)
        if fault:
            control.faults(fault)
        tip = self.house.tip()
        running = self.house.publisher(clone, "publish", "--live")
        deadline = time.monotonic() + 3 * self.tick_s
        match moment:
            case "anytime":
                time.sleep(self.rng.uniform(0.1, 1.1) * self.tick_s)
            case "after a push":
                for _ in range(self.rng.randint(1, 4)):
                    while self.house.tip() == tip and running.poll() is None and time.monotonic() < deadline:
                        time.sleep(0.005)
                    tip = self.house.tip()
            case _:
                while (
                    not _struck(control.faults()) and running.poll() is None and time.monotonic() < deadline
                ):
                    time.sleep(0.005)
                time.sleep(self.rng.uniform(0, 0.2))
        if kill(running, children=self.rng.random() < 0.5):
            self.kills += 1
            open_keys = Counter(s for s in self.house.states().values() if s not in ("published", "verified"))
            self.struck.update([moment, *open_keys])

    def _fault(self, moment: Moment) -> dict[str, Any] | None:
        path, skip = self.rng.choice(MUTATING), self.rng.choice((0, 0, 1))
        if moment in ("before its effect", "after its effect"):
            when = moment.partition(" ")[0]
            seconds = self.rng.choice((0.2, 0.4))
            return {
                "do": "delay",
                "when": when,
                "seconds": seconds,
                "path": path,
                "method": "POST",
                "skip": skip,
            }
        if self.rng.random() < 0.4:
            return {
                "do": "reset",
                "path": path,
                "method": "POST",
                "effect_after": self.rng.choice((None, 0.5)),
            }
        return None


def _struck(faults: list[dict[str, Any]]) -> bool:
    return any(fault["hits"] for fault in faults)
