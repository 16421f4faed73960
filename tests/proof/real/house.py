"""A brand on a bare repository, publishers with clones of their own, and networks on loopback."""

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from smmops.ledger.paths import entry_at
from smmops.sandbox.serve import Served

PASSWORD = "abcd-efgh-ijkl-mnop"
TOKEN = "haneul-token-of-this-machine"
SEED = {"bluesky": {"haneul.example": PASSWORD}, "mastodon": {"haneul": TOKEN}}
LEASE_S, MARGIN_S = 6.0, 1.0
CHANNELS = {"bluesky-haneul": ("bluesky", "haneul.example"), "mastodon-haneul": ("mastodon", "haneul")}
SETTINGS = """\
version: 1
id: haneul
brand: Haneul Books
timezone: Asia/Seoul
forge: {{kind: local}}
channels:
  bluesky-haneul: {{network: bluesky, handle: haneul.example, server: "{server}"}}
  mastodon-haneul: {{network: mastodon, handle: haneul, server: "{server}"}}
policy:
  approvals: {{minimum: 1, level: merged}}
  lease: 6s
  lease_margin: 1s
  per_day: 1000
  min_gap: 0m
"""
PEOPLE = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, admin]}
solo: true
"""
TOKEN_OF_PART = re.compile(r"\[(\w+/\d)\]")


@dataclass
class House:
    """`folder` holds the bare origin, the clone people work in and the publishers' clones."""

    folder: Path
    sandbox: Served
    posts: dict[str, int] = field(default_factory=dict)
    """Post id -> number of parts."""

    @property
    def origin(self) -> Path:
        return self.folder / "origin.git"

    def begin(self) -> None:
        """Origin, settings on main and an empty ledger."""
        self.folder.mkdir(exist_ok=True)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git", at=self.folder)
        people = self.clone("people")
        files = {"smmops.yaml": SETTINGS.format(server=self.sandbox.url), "team.yaml": PEOPLE}
        self.land(files, "begin")
        ran = self.publisher(people, "ledger", "init", "--live")
        _, said = ran.communicate(timeout=60)
        assert ran.returncode == 0, said

    def clone(self, name: str) -> Path:
        """A fresh clone, as a job checks one out."""
        self.git("clone", "--quiet", "origin.git", name, at=self.folder)
        return self.folder / name

    def land(self, files: Mapping[str, str], subject: str) -> None:
        """Commits files to main by Mina, whose own commits count as approved here."""
        people = self.folder / "people"
        for name, text in files.items():
            path = people / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "--all", at=people)
        self.git("commit", "--quiet", "-m", subject, at=people)
        self.git("push", "--quiet", "origin", "HEAD:main", at=people)

    def write(self, posts: Mapping[str, int]) -> None:
        """Posts that are due since a minute, each of so many parts; a part names itself in its text."""
        at = datetime.now(UTC) - timedelta(minutes=1)
        front = f"publish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [{', '.join(CHANNELS)}]\n"
        files = {}
        for name, parts in posts.items():
            body = "\n---\n".join(f"새 책이 왔어요 📚 [{name}/{n}]" for n in range(1, parts + 1))
            files[f"content/2026/12/{name}.md"] = f"---\n{front}---\n{body}\n"
        self.posts.update(posts)
        self.land(files, f"content: {len(posts)} posts")

    def publisher(self, clone: Path, *words: str) -> "subprocess.Popen[str]":
        """Starts smmops in a clone, in a process group of its own."""
        secrets = {"BLUESKY_HANEUL_APP_PASSWORD": PASSWORD, "MASTODON_HANEUL_TOKEN": TOKEN}
        return subprocess.Popen(
            [sys.executable, "-m", "smmops", *words],
            cwd=clone,
            env={**os.environ, **secrets},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def git(self, *words: str, at: Path) -> str:
        ran = subprocess.run(["git", *words], cwd=at, capture_output=True, text=True, check=True)
        return ran.stdout

    def tip(self) -> str:
        """The state branch's commit at the origin."""
        return self.git("rev-parse", "smmops-state", at=self.origin)

    def states(self) -> dict[str, str]:
        """Key -> its last state, by the names of the ledger's files."""
        last: dict[str, tuple[int, str]] = {}
        for path in self.git("ls-tree", "-r", "--name-only", "smmops-state", at=self.origin).splitlines():
            found = entry_at(path)
            if found:
                key, number, state = found
                last[key] = max(last.get(key, (0, "")), (number, state))
        return {key: state for key, (_, state) in last.items()}

    def live(self, channel: str) -> Counter[str]:
        """`post/part` -> how many copies of it the network shows on a channel's account."""
        network, handle = CHANNELS[channel]
        texts = [post["text"] for post in self.sandbox.control.live(network, handle)]
        return Counter(found[1] for text in texts if (found := TOKEN_OF_PART.search(text)))

    def ledger(self) -> list[dict[str, Any]]:
        """What `smmops ledger show` says, from a clone that nobody killed anything in."""
        people = self.folder / "people"
        command = [sys.executable, "-m", "smmops", "ledger", "show", "--format", "json"]
        ran = subprocess.run(command, cwd=people, capture_output=True, text=True, check=True, timeout=60)
        rows: list[dict[str, Any]] = json.loads(ran.stdout)["publications"]
        return rows

    def doubts(self) -> list[str]:
        """What is not live exactly once, by counting on the networks, the ledger, and its history."""
        parts = [f"{name}/{n}" for name, count in self.posts.items() for n in range(1, count + 1)]
        found = []
        for channel in CHANNELS:
            live = self.live(channel)
            found += [f"{part} is live {live[part]} times on {channel}" for part in parts if live[part] != 1]
        rows = self.ledger()
        found += [f"{row['key']} is {row['state']}" for row in rows if row["word"] != "live"]
        if len(rows) != len(self.posts) * len(CHANNELS):
            found.append(f"{len(rows)} publications are in the ledger")
        changed = self.git(
            "log", "--format=", "--name-only", "--diff-filter=MDT", "smmops-state", at=self.origin
        )
        found += [f"{path} was changed" for path in changed.split()]
        return found


def kill(process: "subprocess.Popen[str]", *, children: bool) -> bool:
    """Ends a publisher as a power cut would; its git children die with it, or live on as orphans.

    False where it had ended by itself.
    """
    if process.poll() is not None:
        return False
    if children:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
    return True


def ended(processes: Sequence["subprocess.Popen[str]"], *, seconds: float) -> list[str]:
    """Waits for publishers; gives what each said on standard error."""
    said = []
    for process in processes:
        _, err = process.communicate(timeout=seconds)
        said.append(err)
        assert "Traceback" not in err, err
    return said
