"""What must hold at every effect, and when all is quiet."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from smmops.ledger.book import Book, Record
from smmops.model.state import State
from smmops.store.memory import MemoryRemote
from tests.proof.loader import settings_of
from tests.proof.nets import COMMENT, Net, Thing
from tests.proof.people import NO_FREEZE, People
from tests.proof.sim import Run, Sim

TELLS = {
    State.PUBLISHED, State.VERIFIED, State.DRIFTED, State.EDITED, State.REMOVED, State.REMOVAL_NEEDED,
    State.HELD, State.MISSED, State.REJECTED, State.CONFLICT, State.CANCELLED, State.UNKNOWN,
}  # fmt: skip
"""States in which a post is out, or a person has been told why it is not."""

CLOCKS = timedelta(seconds=62)
"""Two clocks are at most a minute apart, and a look takes its time."""


@dataclass
class Judge:
    """`wrong` collects what did not hold. `book` reads the ledger as it stands."""

    sim: Sim
    remote: MemoryRemote
    people: People
    book: Callable[[], Book]
    wrong: list[str] = field(default_factory=list)

    def watch(self, run: Run, net: Net, thing: Thing) -> None:
        """Called at every effect: whether it was allowed to happen."""
        mine = [t for t in net.things if t is not thing and t.account == thing.account and _same(t, thing)]
        if any(t.gone is None for t in mine):
            self.wrong.append(f"two live copies: {thing.key} part {thing.part} ({thing.text})")
        elif mine and thing.part != COMMENT and self.book().record(thing.key).gone:
            self.wrong.append(f"{thing.key} came back after it was removed")
        new = thing.at == self.sim.now and not any(t.key == thing.key for t in mine)
        if new and thing.part == 1 and thing.text not in self.people.copied:
            self.wrong += _twins(net, thing)
        before = [t for t in net.live(thing.account) if t.key == thing.key and t.part == thing.part - 1]
        if thing.part > 1 and not any(t.whole == thing.whole for t in before):
            self.wrong.append(f"part {thing.part} of {thing.key} without the part before it")
        if thing.part == COMMENT and not any(t.key == thing.key for t in net.things if t.part == 1):
            self.wrong.append(f"a comment without a post: {thing.key}")
        self._was_allowed(run, thing)

    def _was_allowed(self, run: Run, thing: Thing) -> None:
        """Against main and the orders as the run saw them last before the call."""
        main = run.looked.get("main") or ""
        if main not in self.people.snapshots:
            return
        files, verdicts = self.people.snapshots[main]
        name = _post(thing)
        path = next((p for p in files if p.rpartition("/")[2] == f"{name}.md"), None)
        if path is None:
            self.wrong.append(f"{thing.key} was sent while main did not hold it")
            return
        said = json.loads(files[path])
        if thing.text not in [*said["parts"], said.get("comment")]:
            self.wrong.append(f"stale text of {thing.key}: {thing.text}")
        if not verdicts.get(path, True):
            self.wrong.append(f"unapproved text of {thing.key}: {thing.text}")
        if said.get("hold") or said.get("takedown"):
            self.wrong.append(f"{thing.key} was sent while held or taken down")
        if json.loads(files.get("freeze.yaml", NO_FREEZE))["scope"] != ["none"]:
            self.wrong.append(f"{thing.key} was sent in a freeze")
        if thing.at == self.sim.now and self.sim.now + CLOCKS < datetime.fromisoformat(said["at"]):
            self.wrong.append(f"{thing.key} was sent before its time")
        self._was_ordered(run, thing, main)

    def _was_ordered(self, run: Run, thing: Thing, main: str) -> None:
        """Orders on the state branch as the run saw it, less those that main's freeze.yaml lifted."""
        tip = run.looked.get("state")
        if tip is None or tip not in self.remote.nodes:
            return
        lifted = self._lifted(main)
        for path, blob in self.remote.nodes[tip].files.items():
            if "/control/" not in path:
                continue
            said = json.loads(self.remote.contents[blob.oid])
            if said["kind"] == "takedown" and said.get("post") == _post(thing):
                self.wrong.append(f"{thing.key} was sent after an order to take it down")
            if said["kind"] == "pause" and said["id"] not in lifted:
                self.wrong.append(f"{thing.key} was sent in a pause")

    def _lifted(self, main: str) -> set[str]:
        """What any freeze.yaml lifted up to a commit of main; snapshots are in the order they came."""
        lifted: set[str] = set()
        for tip, (files, _) in self.people.snapshots.items():
            lifted.update(json.loads(files.get("freeze.yaml", NO_FREEZE))["lift"])
            if tip == main:
                break
        return lifted

    def judge(self, net: Net) -> None:
        """What must hold when all is quiet."""
        book = self.book()
        for key, record in book.records.items():
            self.wrong += _of_key(net, key, record)
        owners = Counter(step.remote.id for record in book.records.values() for step in record.steps)
        self.wrong += [f"{name} belongs to {count} keys" for name, count in owners.items() if count > 1]
        self._nothing_lost(book)

    def _nothing_lost(self, book: Book) -> None:
        files, verdicts = self.people.files, self.people.verdicts
        settings = settings_of(files["smmops.yaml"])
        frozen = json.loads(files.get("freeze.yaml", NO_FREEZE))["scope"] != ["none"]
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


def _of_key(net: Net, key: str, record: Record) -> Iterator[str]:
    """One key against the networks."""
    if record.broken:
        yield f"{key} does not fold: {record.broken}"
    live = {t.id for t in net.things if t.key == key and t.part != COMMENT and t.gone is None}
    known = {step.remote.id for step in record.steps}
    if live != known and record.state not in (State.CONFLICT, State.UNKNOWN, State.DRIFTED):
        yield f"{key} is {record.state}: {sorted(live)} live, {sorted(known)} known"
    if record.state in (State.CLAIMED, State.PREPARED, State.SENDING):
        yield f"{key} is stuck in {record.state}"
    comments = sum(t.key == key and t.part == COMMENT for t in net.things)
    if comments > 1:
        yield f"{key} has {comments} first comments"


def _twins(net: Net, thing: Thing) -> Iterator[str]:
    """The same words under another key, on the account, that nobody allowed."""
    for other in net.live(thing.account):
        if other is not thing and other.part == 1 and other.text == thing.text and other.key != thing.key:
            yield f"two live copies: {thing.key} repeats {other.key} ({thing.text})"


def _same(one: Thing, other: Thing) -> bool:
    """The same part of the same post, whatever its channel was called."""
    return one.part == other.part and _post(one) == _post(other)


def _post(thing: Thing) -> str:
    return thing.key.partition("/")[2].partition(".")[0]
