"""What people do meanwhile: posts merged with approval or pushed without, as a season inclines them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from smmops.store.memory_remote import Edit, MemoryRemote
from tests.proof.sim import Sim

NO_FREEZE = b'{"scope": ["none"], "lift": []}'


@dataclass
class People:
    """A team at work on main.

    `files` is main as it stands, `verdicts` whether each file's bytes came with an approval, `snapshots` both of
    them by commit, `copied` the words that somebody allowed twice, `old` what files were once.
    `unsettled` says that somebody wants to decide an `unknown` now: the history does it, it needs the network.
    """

    sim: Sim
    remote: MemoryRemote
    files: dict[str, bytes] = field(default_factory=dict)
    verdicts: dict[str, bool] = field(default_factory=dict)
    snapshots: dict[str, tuple[dict[str, bytes], dict[str, bool]]] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    old: list[tuple[str, bytes]] = field(default_factory=list)
    words: int = 0
    unsettled: bool = False

    def begin(self) -> None:
        """The first commit: settings and team, then one to three posts, on the season's kinds of network."""
        rng, season = self.sim.rng, self.sim.season
        chosen = rng.sample(season.kinds, min(len(season.kinds), rng.choice((1, 1, 2))))
        self.channels: dict[str, tuple[str, list[str]]] = {f"ch-{kind}": (kind, []) for kind in chosen}
        self.files = {"smmops.yaml": json.dumps(self.channels).encode(), "team.yaml": b"{}"}
        self.remote.commit(Edit(dict(self.files), author="mina@acme.example"))
        for _ in range(rng.choice((1, 1, 2, 3))):
            self.write()

    def land(self, changes: Mapping[str, bytes | None], *, approved: bool) -> None:
        """Brings changes to main: merged with Mina's approval, or pushed by Juno alone."""
        if approved:
            merger = Edit({}, author="mina@acme.example", message="Merge it\n\nApproved-by: mina")
            tip = self.remote.merge([Edit(dict(changes), author="juno@acme.example")], merger=merger)
        else:
            tip = self.remote.commit(Edit(dict(changes), author="juno@acme.example"))
        for path, content in changes.items():
            said = json.loads(content) if content and path.startswith("content/") else {}
            if said.get("allow"):
                self.copied.update(said["parts"])
            if self.files.get(path) == content:
                continue  # nothing changed: what was approved stays so
            if path in self.files:
                self.old.append((path, self.files[path]))
            if content is None:
                self.files.pop(path, None)
            else:
                self.files[path] = content
                self.verdicts[path] = approved
        self.sim.count("approved change" if approved else "unapproved change")
        self.snapshots[tip] = (dict(self.files), dict(self.verdicts))

    def text(self) -> list[str]:
        """Words that nobody wrote before, in as many parts as the season likes."""
        self.words += 1
        return [
            f"text {self.words} part {n}" for n in range(1, self.sim.rng.choice(self.sim.season.parts) + 1)
        ]

    def write(self) -> None:
        """A new post, due soon."""
        rng = self.sim.rng
        at = self.sim.now + timedelta(minutes=rng.choice((-5, 1, 10, 45, 120)))
        said: dict[str, Any] = {"at": at.isoformat(), "parts": self.text(), "channels": list(self.channels)}
        if rng.random() < 0.2:
            said["comment"] = f"comment {self.words}"
        if rng.random() < 0.15:  # it is of no use an hour later
            said |= {"minutes": rng.choice((20, 60)), "late": rng.choice(("ask", "skip"))}
        self.land({f"content/p{self.words}.md": json.dumps(said).encode()}, approved=rng.random() < 0.9)

    def act(self) -> None:
        """One thing that a person does."""
        posts = sorted(path for path in self.files if path.startswith("content/"))
        deed = self.sim.rng.choice(self.sim.season.deeds)
        if deed == "settle":
            self.unsettled = True
        elif deed == "write" or not posts:
            self.write()
        else:
            path = self.sim.rng.choice(posts)
            getattr(self, deed)(path, dict(json.loads(self.files[path])))

    def put(self, path: str, said: Mapping[str, Any]) -> None:
        """A post's file, approved as often as the season has it."""
        approved = self.sim.rng.random() < self.sim.season.approved
        self.land({path: json.dumps(said).encode()}, approved=approved)

    def reword(self, path: str, said: dict[str, Any]) -> None:
        self.put(path, {**said, "parts": self.text()})

    def move_time(self, path: str, said: dict[str, Any]) -> None:
        at = self.sim.now + timedelta(minutes=self.sim.rng.choice((-10, 2, 30, 90)))
        self.put(path, {**said, "at": at.isoformat()})

    def hold(self, path: str, said: dict[str, Any]) -> None:
        self.put(path, {**said, "hold": None if said.get("hold") else "wait"})

    def take_down(self, path: str, said: dict[str, Any]) -> None:
        self.put(path, {**said, "takedown": "wrong"})

    def rename(self, path: str, said: dict[str, Any]) -> None:
        self.words += 1
        self.land({path: None, f"content/r{self.words}.md": self.files[path]}, approved=True)

    def copy(self, path: str, said: dict[str, Any]) -> None:
        """The same words again, and the file says that they are meant."""
        self.words += 1
        self.put(f"content/c{self.words}.md", {**said, "allow": True})

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
        self.land(both, approved=self.verdicts.get(path, True))

    def move(self, path: str, said: dict[str, Any]) -> None:
        inside = "/moved/" in path
        to = path.replace("moved/", "") if inside else path.replace("content/", "content/moved/")
        self.land({path: None, to: self.files[path]}, approved=True)

    def delete(self, path: str, said: dict[str, Any]) -> None:
        self.land({path: None}, approved=True)

    def restore(self, path: str, said: dict[str, Any]) -> None:
        """What a file once was, where that file lies today: an id is there once."""
        if self.old:
            where, content = self.sim.rng.choice(self.old)
            name = where.rpartition("/")[2]
            where = next((p for p in self.files if p.rpartition("/")[2] == name), where)
            if where.startswith("content/"):
                self.land({where: content}, approved=self.sim.rng.random() < 0.7)

    def freeze(self, path: str, said: dict[str, Any]) -> None:
        on = json.loads(self.files.get("freeze.yaml", NO_FREEZE))["scope"] != ["none"]
        scope = ["none"] if on else ["all"]
        self.land({"freeze.yaml": json.dumps({"scope": scope, "lift": []}).encode()}, approved=True)

    def resume(self, path: str, said: dict[str, Any]) -> None:
        """Lifts every order of `pause` that stands, and any freeze."""
        tip = self.remote.refs.get("refs/heads/smmops-state")
        files = self.remote.nodes[tip].files if tip else {}
        orders = [p.rpartition("/")[2].removesuffix(".json") for p in files if p.endswith("-pause.json")]
        freeze = {"scope": ["none"], "lift": sorted(orders)}
        self.land({"freeze.yaml": json.dumps(freeze).encode()}, approved=True)

    def rename_channel(self, path: str, said: dict[str, Any]) -> None:
        name = self.sim.rng.choice(sorted(self.channels))
        kind, was = self.channels.pop(name)
        self.words += 1
        new = f"ch-{kind}-{self.words}"
        self.channels[new] = (kind, [*was, name])
        changes: dict[str, bytes | None] = {"smmops.yaml": json.dumps(self.channels).encode()}
        for post in [p for p in self.files if p.startswith("content/")]:
            content = json.loads(self.files[post])
            content["channels"] = [new if c == name else c for c in content["channels"]]
            changes[post] = json.dumps(content).encode()
        # the rename is approved only where everything that it touches was
        self.land(changes, approved=all(self.verdicts.get(post, True) for post in changes))
