"""Somebody with push rights or the account's password, who publishes without asking anybody."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from smmops.approvals.judge import Record as History
from smmops.compose.payload import compose, digest
from smmops.ledger.codec import encode, sha256
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Run, Step
from smmops.model.outcome import Remote
from smmops.model.state import State
from smmops.store.git import GitRepository, Refs
from smmops.store.load import load
from tests.audit.shop import Shop
from tests.cli.team import PASSWORD

__all__ = ["History", "post_as_owner", "receipts"]


SENT = (State.CLAIMED, State.SENDING, State.PUBLISHED)


def receipts(
    shop: Shop,
    top: Path,
    name: str,
    *,
    main: str,
    at: datetime | None = None,
    states: Sequence[State] = SENT,
) -> None:
    """Claim, mark and receipt of a post on Bluesky as a forger would write them, every hash and number right.

    What stands there already stays as it is.
    """
    git = GitRepository(shop.clone, Refs("haneul"))
    tree = git.tree(main)
    workspace = load(tree)
    post = workspace.posts[name]
    variant = next(v for v in post.variants if v.channel == "bluesky-haneul")
    assert workspace.settings is not None
    payload = compose(post, variant, settings=workspace.settings, digest_of=lambda f: tree.sha256(f.path))
    now = at or datetime.now(UTC)
    remote = Remote(
        id=f"at://did:plc:haneul/app.bsky.feed.post/{name}", url=f"https://bsky.app/{name}", at=now
    )
    key, prev = f"haneul/{name}.bluesky-haneul", None
    for number, state in enumerate(states, start=1):
        entry = Entry(
            key=key,
            state=state,
            number=number,
            at=now,
            actor="juno@acme.example",
            run=Run(id="r1", tool=_tool()),
            nonce="00000000-0000-4000-8000-000000000001",
            main=main,
            blobs=post.blobs,
            publish_at=variant.publish_at,
            due_at=variant.publish_at,
            late_s=0,
            payload_sha256=digest(payload),
            account="did:plc:haneul",
            lease_until=now + timedelta(minutes=20) if state is State.CLAIMED else None,
            approval=_approval(git, main, workspace, post, variant) if state is State.CLAIMED else None,
            steps=(Step(part=1, remote=remote),) if state is State.PUBLISHED else (),
            remote=remote if state is State.PUBLISHED else None,
            prev=prev,
        )
        content = encode(entry)
        prev = sha256(content)
        path = top / entry_path(key, number, state)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(content)
    git.close()


def _tool() -> str:
    from smmops import __version__

    return f"smmops {__version__}"


def _approval(git: GitRepository, main: str, workspace: Any, post: Any, variant: Any) -> dict[str, Any]:
    """What the history gives where it approves; else a claim that Mina approved every file."""
    from smmops.approvals.judge import judge
    from smmops.forge.local import LocalForge
    from smmops.model.verdict import Approved

    history = History(
        touches=lambda path: git.touches(main, (path,)),
        at=lambda commit: load(git.tree(commit)),
        blob=lambda commit, path: git.blobs_at([(commit, path)])[commit, path],
        older=git.is_ancestor,
        forge=LocalForge(),
    )
    verdict = judge(post, variant, workspace=workspace, record=history)
    if isinstance(verdict, Approved):
        return dict(verdict.evidence)
    files = [
        {"path": path, "blob": blob, "approvers": [{"id": "mina", "roles": ["editor"]}]}
        for path, blob in post.blobs
    ]
    return {"approval": "reviewed", "level": "merged", "files": files}


def post_as_owner(shop: Shop) -> None:
    """A post on Bluesky by whoever has the password."""
    base = shop.sandbox.url
    with httpx.Client(base_url=base) as client:
        login = {"identifier": "haneul.example", "password": PASSWORD}
        session = client.post("/xrpc/com.atproto.server.createSession", json=login).json()
        record = {
            "$type": "app.bsky.feed.post",
            "text": "hacked",
            "createdAt": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}.000Z",
        }
        body = {"repo": session["did"], "collection": "app.bsky.feed.post", "record": record}
        headers = {"Authorization": f"Bearer {session['accessJwt']}"}
        made = client.post("/xrpc/com.atproto.repo.createRecord", json=body, headers=headers)
        assert made.status_code == 200, made.text
