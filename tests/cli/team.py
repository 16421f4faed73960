"""A team's repository on disk and networks on loopback, driven through the command line as people drive it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from smmops.sandbox.serve import Served

PASSWORD = "abcd-efgh-ijkl-mnop"
TOKEN = "haneul-token-of-this-machine"
SETTINGS = """\
version: 1
id: haneul
brand: Haneul Books
timezone: Asia/Seoul
forge: {{kind: local}}
channels:
  bluesky-haneul:
    network: bluesky
    handle: haneul.example
    server: {server}
  mastodon-haneul:
    network: mastodon
    handle: haneul
    server: {server}
policy:
  approvals: {{minimum: 1, level: merged}}
  lease: {lease}
  lease_margin: 1s
  per_day: 50
  min_gap: 0m
"""
PEOPLE = """\
members:
  - {id: me, git_emails: [mina@acme.example], roles: [editor, admin]}
solo: true
"""


@dataclass
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Team:
    """A bare origin and one clone. Commands run as processes of their own."""

    folder: Path
    sandbox: Served
    lease: str = "6s"
    environment: dict[str, str] = field(
        default_factory=lambda: {"BLUESKY_HANEUL_APP_PASSWORD": PASSWORD, "MASTODON_HANEUL_TOKEN": TOKEN}
    )

    @property
    def clone(self) -> Path:
        return self.folder / "clone"

    def begin(self) -> None:
        """Origin, clone, the workspace on main and the ledger."""
        self.folder.mkdir(exist_ok=True)
        self.run_git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git", cwd=self.folder)
        self.run_git("clone", "--quiet", "origin.git", "clone", cwd=self.folder)
        settings = SETTINGS.format(server=self.sandbox.url, lease=self.lease)
        self.commit({"smmops.yaml": settings, "team.yaml": PEOPLE}, "begin")
        assert self.smmops("ledger", "init", "--live").code == 0

    def commit(self, files: Mapping[str, str | None], subject: str = "content: a change") -> None:
        """Commits files to main and pushes; None takes a file away."""
        for name, text in files.items():
            path = self.clone / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.run_git("add", "--all")
        self.run_git("commit", "--quiet", "-m", subject)
        self.run_git("push", "--quiet", "origin", "HEAD:main")

    def post(self, name: str, text: str, *, channels: str = "bluesky-haneul", more: str = "") -> None:
        """A post that is due since a minute."""
        at = datetime.now(UTC) - timedelta(minutes=1)
        front = f"publish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [{channels}]\n{more}"
        self.commit({f"content/2026/12/{name}.md": f"---\n{front}---\n{text}\n"})

    def run_git(self, *words: str, cwd: Path | None = None) -> str:
        ran = subprocess.run(
            ["git", *words], cwd=cwd or self.clone, capture_output=True, text=True, check=True
        )
        return ran.stdout

    def smmops(self, *words: str, **environment: str) -> Ran:
        """A command in the clone; `environment` is laid over the team's own."""
        with self.start(*words, **environment) as process:
            out, err = process.communicate(timeout=60)
        assert "Traceback" not in err, err
        return Ran(process.returncode, out, err)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """Starts a command and does not wait."""
        return subprocess.Popen(
            [sys.executable, "-m", "smmops", *words],
            cwd=self.clone,
            env={**os.environ, **self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def live(self, network: str = "bluesky") -> list[str]:
        """The texts that are live on an account, oldest first."""
        handle = {"bluesky": "haneul.example", "mastodon": "haneul"}[network]
        return [post["text"] for post in self.sandbox.control.live(network, handle)]
