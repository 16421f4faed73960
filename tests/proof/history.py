"""One history: runs, faults and people from a seed; then a quiet end, and what must hold of it."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from smmops.jobs.ledger import Decision, recover, resolve
from smmops.jobs.orders import pause, takedown
from smmops.jobs.publish.tick import tick
from smmops.ledger.book import Book, Record
from smmops.ledger.branch import read
from smmops.model.ports import RemoteError, Tips
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from smmops.model.world import World
from smmops.store.memory import Fault, MemoryRemote, MemoryRepository, Refs
from tests.proof.judge import Judge
from tests.proof.loader import Loader
from tests.proof.nets import Net
from tests.proof.people import People
from tests.proof.ports import Ports, world_of
from tests.proof.sim import Faults, Killed, Run, Sim


@dataclass
class Told:
    """What a history came to. `wrong` is empty when everything held."""

    seed: int
    wrong: list[str]
    counts: dict[str, int]
    states: set[str]


class Repository(MemoryRepository):
    """A clone whose every request gives way, and which remembers what the run saw last."""

    def __init__(self, history: "History", run: Run) -> None:
        super().__init__(history.remote, Refs(brand="acme"), weather=lambda *at: history.weather(run, *at))
        self._run = run

    def fetch(self) -> Tips:
        tips = super().fetch()
        if not self._run.calling:  # calls made side by side share the look before them
            self._run.looked = {"main": tips.main, "state": tips.state}
        return tips


class History:
    """A world from a seed, in the seed's season."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.sim = Sim(seed)
        self.remote = MemoryRemote(clock=lambda: self.sim.now)
        self.people = People(self.sim, self.remote)
        self.people.begin()
        self.judge = Judge(self.sim, self.remote, self.people, self.book)
        self.net: Net = Net(self.sim, lambda run, thing: self.judge.watch(run, self.net, thing))
        self.loader = Loader()
        self.shelf: dict[str, bytes] = {}
        self._names = itertools.count(1)
        self._told: dict[str, int] = {}
        self._book: Book | None = None
        self._clone().found({"README.md": b"ledger\n"}, "begun")

    @property
    def wrong(self) -> list[str]:
        """What did not hold."""
        return self.judge.wrong

    def _clone(self) -> MemoryRepository:
        """A clone that no weather reaches."""
        return MemoryRepository(self.remote, Refs(brand="acme"))

    def book(self) -> Book:
        """The ledger as it stands."""
        git = self._clone()
        tip = git.fetch().state
        assert tip
        if self._book is None or self._book.tip != tip:
            self._book = read(git, tip, "acme")
        return self._book

    def weather(self, run: Run, operation: str, moment: str) -> Fault | None:
        """Time passes at each request to the remote; pushes get lost, refused or delayed, receipts come late."""
        receipt = (operation, moment) == ("push", "before") and len(run.given) > self._told.get(run.name, 0)
        if receipt and self.sim.faults != Faults():
            self._told[run.name] = len(run.given)
            if self.sim.rng.random() < self.sim.season.late_receipts:
                self.sim.count("receipt came late")
                self.sim.give_way(run, self.sim.rng.uniform(1500, 2700))
        self.sim.step(run)
        out = self.sim.outage
        if out and out[0] <= self.sim.now < out[1] and operation == "push" and moment == "before":
            return Fault.OFFLINE
        if moment == "before" and self.sim.happens("offline"):
            return Fault.OFFLINE
        if operation != "push":
            return None
        if moment == "after":
            return Fault.LOST if self.sim.happens("push_lost_after") else None
        if self.sim.happens("push_lost_before"):
            return Fault.LOST
        if self.sim.happens("push_late"):
            return Fault.LATE
        return Fault.REFUSED if self.sim.happens("push_refused") else None

    def begin(self, act: Callable[[World], object]) -> None:
        """Starts a process that does `act`; what it says of trouble is its own affair."""

        def body(run: Run) -> None:
            ports = Ports(self.sim, self.net, run, self.shelf)
            try:
                act(world_of(ports, Repository(self, run), self.loader, number=next(self._names)))
                self._all_written(run)
            except SmmopsError as said:
                self.sim.count(f"said: {said.exit_code}")
            except RemoteError:
                self.sim.count("remote out of reach")
            except Killed:
                raise
            except Exception as bug:
                self.wrong.append(f"{type(bug).__name__}: {bug}")
                raise

        skew = timedelta(seconds=self.sim.rng.uniform(-29, 29) if self.sim.rng.random() < 0.5 else 0)
        minutes = self.sim.rng.choice((19, 240))  # a job that the forge ends in time, or a host without such
        deadline = self.sim.now + timedelta(minutes=minutes)
        self.sim.start(Run(f"run{self.sim.rng.random()}", body, skew, deadline))

    def _tick(self) -> None:
        self.begin(self._ticked)

    def _ticked(self, world: World) -> None:
        """A tick; where it rests, all is read to see whether there was nothing to do indeed."""
        at, before = world.clock.now(), self._clone().fetch()
        if not tick(world, live=True).rested:
            return
        self.sim.count("rested")
        foreseen = tick(world, live=False, full=True)
        if self._clone().fetch() != before:
            return
        due = [
            d
            for d in foreseen.decisions
            if not (d.variant and d.variant.publish_at and d.variant.publish_at > at)
        ]
        if due or foreseen.standing or foreseen.stops:
            self.wrong.append(f"a tick rested while there was something to do: {[d.key for d in due]}")

    def _all_written(self, run: Run) -> None:
        """A run that ended by itself has written every receipt that it got, or left a recovery file."""
        owners = self.book().owners
        for name in run.given:
            if name not in owners and not any(name.encode() in kept for kept in self.shelf.values()):
                self.wrong.append(f"the receipt of {name} was lost")

    def play(self) -> None:
        """The loud part: bursts of ticks, and people who act while they run."""
        rng, sim, season = self.sim.rng, self.sim, self.sim.season
        end = sim.now + timedelta(hours=rng.choice((2, 4, 6)) * min(1.0, season.gaps[-1] / 12))
        out = rng.random() < season.outage
        when = sim.now
        while when < end:
            when += timedelta(minutes=rng.choice(season.gaps))
            if out and rng.random() < 0.3:  # pushes fail for 40 minutes from the middle of a tick on
                begin, out = when + timedelta(seconds=rng.uniform(2, 40)), False
                sim.at(begin, self._fail)
            for _ in range(rng.randint(1, season.burst)):
                sim.at(when + timedelta(seconds=rng.uniform(0, 20)), self._tick)
            draw, late = rng.random(), rng.uniform(0, 60 if rng.random() < season.meanwhile else 600)
            at = when + timedelta(seconds=late)
            if draw < season.orders:
                sim.at(at, self._order)
            elif draw < season.orders + 0.02:
                sim.at(at, lambda: self._recover(most=1))
            elif draw < 0.6:
                sim.at(at, self._act)
            elif draw < 0.7:
                sim.at(at, self._arrive)
        sim.go(end)

    def _fail(self) -> None:
        self.sim.outage = (self.sim.now, self.sim.now + timedelta(minutes=40))

    def _arrive(self) -> None:
        """A push whose reply was lost long ago comes through after all, if it still can."""
        if self.remote.late:
            self.sim.count("push came late")
            self.remote.late.pop(0)()

    def _order(self) -> None:
        if self.sim.rng.random() < 0.4:
            self.begin(lambda world: pause(world, reason="stop", scope=["all"]))
            return
        posts = sorted(path for path in self.people.files if path.startswith("content/"))
        if posts:
            name = self.sim.rng.choice(posts).rpartition("/")[2].removesuffix(".md")
            self.begin(lambda world: takedown(world, name, reason="wrong", channels=[]))

    def _act(self) -> None:
        self.people.act()
        if self.people.unsettled:
            self.people.unsettled = False
            self._settle()

    def _settle(self) -> None:
        """Somebody decides what is unknown."""
        for record in self.book().records.values():
            if record.state is State.UNKNOWN:
                self._decide(record)

    def _decide(self, record: Record) -> None:
        """A person looks at the network and says what is there."""
        last = record.last
        if last is None or not last.nonce:
            return
        part = last.part or 1
        found = [t for t in self.net.things if t.key == record.key and t.part == part and t.gone is None]
        live = bool(found) and last.for_ != "edit"  # what an edit says is looked up again anyway
        decision = Decision(
            record.key, "live" if live else "absent", last.nonce, found[0].id if live else None
        )
        self.begin(lambda world: resolve(world, decision))

    def _recover(self, *, most: int | None = None) -> None:
        """A person replays recovery files that runs left."""
        for content in list(self.shelf.values())[:most]:
            self.begin(lambda world, content=content: recover(world, content))  # type: ignore[misc]

    def rest(self) -> None:
        """The quiet end: no faults, ticks go on, leases run out, a person decides what is unknown."""
        self.sim.faults, self.sim.outage = Faults(), None
        self._recover()
        for _ in range(5):
            self.sim.go(self.sim.now + timedelta(minutes=26))
            self._tick()
        self.sim.go(self.sim.now + timedelta(minutes=26))
        self._settle()
        for _ in range(3):
            self.sim.go(self.sim.now + timedelta(minutes=26))
            self._tick()
        self.sim.go(self.sim.now + timedelta(minutes=26))


def tell(seed: int) -> Told:
    """Plays one history whole; one that ends in an exception is wrong as well."""
    history = History(seed)
    try:
        history.play()
        history.rest()
        history.judge.judge(history.net)
    except Exception as bug:  # noqa: BLE001
        history.wrong.append(f"{type(bug).__name__}: {bug}")
    history.sim.end()
    states = {str(entry.state) for record in history.book().records.values() for entry in record.entries}
    return Told(seed, history.wrong, history.sim.counts, states)
