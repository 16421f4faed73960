"""Freezes what this smmops writes: `python -m tests.frozen.make v2`, once for a version of the formats.

It refuses a folder that is there. tests/frozen/README.md says when a new one is made.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smmops.ledger.codec import encode
from smmops.model.entry import Comment, Entry, Identity, Run, Step
from smmops.model.outcome import Remote
from smmops.model.state import State
from smmops.sandbox.serve import serve
from tests.cli.team import PASSWORD, TOKEN, Team
from tests.frozen.haneul import FILES, POSTS, SETTINGS, late, png, post

HERE = Path(__file__).parent
REFS = ("main", "draft", "smmops-state", "smmops-seal", "smmops-metrics")


class Shop(Team):
    """The team of the bookshop, on a main that has every kind of file."""

    def begin(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.run_git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git", cwd=self.folder)
        self.run_git("clone", "--quiet", "origin.git", "clone", cwd=self.folder)
        today = datetime.now(UTC)
        settings = SETTINGS.format(server=self.sandbox.url, since=(today - timedelta(days=30)).date())
        self.commit({"smmops.yaml": settings, **FILES}, "begin")
        self.done("ledger", "init", "--live")

    def commit(self, files: Mapping[str, str | None], subject: str = "content: a change") -> None:
        """A change of Mina's that Juno approved and merged."""
        self.run_git("checkout", "--quiet", "-B", "change")
        for name, text in files.items():
            path = self.clone / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text or "", encoding="utf-8")
        self.run_git("add", "--all")
        self.run_git("commit", "--quiet", "-m", subject)
        self.run_git("push", "--quiet", "origin", "HEAD:main") if "begin" in subject else None
        self.run_git("checkout", "--quiet", "-B", "main")
        if "begin" not in subject:
            self.run_git("reset", "--quiet", "--hard", "origin/main")
            said = f"Merge {subject}\n\nApproved-by: juno"
            self.run_git("merge", "--quiet", "--no-ff", "-m", said, "change")
            self.run_git("push", "--quiet", "origin", "main")
        self.run_git("fetch", "--quiet", "origin")

    def done(self, *words: str) -> str:
        ran = self.smmops(*words)
        assert ran.code == 0, ran.out + ran.err
        print("$ smmops", *words)
        print(ran.out, end="")
        return ran.out


def main(version: str) -> None:
    """Plays the first days and keeps what they left."""
    folder = HERE / version
    folder.mkdir()
    os.environ.update(
        GIT_AUTHOR_NAME="Mina Park",
        GIT_AUTHOR_EMAIL="mina@acme.example",
        GIT_COMMITTER_NAME="Mina Park",
        GIT_COMMITTER_EMAIL="mina@acme.example",
        GIT_CONFIG_GLOBAL=os.devnull,
    )
    seed = {"bluesky": {"haneul.example": PASSWORD}, "mastodon": {"haneul": TOKEN}}
    with tempfile.TemporaryDirectory() as home, serve(seed=seed) as sandbox:
        shop = Shop(Path(home) / "shop", sandbox)
        shop.begin()
        lived(shop)
        kept(shop, folder)
    (HERE / f"{version}.sha256").write_text(digest(folder) + "\n", encoding="utf-8")


def lived(shop: Shop) -> None:
    """Posts go out, one is edited, one removed, one is late, one waits for a person; a pause comes and goes."""
    now = datetime.now(UTC) - timedelta(minutes=2)
    for name in POSTS:
        if name == "shelf-tour":
            (shop.clone / "content/media").mkdir()
            (shop.clone / "content/media/shelf.png").write_bytes(png())
        shop.commit({f"content/{now:%Y/%m}/{name}.md": post(name, now)}, f"content: {name}")
    shop.commit({f"content/{now:%Y/%m}/too-late.md": late(now)}, "content: late")
    shop.done("publish", "--live")
    shop.done("snapshot", "--live")
    shop.done("takedown", "wrong-price", "--reason", "wrong price", "--live")
    autumn = post("autumn", now).replace("새 책은 토요일에", "새 책은 이번 토요일에")
    shop.commit({f"content/{now:%Y/%m}/autumn.md": autumn}, "content: this Saturday")
    shop.done("publish", "--live")
    shop.done("publish", "--live")
    shop.done("pause", "--reason", "flood in the shop", "--live")
    shop.done("resume", "--live")
    freeze = (shop.clone / "freeze.yaml").read_text(encoding="utf-8")
    shop.run_git("checkout", "--quiet", "--", "freeze.yaml")
    shop.commit({"freeze.yaml": freeze}, "freeze: over")
    shop.run_git("checkout", "--quiet", "-b", "draft")
    ahead = datetime(2027, 1, 12, 0, 30, tzinfo=UTC)
    text = post("autumn", ahead).replace("가을", "겨울")
    (shop.clone / "content/2027/01").mkdir(parents=True)
    (shop.clone / "content/2027/01/winter.md").write_text(text, encoding="utf-8")
    shop.run_git("add", "--all")
    shop.run_git("commit", "--quiet", "-m", "content: winter")
    shop.run_git("push", "--quiet", "origin", "draft")
    shop.run_git("checkout", "--quiet", "main")
    shop.run_git("fetch", "--quiet", "--tags", "origin")


def kept(shop: Shop, folder: Path) -> None:
    """The repository as a bundle, the workspace as files, and what this smmops says of both."""
    origin = shop.folder / "origin.git"
    shop.run_git("bundle", "create", "--quiet", str(folder / "repository.bundle"), "--all", cwd=origin)
    shutil.copytree(shop.clone, folder / "workspace", ignore=shutil.ignore_patterns(".git"))
    plan = shop.smmops(*PLAN)
    (folder / "plan.json").write_text(plan.out, encoding="utf-8")
    shown = shop.smmops("ledger", "show", "--format", "json").json["publications"]
    facts = {row["key"]: [row["state"], row.get("payload_sha256")] for row in shown}
    (folder / "publications.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    payloads = {
        row["key"]: row["payload_sha256"]
        for name in POSTS
        for row in json.loads(shop.done("plan", "--payload", name, "--format", "json"))["payloads"]
    }
    (folder / "payloads.json").write_text(json.dumps(payloads, indent=2) + "\n", encoding="utf-8")
    entries = folder / "entries"
    entries.mkdir()
    for state in State:
        (entries / f"{state}.json").write_bytes(encode(full(state)))


PLAN = (
    "plan",
    "--base",
    "origin/main",
    "--head",
    "origin/draft",
    "--now",
    "2027-01-10T00:00Z",
    "--format",
    "json",
)


def full(state: State) -> Entry:
    """An entry with every field, so that each is read for ever."""
    at = datetime(2026, 12, 1, 0, 30, 5, tzinfo=UTC)
    remote = Remote(id="at://did:plc:haneul/app.bsky.feed.post/3k", url="https://social.example/3k", at=at)
    return Entry(
        key="haneul/autumn.bluesky-haneul",
        state=state,
        number=3,
        at=at,
        actor="mina",
        run=Run(id="77", attempt=2, tool="smmops 0.1.0"),
        nonce="5c1b6a2e-0000-4000-8000-000000000001",
        main="a" * 40,
        blobs=(("content/2026/12/autumn.md", "b" * 40),),
        publish_at=at,
        payload_sha256="c" * 64,
        text_sha256="d" * 64,
        approval={"level": "merged", "approvers": ["juno"]},
        account="did:plc:haneul",
        due_at=at,
        late_s=5,
        for_="edit",
        epoch=2,
        part=1,
        lease_until=at + timedelta(minutes=20),
        class_="late",
        not_before=at,
        identity=Identity(record_keys=("3k",), created_at=at, dids=(("mok.example", "did:plc:mok"),)),
        handle="container-1",
        remote=remote,
        steps=(Step(part=1, remote=remote),),
        first_comment=Comment(state="published", remote=remote),
        proof="read back",
        reason="as it was ☕",
        prev="e" * 64,
    )


def digest(folder: Path) -> str:
    """One SHA-256 over all files below a folder: their paths and bytes."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1])
    subprocess.run(["git", "status", "--short", str(HERE)], check=True)
