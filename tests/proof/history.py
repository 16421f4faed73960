"""A history of one season: the model of `tests.exactly_once`, with more people, more overlap and more to judge."""

import itertools
import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from smmops.jobs.orders import pause
from smmops.jobs.publish.tick import tick
from smmops.ledger.book import Record
from smmops.model.outcome import Outcome
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.model.world import World
from smmops.store.memory import Fault, MemoryRemote
from tests.exactly_once import nets
from tests.exactly_once.history import History, Told
from tests.exactly_once.nets import COMMENT, Net, Thing
from tests.exactly_once.people import Loader
from tests.exactly_once.ports import Ports, world_of
from tests.exactly_once.sim import Faults, Run
from tests.proof.people import SeasonPeople
from tests.proof.seasons import SeasonSim, season_of


class Adapter(nets.Adapter):
    """Lists lag as far behind as the season has it."""

    def _call(self, effect: Callable[[], Outcome]) -> Outcome:
        season = self.net.sim.season  # type: ignore[attr-defined]
        if self.sim.rng.random() < season.sleeps and self.sim.faults != Faults():
            self.sim.count("slept before a call")
            self.sim.give_way(self.run, self.sim.rng.uniform(*season.sleep_s))
        return super()._call(effect)

    def _listed(self) -> list[Thing]:
        lag = self.net.sim.season.lag_s if self.kind != "key" else 0.0  # type: ignore[attr-defined]
        seen = self.sim.now - timedelta(seconds=self.sim.rng.uniform(0, lag))
        return [t for t in self.net.live(self.name) if t.part != COMMENT and t.at <= seen]


class Editable(Adapter, nets.Editable):
    """The kind with keys, which also edits."""


class SeasonPorts(Ports):
    """Ports whose networks lag as the season has it."""

    def open(self, channel: Channel, *, budget: float) -> Adapter:
        return (Editable if channel.goal == "key" else Adapter)(self.net, self.run, channel)


class SeasonHistory(History):
    """A world from a seed, in the seed's season."""

    def __post_init__(self) -> None:
        self.season = season_of(self.seed)
        self.sim: SeasonSim = SeasonSim(self.seed, self.season)
        self.remote = MemoryRemote(clock=lambda: self.sim.now)
        self.net = Net(self.sim, self.watch)
        self.people: SeasonPeople = SeasonPeople(self.sim, self.remote)
        self.loader = Loader()
        self.people.begin()
        self.names = itertools.count(1)
        self.repository(None).found({"README.md": b"ledger\n"}, "begun")
        self.shelf: dict[str, bytes] = {}
        self._told: dict[str, int] = {}

    def world(self, run: Run) -> World:
        """Everything outside one run."""
        ports = SeasonPorts(self.sim, self.net, run, self.shelf)
        return world_of(ports, self.repository(run), self.loader, number=next(self.names))

    def weather(self, run: Run, operation: str, moment: str) -> Fault | None:
        """As every day; and a process may sleep between an answer and the push of its receipt."""
        held = (operation, moment) == ("push", "before") and len(run.given) > self._told.get(run.name, 0)
        if held:
            self._told[run.name] = len(run.given)
            if self.sim.rng.random() < self.season.late_receipts:
                self.sim.count("receipt came late")
                self.sim.give_way(run, self.sim.rng.uniform(1500, 2700))
        return super().weather(run, operation, moment)

    def play(self) -> None:
        """The loud part: bursts of ticks, and people who act while they run."""
        rng, sim, season = self.sim.rng, self.sim, self.season
        end = sim.now + timedelta(hours=rng.choice((2, 4, 6)) * min(1.0, season.gaps[-1] / 12))
        out = rng.random() < season.outage
        when = sim.now
        while when < end:
            when += timedelta(minutes=rng.choice(season.gaps))
            if out and rng.random() < 0.3:  # pushes fail for 40 minutes from the middle of a tick on
                begin, out = when + timedelta(seconds=rng.uniform(2, 40)), False
                sim.at(begin, self._fail)
            for _ in range(rng.randint(1, season.burst)):
                at = when + timedelta(seconds=rng.uniform(0, 20))
                sim.at(at, lambda: _ignore(self.begin(lambda world: tick(world, live=True))))
            draw, late = rng.random(), rng.uniform(0, 60 if rng.random() < season.meanwhile else 600)
            at = when + timedelta(seconds=late)
            if draw < season.orders:
                sim.at(at, self._order)
            elif draw < season.orders + 0.02:
                sim.at(at, self.recover)
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
        self._order_takedown()

    def _act(self) -> None:
        self.people.act()
        if not self.people.unsettled:
            return
        self.people.unsettled = False
        for record in self.book().records.values():
            if record.state is State.UNKNOWN:
                self._decide(record)

    def watch(self, run: Run, thing: Thing) -> None:
        """Called at every effect: whether it was allowed to happen."""
        mine = [
            t for t in self.net.things if t is not thing and t.account == thing.account and _same(t, thing)
        ]
        if any(t.gone is None for t in mine):
            self.wrong.append(f"two live copies: {thing.key} part {thing.part} ({thing.text})")
        elif mine and thing.part != COMMENT and self.book().record(thing.key).gone:
            self.wrong.append(f"{thing.key} came back after it was removed")
        new = thing.at == self.sim.now and not any(t.key == thing.key for t in mine)
        if new and thing.part == 1 and thing.text not in self.people.copied:
            self._no_twin(thing)
        before = [t for t in self.net.live(thing.account) if t.key == thing.key and t.part == thing.part - 1]
        if thing.part > 1 and not any(t.whole == thing.whole for t in before):
            self.wrong.append(f"part {thing.part} of {thing.key} without the part before it")
        if thing.part == COMMENT and not any(t.key == thing.key for t in self.net.things if t.part == 1):
            self.wrong.append(f"a comment without a post: {thing.key}")
        self._was_allowed(run, thing)

    def _no_twin(self, thing: Thing) -> None:
        """The same words under another key, on the account, that nobody allowed."""
        for other in self.net.live(thing.account):
            if other is not thing and other.part == 1 and other.text == thing.text and other.key != thing.key:
                self.wrong.append(f"two live copies: {thing.key} repeats {other.key} ({thing.text})")

    def _orders_allowed(self, run: Run, thing: Thing, name: str, channel: str) -> None:
        """Orders on the state branch as the run saw it, less those that main's freeze.yaml lifted."""
        tip, main = run.looked.get("state"), run.looked.get("main")
        if tip is None or tip not in self.remote.nodes:
            return
        lifted = self._lifted(main or "")
        for path, blob in self.remote.nodes[tip].files.items():
            if "/control/" not in path:
                continue
            said = json.loads(self.remote.contents[blob.oid])
            if said["kind"] == "takedown" and said.get("post") == name:
                self.wrong.append(f"{thing.key} was sent after an order to take it down")
            if said["kind"] == "pause" and said["id"] not in lifted:
                self.wrong.append(f"{thing.key} was sent in a pause")

    def _lifted(self, main: str) -> set[str]:
        """What any freeze.yaml lifted up to a commit of main; snapshots are in the order they came."""
        lifted: set[str] = set()
        for tip, (files, _) in self.people.snapshots.items():
            lifted.update(json.loads(files.get("freeze.yaml", b'{"lift": []}'))["lift"])
            if tip == main:
                break
        return lifted

    def judge(self) -> None:
        """What must hold when all is quiet."""
        super().judge()
        owners = Counter(s.remote.id for r in self.book().records.values() for s in r.steps)
        for name, count in owners.items():
            if count > 1:
                self.wrong.append(f"{name} belongs to {count} keys")

    def _decide(self, record: Record) -> None:
        last = record.last
        if last is not None and last.nonce:
            super()._decide(record)


def _same(one: Thing, other: Thing) -> bool:
    """The same part of the same post, whatever its channel was called."""
    return one.part == other.part and _post(one) == _post(other)


def _post(thing: Thing) -> str:
    return thing.key.partition("/")[2].partition(".")[0]


def _ignore(_: object) -> None:
    """Events want no result."""


def tell(seed: int) -> Told:
    """Plays one history whole."""
    history = SeasonHistory(seed)
    try:
        history.play()
        history.rest()
        history.judge()
    except Exception as bug:  # noqa: BLE001 -- a history that ends in an exception is wrong as well
        history.wrong.append(f"{type(bug).__name__}: {bug}")
    entries = [e for r in history.book().records.values() for e in r.entries]
    return Told(seed, history.wrong, history.sim.counts, {str(e.state) for e in entries})
