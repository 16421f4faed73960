"""Publishers that race for the same due posts, one of them killed inside."""

import json
import random
import time
from dataclasses import dataclass, field

from tests.proof.real.house import LEASE_S, MARGIN_S, House, ended, kill


@dataclass
class Race:
    """`won` maps each publisher that got a claim through to how many publications it claimed in its largest one."""

    house: House
    rng: random.Random
    won: dict[str, int] = field(default_factory=dict)
    killed: bool = False

    def run(self, *, publishers: int, posts: int) -> None:
        """Starts them all at once, kills one, and lets the others go on until nothing is due."""
        self.house.write({f"r{number}": 1 for number in range(posts)})
        clones = [self.house.clone(f"racer{number}") for number in range(publishers)]
        racing = [self.house.publisher(clone, "publish", "--live") for clone in clones]
        # killed once claims stand: a publisher that dies before its first claim leaves nothing to mend
        tip, deadline = self.house.tip(), time.monotonic() + 60
        while self.house.tip() == tip and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(self.rng.uniform(0, 1.5))
        running = [each for each in racing if each.poll() is None]
        if running:
            self.killed = kill(self.rng.choice(running), children=True)
        ended([each for each in racing if each.returncode is None], seconds=300)
        for _ in range(4 + 2 * posts // publishers):
            if not self.house.doubts():
                break
            time.sleep(LEASE_S + MARGIN_S)
            ended([self.house.publisher(clone, "publish", "--live") for clone in clones], seconds=300)
        self._count()

    def _count(self) -> None:
        """Claims by run: a commit of the state branch holds one claim."""
        log = self.house.git("log", "--format=%x00%H", "--name-only", "smmops-state", at=self.house.origin)
        for commit in log.split("\0")[1:]:
            claims = [line for line in commit.splitlines() if line.endswith("-claimed.json")]
            if claims:
                said = self.house.git("show", f"smmops-state:{claims[0]}", at=self.house.origin)
                self.won[_run_of(said)] = max(self.won.get(_run_of(said), 0), len(claims))


def _run_of(entry: str) -> str:
    return str(json.loads(entry)["run"]["id"])
