"""People who act as a season inclines them to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from smmops.store.memory_remote import Edit
from tests.exactly_once.people import People
from tests.proof.seasons import SeasonSim


@dataclass
class SeasonPeople(People):
    """A team at work on main in one season; `sim` is the season's."""

    sim: SeasonSim
    unsettled: bool = False
    """Whether somebody wants to decide an `unknown` now: the history does it, it needs the network."""

    def begin(self) -> None:
        """The first commit, on the season's kinds of network."""
        rng, season = self.sim.rng, self.sim.season
        chosen = rng.sample(season.kinds, min(len(season.kinds), rng.choice((1, 1, 2))))
        self.channels = {f"ch-{kind}": [kind, []] for kind in chosen}
        self.files = {"smmops.yaml": json.dumps(self.channels).encode(), "team.yaml": b"{}"}
        self.remote.commit(Edit(dict(self.files), author="mina@acme.example"))
        for _ in range(rng.choice((1, 1, 2, 3))):
            self.write()

    def land(self, changes: Mapping[str, bytes | None], *, approved: bool) -> None:
        """Brings changes to main; words that any file allows twice may stand twice."""
        for path, content in changes.items():
            said = json.loads(content) if content and path.startswith("content/") else {}
            if said.get("allow"):
                self.copied.update(said["parts"])
        super().land(changes, approved=approved)

    def text(self) -> list[str]:
        """Words that nobody wrote before, in as many parts as the season likes."""
        self.words += 1
        parts = self.sim.rng.choice(self.sim.season.parts)
        return [f"text {self.words} part {n}" for n in range(1, parts + 1)]

    def act(self) -> None:
        """One thing that a person does."""
        posts = sorted(path for path in self.files if path.startswith("content/"))
        deed = self.sim.rng.choice(self.sim.season.deeds)
        if deed == "settle":
            self.unsettled = True
            return
        if deed == "write" or not posts:
            self.write()
            return
        path = self.sim.rng.choice(posts)
        getattr(self, deed)(path, dict(json.loads(self.files[path])))

    def put(self, path: str, said: Mapping[str, Any]) -> None:
        """A post's file, approved as often as the season has it."""
        approved = self.sim.rng.random() < self.sim.season.approved
        self.land({path: json.dumps(said).encode()}, approved=approved)

    def double(self, path: str, said: dict[str, Any]) -> None:
        """The same words under another name, without a word that this is meant; mostly due together."""
        self.words += 1
        at = said["at"]
        if self.sim.rng.random() < 0.5:
            at = (self.sim.now + timedelta(minutes=3)).isoformat()
        again = {**said, "at": at, "allow": False, "hold": None, "takedown": None}
        both = {f"content/d{self.words}.md": json.dumps(again).encode()}
        if self.sim.rng.random() < 0.5:  # and the first of them is due again
            both[path] = json.dumps({**said, "at": at}).encode()
        self.land(both, approved=all(self.verdicts.get(p, True) for p in (path,)))

    def resume(self, path: str, said: dict[str, Any]) -> None:
        """Lifts every order of `pause` that stands, and any freeze."""
        tip = self.remote.refs.get("refs/heads/smmops-state")
        files = self.remote.nodes[tip].files if tip else {}
        orders = [p.rpartition("/")[2].removesuffix(".json") for p in files if p.endswith("-pause.json")]
        freeze = {"scope": ["none"], "lift": sorted(orders)}
        self.land({"freeze.yaml": json.dumps(freeze).encode()}, approved=True)
