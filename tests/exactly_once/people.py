"""What people do meanwhile: files of posts as small JSON, merged with approval or pushed without."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from smmops.model.freeze import Freeze
from smmops.model.people import Team
from smmops.model.ports import Tree
from smmops.model.post import Post, Variant
from smmops.model.settings import Settings
from smmops.model.workspace import Workspace
from smmops.plan.free import DUPLICATE
from smmops.store.memory import Edit, MemoryRemote
from tests.exactly_once.nets import KINDS
from tests.exactly_once.sim import Sim

TEAM = Team.model_validate(
    {
        "members": [
            {"id": "mina", "git_emails": ["mina@acme.example"], "roles": ["approver", "admin"]},
            {"id": "juno", "git_emails": ["juno@acme.example"], "roles": ["editor"]},
        ],
        "roles": {"approver": {"may_approve": ["**"]}, "admin": {"may_approve": ["**"]}},
    }
)
NETWORK = {
    "exact": "bluesky",
    "key": "mastodon",
    "container": "bluesky",
    "status": "bluesky",
    "lagging": "bluesky",
}


@lru_cache(maxsize=4096)
def settings_of(content: bytes) -> Settings:
    """smmops.yaml: {channel id: kind}, and what each was."""
    said = json.loads(content)
    channels = {
        name: {
            "id": name,
            "network": NETWORK[kind],
            "handle": f"account-{kind}",
            "goal": kind,
            "was": was,
            "timezone": "UTC",
            "language": "en",
        }
        for name, (kind, was) in said.items()
    }
    policy = {"min_gap": timedelta(), "per_day": 100, "not_after": timedelta(hours=12), "late": "ask"}
    return Settings.model_validate(
        {"version": 1, "id": "acme", "brand": "Acme", "timezone": "UTC", "language": "en"}
        | {"forge": {"kind": "local"}, "channels": channels, "policy": policy}
    )


@lru_cache(maxsize=4096)
def _said(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    return found


class Loader:
    """Workspaces without YAML: one a tree."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[str, str], ...], Workspace] = {}

    def __call__(self, tree: Tree, folder: str) -> Workspace:
        blobs = tree.blobs()
        key = tuple((path, blob.oid) for path, blob in blobs.items())
        if key not in self._known:
            self._known[key] = self._read(tree)
        return self._known[key]

    def _read(self, tree: Tree) -> Workspace:
        blobs = tree.blobs()
        settings = settings_of(tree.read("smmops.yaml"))
        policy = tuple((path, blobs[path].oid) for path in ("smmops.yaml", "team.yaml"))
        posts = {}
        for path in blobs:
            if path.startswith("content/"):
                name = path.rpartition("/")[2].removesuffix(".md")
                said = _said(tree.read(path))
                variants = tuple(
                    _variant(name, c, said, settings) for c in said["channels"] if c in settings.channels
                )
                posts[name] = Post.model_construct(
                    id=name,
                    path=path,
                    blob=blobs[path].oid,
                    title=name,
                    variants=variants,
                    blobs=tuple(sorted([(path, blobs[path].oid), *policy])),
                    allows={DUPLICATE: "wanted twice"} if said.get("allow") else {},
                )
        freeze = Freeze()
        if "freeze.yaml" in blobs:
            said = _said(tree.read("freeze.yaml"))
            freeze = Freeze(scope=tuple(said["scope"]), lift=tuple(said["lift"]))
        return Workspace.model_construct(settings=settings, team=TEAM, freeze=freeze, posts=posts)


def _variant(name: str, channel: str, said: Mapping[str, Any], settings: Settings) -> Variant:
    at = datetime.fromisoformat(said["at"])
    return Variant(
        post=name,
        channel=channel,
        network=settings.channels[channel].network,
        publish_at=at,
        not_after=at + settings.policy.not_after,
        late="ask",
        format="post",
        parts=tuple(said["parts"]),
        first_comment=said.get("comment"),
        language="en",
        hold=said.get("hold"),
        takedown=said.get("takedown"),
    )


@dataclass
class People:
    """A team at work on main. `approved` are the (path, bytes) that came with an approval, as they came last."""

    sim: Sim
    remote: MemoryRemote
    files: dict[str, bytes] = field(default_factory=dict)
    words: int = 0
    old: list[tuple[str, bytes]] = field(default_factory=list)
    verdicts: dict[str, bool] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """The first commit: settings, team, and one to three posts."""
        rng = self.sim.rng
        chosen = rng.sample(KINDS, rng.choice((1, 1, 2)))
        self.channels = {f"ch-{kind}": [kind, []] for kind in chosen}
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

    snapshots: dict[str, tuple[dict[str, bytes], dict[str, bool]]] = field(default_factory=dict)

    def text(self) -> list[str]:
        """Words that nobody wrote before, in one to three parts."""
        self.words += 1
        return [f"text {self.words} part {n}" for n in range(1, self.sim.rng.choice((1, 1, 1, 2, 3)) + 1)]

    def write(self) -> None:
        """A new post, due soon."""
        rng = self.sim.rng
        at = self.sim.now + timedelta(minutes=rng.choice((-5, 1, 10, 45, 120)))
        said: dict[str, Any] = {"at": at.isoformat(), "parts": self.text(), "channels": list(self.channels)}
        if rng.random() < 0.2:
            said["comment"] = f"comment {self.words}"
        self.land({f"content/p{self.words}.md": json.dumps(said).encode()}, approved=rng.random() < 0.9)

    def act(self) -> None:
        """One thing that a person does to main."""
        rng = self.sim.rng
        posts = sorted(path for path in self.files if path.startswith("content/"))
        if not posts:
            self.write()
            return
        path = rng.choice(posts)
        said = dict(json.loads(self.files[path]))
        self.sim.rng.choice(self.deeds)(self, path, said)

    def put(self, path: str, said: Mapping[str, Any]) -> None:
        """A post's file, mostly approved."""
        self.land({path: json.dumps(said).encode()}, approved=self.sim.rng.random() < 0.8)

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
        self.words += 1
        self.copied.update(said["parts"])
        self.put(f"content/c{self.words}.md", {**said, "allow": True})

    def move(self, path: str, said: dict[str, Any]) -> None:
        to = (
            path.replace("content/", "content/moved/")
            if "/moved/" not in path
            else path.replace("moved/", "")
        )
        self.land({path: None, to: self.files[path]}, approved=True)

    def delete(self, path: str, said: dict[str, Any]) -> None:
        self.land({path: None}, approved=True)

    def restore(self, path: str, said: dict[str, Any]) -> None:
        if self.old:
            where, content = self.sim.rng.choice(self.old)
            name = where.rpartition("/")[2]
            where = next(
                (p for p in self.files if p.rpartition("/")[2] == name), where
            )  # an id is there once
            if where.startswith("content/"):
                self.land({where: content}, approved=self.sim.rng.random() < 0.7)

    def freeze(self, path: str, said: dict[str, Any]) -> None:
        on = json.loads(self.files.get("freeze.yaml", b'{"scope": ["none"]}'))["scope"] != ["none"]
        scope = ["none"] if on else ["all"]
        self.land({"freeze.yaml": json.dumps({"scope": scope, "lift": []}).encode()}, approved=True)

    def rename_channel(self, path: str, said: dict[str, Any]) -> None:
        name = self.sim.rng.choice(sorted(self.channels))
        kind, was = self.channels.pop(name)
        self.words += 1
        new = f"ch-{kind}-{self.words}"
        self.channels[new] = [kind, [*was, name]]
        changes: dict[str, bytes | None] = {"smmops.yaml": json.dumps(self.channels).encode()}
        for post in [p for p in self.files if p.startswith("content/")]:
            content = json.loads(self.files[post])
            content["channels"] = [new if c == name else c for c in content["channels"]]
            changes[post] = json.dumps(content).encode()
        # the rename is approved only where everything that it touches was
        approved = all(self.verdicts.get(post, True) for post in changes)
        self.land(changes, approved=approved)

    deeds: tuple[Callable[..., None], ...] = (
        reword, reword, move_time, move_time, hold, take_down, rename, copy, move, delete, restore, freeze, rename_channel
    )  # fmt: skip
