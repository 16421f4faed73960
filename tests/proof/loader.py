"""Workspaces whose files are small JSON: what a proof needs of a post, and nothing to parse."""

import json
from collections.abc import Mapping
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
        not_after=at + timedelta(minutes=said.get("minutes", 720)),
        late=said.get("late", "ask"),
        format="post",
        parts=tuple(said["parts"]),
        first_comment=said.get("comment"),
        language="en",
        hold=said.get("hold"),
        takedown=said.get("takedown"),
    )
