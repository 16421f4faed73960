"""People of a shop: what they write, merge, push past review, and forge."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from smmops.sandbox.serve import Served
from tests.cli.team import SETTINGS, Ran, Team
from tests.sandbox.conftest import PNG

PEOPLE = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor]}
roles:
  editor: {may_approve: ["content/**", "personas/**"]}
  admin: {may_approve: ["**"]}
"""
READER = """\
---
name: Reading Rina
age: [28, 45]
locations: [Seoul]
gender: any
interests: [novels]
pain_points: unknown
motivations: unknown
---
She asks what is new on Saturday.
"""
STATE = "smmops-state"


@dataclass
class Shop(Team):
    """A team of two. `propose` is reviewed and merged; `push_past` is neither."""

    def begin(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.run_git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git", cwd=self.folder)
        self.run_git("clone", "--quiet", "origin.git", "clone", cwd=self.folder)
        settings = SETTINGS.format(server=self.sandbox.url, lease=self.lease)
        self.commit({"smmops.yaml": settings, "team.yaml": PEOPLE}, "begin")
        assert self.smmops("ledger", "init", "--live").code == 0

    def copy(self, folder: Path) -> "Shop":
        """The same shop in another folder, with an origin of its own."""
        shutil.copytree(self.folder, folder, symlinks=True)
        made = replace(self, folder=folder)
        made.run_git("remote", "set-url", "origin", str(folder / "origin.git"))
        return made

    def propose(
        self,
        files: Mapping[str, str | bytes],
        subject: str,
        *,
        by: str = "juno",
        approved: str | None = "mina",
    ) -> str:
        """A branch with these files, merged by Mina with a trailer; gives the merge."""
        self.run_git("switch", "--quiet", "-c", "work")
        self._commit(files, subject, by=by)
        self.run_git("switch", "--quiet", "main")
        trailer = f"\n\nApproved-by: {approved}" if approved else ""
        self._as("mina", "merge", "--quiet", "--no-ff", "-m", f"merge: {subject}{trailer}", "work")
        self.run_git("branch", "--quiet", "-D", "work")
        self.run_git("push", "--quiet", "origin", "HEAD:main")
        return self.run_git("rev-parse", "HEAD").strip()

    def push_past(
        self, files: Mapping[str, str | bytes], subject: str = "quick fix", *, by: str = "juno"
    ) -> str:
        """A commit straight to main."""
        self._commit(files, subject, by=by)
        self.run_git("push", "--quiet", "origin", "HEAD:main")
        return self.run_git("rev-parse", "HEAD").strip()

    def write(self, name: str, text: str, **merge: Any) -> str:
        """A post of Juno's for both networks, with the persona and the picture, that is due."""
        return self.propose({page(name): post(text)}, name, **merge)

    def publish(self) -> None:
        assert self.smmops("publish", "--live").code == 0

    def audit(self, *words: str, **environment: str) -> Ran:
        """`smmops audit --format json` of what origin has now."""
        self.run_git("fetch", "--quiet", "--tags", "--force", "origin", "+refs/heads/*:refs/remotes/origin/*")
        return self.smmops("audit", "--format", "json", *words, **environment)

    def gaps(self, *words: str) -> dict[str, dict[str, Any]]:
        """The gaps that make the audit fail, the first of each code."""
        ran = self.audit(*words)
        found: dict[str, dict[str, Any]] = {}
        for gap in ran.json["gaps"]:
            if gap["severity"] == "error":
                found.setdefault(gap["code"], gap)
        assert ran.code == (1 if found else 0), ran.err
        return found

    def tamper(
        self, change: Callable[[Path], None], *, rewrite: bool = False, at: datetime | None = None
    ) -> None:
        """Somebody who may push changes the state branch by hand: by one more commit, or by a history of his own.

        `at` is when the commit says it was made.
        """
        other = self.folder / "other"
        if not other.exists():
            self.run_git("clone", "--quiet", "--branch", STATE, str(self.folder / "origin.git"), str(other))
        change(other)
        if rewrite:
            self.run_git("checkout", "--quiet", "--orphan", "own", cwd=other)
        self.run_git("add", "--all", cwd=other)
        when = {"GIT_COMMITTER_DATE": (at or datetime.now(UTC)).isoformat()}
        subprocess.run(
            ["git", "commit", "--quiet", "-m", "tidy"], cwd=other, check=True, env={**os.environ, **when}
        )
        self.run_git("push", "--quiet", "--force", "origin", f"HEAD:{STATE}", cwd=other)

    def receipt(self, channel: str = "bluesky-haneul", *, top: Path | None = None) -> Path:
        """The receipt of `autumn` in a checkout of the state branch."""
        (found,) = (top or self.folder / "other").glob(f"haneul/ledger/*/autumn/{channel}/*-published.json")
        return found

    def _commit(self, files: Mapping[str, str | bytes], subject: str, *, by: str) -> None:
        for name, content in files.items():
            path = self.clone / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.run_git("add", "--all")
        self._as(by, "commit", "--quiet", "-m", subject)

    def _as(self, who: str, *words: str) -> None:
        self.run_git("-c", f"user.name={who}", "-c", f"user.email={who}@acme.example", *words)


def opened(folder: Path, sandbox: Served) -> Shop:
    """A shop whose first post is live."""
    made = Shop(folder, sandbox, lease="20m")
    made.begin()
    made.propose({"personas/reader.md": READER, "content/media/shop.png": PNG}, "who reads us")
    made.write("autumn", "New books on Saturday")
    made.publish()
    return made


def page(name: str) -> str:
    return f"content/2026/12/{name}.md"


def post(text: str) -> str:
    """A post file that is due since a minute."""
    at = datetime.now(UTC) - timedelta(minutes=1)
    front = [
        f"publish_at: {at:%Y-%m-%d %H:%M}Z",
        "channels: [bluesky-haneul, mastodon-haneul]",
        "persona: reader",
        "media: [{file: shop.png, alt: The window of the shop at dusk}]",
    ]
    return "\n".join(["---", *front, "---", text, ""])


def edited(path: Path, **fields: Any) -> None:
    """A ledger file with other values, written as smmops writes it."""
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps({**told, **fields}, sort_keys=True, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
