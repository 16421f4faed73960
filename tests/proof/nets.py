"""Networks of the five kinds that publishing.md knows, as adapters over one truth that counts copies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from smmops.model.entry import Identity
from smmops.model.outcome import (
    Absent,
    Finding,
    Found,
    Outcome,
    OutcomeUnknown,
    Prepared,
    Published,
    RateLimited,
    Refusal,
    Rejected,
    Remote,
    Removal,
    Removed,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from smmops.model.ports import Parcel
from smmops.model.settings import Channel
from tests.proof.sim import Faults, Run, Sim

COMMENT = 0


@dataclass
class Thing:
    """One object that people can see. `part` 0 is a first comment."""

    id: str
    kind: str
    key: str
    part: int
    account: str
    text: str
    whole: tuple[str, ...]
    at: datetime
    record_key: str
    gone: datetime | None = None


@dataclass
class Net:
    """What is on every network, and what may come yet."""

    sim: Sim
    watch: Callable[[Run, Thing], None]
    things: list[Thing] = field(default_factory=list)
    honoured: dict[tuple[str, str, int, int], tuple[Thing, datetime]] = field(default_factory=dict)
    containers: dict[str, dict[str, object]] = field(default_factory=dict)

    def live(self, account: str) -> list[Thing]:
        """What stands on an account."""
        return [t for t in self.things if t.account == account and t.gone is None]

    def make(self, run: Run, parcel: Parcel, part: int, account: str, record_key: str) -> Thing:
        """Something new that people can see."""
        text = parcel.payload.first_comment or "" if part == COMMENT else parcel.payload.parts[part - 1]
        kind = parcel.channel.goal or ""
        name = f"at:{record_key}" if kind == "exact" else f"id{len(self.things)}"
        thing = Thing(
            name, kind, parcel.key, part, account, text, parcel.payload.parts, self.sim.now, record_key
        )
        self.things.append(thing)
        self.watch(run, thing)
        return thing


class Adapter:
    """One account of one kind; the kind stands in the channel's `goal`."""

    honoured_seconds: int | None = None
    consistency = "lagging"

    def __init__(self, net: Net, run: Run, channel: Channel) -> None:
        self.net, self.run, self.channel = net, run, channel
        self.sim = net.sim
        self.kind = channel.goal or ""
        self.name = channel.account or channel.handle

    def account(self) -> str | Refusal:
        self.sim.step(self.run)
        return Unavailable(reason="offline") if self.sim.happens("unreadable") else self.name

    def now(self) -> datetime | None:
        return self.sim.now

    def identify(self, parcel: Parcel) -> Identity | Refusal:
        keys = parcel.identity.record_keys
        more = tuple(f"{parcel.key}#{part}" for part in range(len(keys) + 1, parcel.payload.length + 1))
        return Identity(record_keys=keys + more, created_at=self.sim.now)

    def prepare(self, parcel: Parcel, part: int, *, media: object) -> Prepared | Refusal:
        self.sim.step(self.run)
        if self.kind != "container":
            return Prepared()
        known = self.net.containers.get(parcel.handle or "")
        if known and known["part"] == part and known["texts"] == parcel.payload.parts and not known["used"]:
            return Prepared(handle=parcel.handle)
        name = f"box{len(self.net.containers)}"
        texts = parcel.payload.parts
        self.net.containers[name] = {"part": part, "texts": texts, "used": None, "at": self.sim.now}
        return Prepared(handle=name)

    def publish(self, parcel: Parcel, part: int, *, ready: Prepared, live: Sequence[Remote]) -> Outcome:
        outcome = self._call(lambda: self._effect(parcel, part, ready))
        if isinstance(outcome, Published):
            self.run.given.append(outcome.remote.id)
        return outcome

    def comment(self, parcel: Parcel, *, live: Sequence[Remote]) -> Outcome:
        def effect() -> Outcome:
            thing = self.net.make(self.run, parcel, COMMENT, self.name, f"{parcel.key}#comment")
            return Published(remote=_remote(thing))

        return self._call(effect)

    def _call(self, effect: Callable[[], Outcome]) -> Outcome:
        """The one mutating request: what may go wrong before the effect, with it and after it."""
        season = self.sim.season
        if self.sim.rng.random() < season.sleeps and self.sim.faults != Faults():
            self.sim.count("slept before a call")
            self.sim.give_way(self.run, self.sim.rng.uniform(*season.sleep_s))
        self.sim.step(self.run)
        if self.sim.happens("refused"):
            return Rejected(reason="not this")
        if self.sim.happens("transient"):
            kinds: tuple[Refusal, ...] = (
                Unauthorized(reason="expired"),
                RateLimited(until=self.sim.now + timedelta(minutes=5)),
                Unavailable(reason="connect"),
            )
            return self.sim.rng.choice(kinds)
        if self.sim.happens("call_lost_before"):
            self.sim.give_way(self.run, self.sim.rng.uniform(0, 30))
            return OutcomeUnknown(reason="reset")
        if self.sim.happens("call_late"):
            late, looked = timedelta(seconds=self.sim.rng.uniform(0, 50)), self.run.looked
            self.sim.at(self.sim.now + late, lambda: self._late(effect, looked))
            self.sim.give_way(self.run, self.sim.rng.uniform(0, 30))
            return OutcomeUnknown(reason="timed out")
        outcome = effect()
        lost = self.sim.happens("call_lost_after")
        self.sim.step(self.run)
        return OutcomeUnknown(reason="reset after") if lost else outcome

    def _late(self, effect: Callable[[], Outcome], looked: dict[str, str | None]) -> None:
        """The effect of bytes that left a while ago: what counts is what the run had seen then."""
        self.run.looked, now = looked, self.run.looked
        effect()
        self.run.looked = now

    def _effect(self, parcel: Parcel, part: int, ready: Prepared) -> Outcome:
        match self.kind:
            case "exact":
                return self._put(parcel, part)
            case "key":
                slot = (self.name, parcel.key, part, parcel.epoch)
                known = self.net.honoured.get(slot)
                if known and self.sim.now - known[1] < timedelta(hours=1):
                    return Published(remote=_remote(known[0]))
                thing = self.net.make(self.run, parcel, part, self.name, "")
                self.net.honoured[slot] = (thing, self.sim.now)
                return Published(remote=_remote(thing))
            case "container":
                box = self.net.containers[ready.handle or ""]
                if box["used"]:
                    return OutcomeUnknown(reason="this container was published")
                thing = self.net.make(self.run, parcel, part, self.name, "")
                box["used"] = thing
                return Published(remote=_remote(thing))
            case _:
                return Published(remote=_remote(self.net.make(self.run, parcel, part, self.name, "")))

    def _put(self, parcel: Parcel, part: int) -> Outcome:
        record_key = parcel.identity.record_keys[part - 1]
        for thing in self.net.live(self.name):
            if thing.record_key == record_key:
                same = thing.text == parcel.payload.parts[part - 1]
                return Published(remote=_remote(thing)) if same else OutcomeUnknown(reason="InvalidSwap")
        return Published(remote=_remote(self.net.make(self.run, parcel, part, self.name, record_key)))

    def find(self, parcel: Parcel, part: int, *, live: Sequence[Remote], owned: frozenset[str]) -> Finding:
        self.sim.step(self.run)
        if self.sim.happens("unreadable"):
            return Unreadable(reason="502")
        text = parcel.payload.parts[part - 1]
        if self.kind == "exact":
            record_key = parcel.identity.record_keys[part - 1]
            stands = [t for t in self.net.live(self.name) if t.record_key == record_key]
            if stands:
                return Found(remotes=(_remote(stands[0]),), current=stands[0].text == text)
            return Absent(proof="no record", certain=True)
        if self.kind == "container" and parcel.handle in self.net.containers:
            box = self.net.containers[parcel.handle]
            if isinstance(box["used"], Thing):
                return Found(remotes=(_remote(box["used"]),))
            return Absent(proof="FINISHED", certain=True)
        found = [t for t in self._listed() if t.text == text and t.id not in owned and t.at >= parcel.since]
        if found:
            return Found(remotes=tuple(_remote(t) for t in found))
        return Absent(proof="list", certain=self.kind == "key")

    def _listed(self) -> list[Thing]:
        """Own posts as the network lists them: at once, or only after its index caught up."""
        behind = 0.0 if self.kind == "key" else self.sim.season.lag_s
        lag = timedelta(seconds=self.sim.rng.uniform(0, behind))
        return [t for t in self.net.live(self.name) if t.part != COMMENT and t.at <= self.sim.now - lag]

    def check(self, parcel: Parcel, remote: Remote, part: int) -> Finding:
        self.sim.step(self.run)
        if self.sim.happens("unreadable"):
            return Unreadable(reason="502")
        thing = next((t for t in self.net.things if t.id == remote.id and t.gone is None), None)
        if thing is None:
            return Absent(proof="404", certain=True)
        return Found(remotes=(remote,), current=parcel.payload.parts[part - 1 : part] == (thing.text,))

    def remove(self, parcel: Parcel, remote: Remote) -> Removal:
        def effect() -> Removal:
            for thing in self.net.things:
                if thing.id == remote.id and thing.gone is None:
                    thing.gone = self.sim.now
            return Removed()

        return self._call(effect)  # type: ignore[arg-type, return-value]


class Editable(Adapter):
    """The kind with keys also edits, as Mastodon does."""

    consistency = "strong"

    def edit(self, parcel: Parcel, part: int, *, ready: Prepared, remote: Remote) -> Outcome:
        def effect() -> Outcome:
            for thing in self.net.things:
                if thing.id == remote.id and thing.gone is None:
                    thing.text, thing.whole = parcel.payload.parts[part - 1], parcel.payload.parts
                    self.net.watch(self.run, thing)
            return Published(remote=remote)

        return self._call(effect)


def _remote(thing: Thing) -> Remote:
    return Remote(id=thing.id, at=thing.at)
