"""One history: runs, faults and people from a seed; then a quiet end, and what must hold of it."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
from tests.exactly_once.nets import COMMENT, Net, Thing
from tests.exactly_once.people import Loader, People, settings_of
from tests.exactly_once.ports import Ports, world_of
from tests.exactly_once.sim import Faults, Killed, Run, Sim

TELLS = {
    State.PUBLISHED, State.VERIFIED, State.DRIFTED, State.EDITED, State.REMOVED, State.REMOVAL_NEEDED,
    State.HELD, State.MISSED, State.REJECTED, State.CONFLICT, State.CANCELLED, State.UNKNOWN,
}  # fmt: skip


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


@dataclass
class History:
    """A world from a seed."""

    seed: int
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sim = Sim(self.seed)
        self.remote = MemoryRemote(clock=lambda: self.sim.now)
        self.net = Net(self.sim, self.watch)
        self.people = People(self.sim, self.remote)
        self.loader = Loader()
        self.people.begin()
        self.names = itertools.count(1)
        self.repository(None).found({"README.md": b"ledger\n"}, "begun")
        self.shelf: dict[str, bytes] = {}

    def repository(self, run: Run | None) -> MemoryRepository:
        return Repository(self, run) if run else MemoryRepository(self.remote, Refs(brand="acme"))

    def weather(self, run: Run, operation: str, moment: str) -> Fault | None:
        """Time passes at each request to the remote; pushes get lost, refused or delayed."""
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
        return Fault.REFUSED if self.sim.happens("push_refused") else None

    def world(self, run: Run) -> World:
        """Everything outside one run."""
        ports = Ports(self.sim, self.net, run, self.shelf)
        return world_of(ports, self.repository(run), self.loader, number=next(self.names))

    def begin(self, act: Callable[[World], object]) -> Run:
        """Starts a process that does `act`; what it says of trouble is its own affair."""

        def body(run: Run) -> None:
            try:
                act(self.world(run))
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
        run = Run(f"run{self.sim.rng.random()}", body, skew, self.sim.now + timedelta(minutes=minutes))
        self.sim.start(run)
        return run

    def _all_written(self, run: Run) -> None:
        """A run that ended by itself has written every receipt that it got, or left a recovery file."""
        owners = self.book().owners
        for name in run.given:
            if name not in owners and not any(name.encode() in kept for kept in self.shelf.values()):
                self.wrong.append(f"the receipt of {name} was lost")

    def recover(self) -> None:
        """A person replays a recovery file that a run left."""
        for content in list(self.shelf.values())[:1]:
            self.begin(lambda world, content=content: recover(world, content))  # type: ignore[misc]

    def play(self) -> None:
        """The loud part: 4 to 10 hours of ticks, faults and people."""
        rng, sim = self.sim.rng, self.sim
        end = sim.now + timedelta(hours=rng.choice((2, 4, 8)))
        if rng.random() < 0.15:
            begin = sim.now + timedelta(minutes=rng.uniform(0, 120))
            sim.outage = (begin, begin + timedelta(minutes=40))
        when = sim.now
        while when < end:
            when += timedelta(minutes=rng.choice((0.2, 1, 5, 12, 30)))
            draw = rng.random()
            if draw < 0.72:
                sim.at(when, lambda: _ignore(self.begin(lambda world: tick(world, live=True))))
            elif draw < 0.97:
                sim.at(when, self.people.act)
            elif draw < 0.98:
                sim.at(when, self.recover)
            elif draw < 0.99:
                sim.at(when, lambda: _ignore(self.begin(lambda w: pause(w, reason="stop", scope=["all"]))))
            else:
                sim.at(when, self._order_takedown)
        sim.go(end)

    def _order_takedown(self) -> None:
        posts = [path for path in self.people.files if path.startswith("content/")]
        if posts:
            name = self.sim.rng.choice(sorted(posts)).rpartition("/")[2].removesuffix(".md")
            self.begin(lambda world: takedown(world, name, reason="wrong", channels=[]))

    def rest(self) -> None:
        """The quiet end: no faults, ticks go on, leases run out, a person decides what is unknown."""
        sim = self.sim
        sim.faults, sim.outage = Faults(), None
        for content in list(self.shelf.values()):
            self.begin(lambda world, content=content: recover(world, content))  # type: ignore[misc]
        for _ in range(5):
            sim.go(sim.now + timedelta(minutes=26))
            self.begin(lambda world: tick(world, live=True))
        sim.go(sim.now + timedelta(minutes=26))
        for record in self.book().records.values():
            if record.state is State.UNKNOWN:
                self._decide(record)
        for _ in range(3):
            sim.go(sim.now + timedelta(minutes=26))
            self.begin(lambda world: tick(world, live=True))
        sim.go(sim.now + timedelta(minutes=26))

    def _decide(self, record: Record) -> None:
        """A person looks at the network and says what is there."""
        last = record.last
        assert last
        part = last.part or 1
        found = [t for t in self.net.things if t.key == record.key and t.part == part and t.gone is None]
        kind = "live" if found and last.for_ == "publish" else "absent"
        where = found[0].id if kind == "live" else None
        decision = Decision(record.key, kind, last.nonce or "", id=where)  # type: ignore[arg-type]
        self.begin(lambda world: resolve(world, decision))

    def book(self) -> Book:
        git = self.repository(None)
        tip = git.fetch().state
        assert tip
        return read(git, tip, "acme")

    def watch(self, run: Run, thing: Thing) -> None:
        """Called at every effect: whether it was allowed to happen."""
        twins = thing.part != COMMENT and thing.text not in self.people.copied
        alike = [
            t
            for t in self.net.live(thing.account)
            if t is not thing and t.part == thing.part
            if t.key == thing.key or (twins and t.text == thing.text)
        ]
        if alike:
            self.wrong.append(f"two live copies: {thing.key} part {thing.part} ({thing.text})")
        before = [t for t in self.net.live(thing.account) if t.key == thing.key and t.part == thing.part - 1]
        if thing.part > 1 and not any(t.whole == thing.whole for t in before):
            self.wrong.append(f"part {thing.part} of {thing.key} without the part before it")
        if thing.part == COMMENT and not any(t.key == thing.key for t in self.net.things if t.part == 1):
            self.wrong.append(f"a comment without a post: {thing.key}")
        self._was_allowed(run, thing)

    def _was_allowed(self, run: Run, thing: Thing) -> None:
        """Against main and the orders as the run saw them last before the call."""
        seen = self.people.snapshots.get(run.looked.get("main") or "")
        if seen is None:
            return
        files, verdicts = seen
        _, _, rest = thing.key.partition("/")
        name, _, channel = rest.partition(".")
        path = next((p for p in files if p.rpartition("/")[2] == f"{name}.md"), None)
        if path is None:
            self.wrong.append(f"{thing.key} was sent while main did not hold it")
            return
        said = json.loads(files[path])
        texts = [*said["parts"], said.get("comment")]
        if thing.text not in texts:
            self.wrong.append(f"stale text of {thing.key}: {thing.text}")
        if not verdicts.get(path, True):
            self.wrong.append(f"unapproved text of {thing.key}: {thing.text}")
        if said.get("hold") or said.get("takedown"):
            self.wrong.append(f"{thing.key} was sent while held or taken down")
        if json.loads(files.get("freeze.yaml", b'{"scope": ["none"]}'))["scope"] != ["none"]:
            self.wrong.append(f"{thing.key} was sent in a freeze")
        new = thing.at == self.sim.now
        if new and self.sim.now + timedelta(seconds=62) < datetime.fromisoformat(said["at"]):
            self.wrong.append(f"{thing.key} was sent before its time")
        self._orders_allowed(run, thing, name, channel)

    def _orders_allowed(self, run: Run, thing: Thing, name: str, channel: str) -> None:
        tip = run.looked.get("state")
        if tip is None or tip not in self.remote.nodes:
            return
        for path in self.remote.nodes[tip].files:
            if "/control/" in path:
                said = json.loads(self.remote.contents[self.remote.nodes[tip].files[path].oid])
                if said["kind"] == "takedown" and said.get("post") == name:
                    self.wrong.append(f"{thing.key} was sent after an order to take it down")
                if said["kind"] == "pause":
                    self.wrong.append(f"{thing.key} was sent in a pause")

    def judge(self) -> None:
        """What must hold when all is quiet."""
        book = self.book()
        for key, record in book.records.items():
            if record.broken:
                self.wrong.append(f"{key} does not fold: {record.broken}")
            live = {t.id for t in self.net.things if t.key == key and t.part != COMMENT and t.gone is None}
            known = {step.remote.id for step in record.steps}
            if live != known and record.state not in (State.CONFLICT, State.UNKNOWN, State.DRIFTED):
                self.wrong.append(f"{key} is {record.state}: {sorted(live)} live, {sorted(known)} known")
            if record.state in (State.CLAIMED, State.PREPARED, State.SENDING):
                self.wrong.append(f"{key} is stuck in {record.state}")
            comments = [t for t in self.net.things if t.key == key and t.part == COMMENT]
            if len(comments) > 1:
                self.wrong.append(f"{key} has {len(comments)} first comments")
        self._nothing_lost(book)

    def _nothing_lost(self, book: Book) -> None:
        files, verdicts = self.people.files, self.people.verdicts
        settings = settings_of(files["smmops.yaml"])
        frozen = json.loads(files.get("freeze.yaml", b'{"scope": ["none"]}'))["scope"] != ["none"]
        for path, content in files.items():
            if not path.startswith("content/") or not verdicts.get(path, True):
                continue
            said = json.loads(content)
            due = datetime.fromisoformat(said["at"]) < self.sim.now - timedelta(minutes=60)
            if not due or said.get("hold") or frozen or not verdicts.get("smmops.yaml", True):
                continue
            name = path.rpartition("/")[2].removesuffix(".md")
            for channel in [c for c in said["channels"] if c in settings.channels]:
                names = (channel, *settings.channels[channel].was)
                records = [book.record(f"acme/{name}.{c}") for c in names]
                if not any(r.state in TELLS or r.steps for r in records):
                    states = [str(r.state) for r in records]
                    self.wrong.append(f"acme/{name}.{channel} is silently lost: {states}")


def _ignore(_: object) -> None:
    """Events want no result."""


def tell(seed: int) -> Told:
    """Plays one history whole."""
    history = History(seed)
    history.play()
    history.rest()
    history.judge()
    states = {str(e.state) for r in history.book().records.values() for e in r.entries}
    return Told(seed, history.wrong, history.sim.counts, states)
