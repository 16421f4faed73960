"""A deterministic scheduler: runs are greenlets that give way at every port call; one clock moves them all."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from greenlet import greenlet

from tests.proof.seasons import Season, season_of

START = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


class Killed(BaseException):
    """The process ended here, whatever it was doing."""


@dataclass
class Faults:
    """How likely each fault is at one opportunity; all 0 in the quiet end."""

    crash: float = 0.0
    stall: float = 0.0
    push_lost_before: float = 0.0
    push_lost_after: float = 0.0
    push_refused: float = 0.0
    push_late: float = 0.0
    offline: float = 0.0
    call_lost_before: float = 0.0
    call_lost_after: float = 0.0
    call_late: float = 0.0
    refused: float = 0.0
    transient: float = 0.0
    unreadable: float = 0.0

    @classmethod
    def drawn(cls, rng: Random) -> "Faults":
        """A history's own weather: some faults often, most not at all."""
        kinds = {
            "crash": 0.03,
            "stall": 0.02,
            "push_lost_before": 0.06,
            "push_lost_after": 0.06,
            "push_refused": 0.06,
            "push_late": 0.03,
            "offline": 0.05,
            "call_lost_before": 0.2,
            "call_lost_after": 0.25,
            "call_late": 0.2,
            "refused": 0.08,
            "transient": 0.15,
            "unreadable": 0.15,
        }
        return cls(
            **{kind: most * rng.random() if rng.random() < 0.5 else 0.0 for kind, most in kinds.items()}
        )


@dataclass
class Run:
    """One process: its greenlet, its skewed clock, its alarm, and what it saw last."""

    name: str
    body: Callable[["Run"], None]
    skew: timedelta
    deadline: datetime
    alarm: datetime | None = None
    over: bool = False
    calling: bool = False
    given: list[str] = field(default_factory=list)
    looked: dict[str, str | None] = field(default_factory=dict)
    let: greenlet | None = None


class Sim:
    """Time, chance and whose turn it is, in the season of a seed."""

    def __init__(self, seed: int) -> None:
        self.season: Season = season_of(seed)
        self.rng = Random(seed)
        self.now = START
        self.faults = Faults.drawn(self.rng)
        for kind, most in self.season.faults.items():
            setattr(self.faults, kind, max(getattr(self.faults, kind), most * self.rng.random()))
        self.counts: dict[str, int] = {}
        self.outage: tuple[datetime, datetime] | None = None
        self._queue: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._hub = greenlet(self._turn)
        self._runs: list[Run] = []

    def at(self, when: datetime, act: Callable[[], None]) -> None:
        """Does something at a time, after what stands there already."""
        heapq.heappush(self._queue, (when, next(self._order), act))

    def start(self, run: Run) -> None:
        """Lets a run begin now."""
        run.let = greenlet(lambda: self._body(run), parent=self._hub)
        self._runs.append(run)
        self.at(self.now, lambda: self._resume(run))

    def go(self, until: datetime) -> None:
        """Works off everything up to a time."""
        self._until = until
        if self._hub.dead:
            self._hub = greenlet(self._turn)
        self._hub.parent = greenlet.getcurrent()
        self._hub.switch()
        self.now = max(self.now, until)

    def give_way(self, run: Run, seconds: float) -> None:
        """Passes the turn for some time; the alarm and the job's end kill on waking."""
        self.at(self.now + timedelta(seconds=seconds), lambda: self._resume(run))
        self._hub.switch()
        if run.alarm is not None and self.now >= run.alarm:
            self.count("killed by its alarm")
            raise Killed
        if self.now >= run.deadline:
            self.count("job timed out")
            raise Killed

    def step(self, run: Run) -> None:
        """One port call: time passes, others go on, the process may stall as long as the season has it, or die."""
        seconds = self.rng.uniform(0.05, 2.0)
        if self.happens("stall"):
            seconds = self.rng.choice(self.season.stalls_s) * self.rng.random()
        self.give_way(run, seconds)
        if self.happens("crash"):
            raise Killed

    def end(self) -> None:
        """Kills what still runs: a greenlet that waits keeps its whole world in memory."""
        self._queue.clear()
        for run in self._runs:
            if run.let is not None and not run.let.dead:
                run.let.parent = greenlet.getcurrent()
                run.let.throw(Killed)
        self._hub.parent = greenlet.getcurrent()
        self._hub.throw()

    def happens(self, kind: str) -> bool:
        """Draws one fault."""
        chance: float = getattr(self.faults, kind)
        if chance and self.rng.random() < chance:
            self.count(kind)
            return True
        return False

    def count(self, kind: str) -> None:
        """Remembers that something happened."""
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def _turn(self) -> None:
        while True:
            while self._queue and self._queue[0][0] <= self._until:
                when, _, act = heapq.heappop(self._queue)
                self.now = max(self.now, when)
                act()
            parent = self._hub.parent
            assert parent is not None
            parent.switch()

    def _resume(self, run: Run) -> None:
        if run.let is not None and not run.let.dead:
            run.let.switch()

    def _body(self, run: Run) -> None:
        try:
            run.body(run)
        except Killed:
            pass
        finally:
            run.over = True
