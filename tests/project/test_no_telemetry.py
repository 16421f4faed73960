"""Nothing is sent home: offline commands open no socket at all, the others reach the configured hosts alone."""

import ast
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from smmops.cli.table import COMMANDS
from tests.cli.desk import desk
from tests.project import guard
from tests.project.tree import ROOT

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not guard.possible(), reason="needs Linux's seccomp"),
]

SMMOPS = (sys.executable, "-m", "smmops")
CASES = {
    "check": ["check", "check --changed-since HEAD --fix", "check --format sarif"],
    "plan": ["plan --format json", "plan --base HEAD --head HEAD", "plan --payload brew-at-home"],
    "calendar": ["calendar --month 2026-12", "calendar --format ics"],
    "schedule": ["schedule beans", "schedule beans --write"],
    "preview": ["preview brew-at-home"],
    "new post": ["new post tea --channels bluesky-acme"],
    "new idea": ["new idea tea-in-winter"],
    "new persona": ["new persona olivia"],
    "new campaign": ["new campaign winter"],
    "new playbook": ["new playbook praise"],
    "new strategy": ["new strategy"],
    "new money": ["new money"],
    "new handles": ["new handles"],
    "new rights": ["new rights"],
    "new moderation": ["new moderation"],
    "new experiment": [
        "new experiment fewer --hypothesis 'Two reach as many' --from 2026-12-01 --to 2026-12-31"
    ],
    "new inspiration": [
        "new inspiration tables --brand Other --mechanic table --link https://other.example/1"
    ],
    "new feedback": ["new feedback loud --from guest --on 2026-12-01 --about brew --said 'Too much music'"],
    "new decisions": ["new decisions"],
    "new advocacy": ["new advocacy winter --texts 'It is out. #AcmeTeam' --disclosure '#AcmeTeam'"],
    "new task": ["new task flyer --what 'Print the flyer' --due 2026-12-01"],
    "import csv": ["import csv posts.csv"],
    "import json": ["export json --out posts.json", "import json posts.json"],
    "import hootsuite": ["import hootsuite hootsuite.csv --channel bluesky-acme --dates mdy"],
    "import sprout": ["import sprout sprout.csv --channel bluesky-acme --dates mdy"],
    "import agorapulse": ["import agorapulse agorapulse.csv --channel bluesky-acme"],
    "import buffer": ["import buffer buffer.csv --channel bluesky-acme"],
    "import ics": ["import ics marketing.ics --as ideas"],
    "import rss": ["import rss blog.xml --as ideas"],
    "export csv": ["export csv"],
    "export json": ["export json"],
    "export ics": ["export ics"],
    "export hootsuite": ["export hootsuite --channel bluesky-acme --dates mdy"],
    "owners": ["owners"],
    "init": ["init made --brand Onda --channel bluesky=onda.example"],
    "schema": ["schema post", "schema --into schemas"],
    "migrate": ["migrate", "migrate --check", "migrate --write"],
}
"""Command lines for each command that docs/security.md calls offline."""


def documented() -> dict[str, str]:
    """Command -> what it talks to, from the table of docs/security.md."""
    text = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    table = text.split("## What smmops talks to")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", table, re.MULTILINE)
    return {name: talks for names, talks in rows for name in re.findall(r"`([^`]+)`", names)}


@pytest.fixture
def workspace(tmp_path) -> Path:
    """A clone whose remote is an address on the internet that nobody must ask."""
    top = desk(tmp_path / "w")
    (top / "posts.csv").write_text(
        "title,publish_at,channels,text\nTea,2026-12-09 09:30,bluesky-acme,Tea for two\n", encoding="utf-8"
    )
    for file in (ROOT / "tests/data/moving").iterdir():
        if file.is_file():
            shutil.copy(file, top)
    for words in (
        "init --quiet --initial-branch=main",
        "add --all",
        "commit --quiet -m begin",
        "remote add origin https://git.example.invalid/acme/social.git",
        "update-ref refs/remotes/origin/main HEAD",
    ):
        subprocess.run(["git", *words.split()], cwd=top, check=True, capture_output=True)
    return top


def guarded(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.project.guard", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_page_says_of_every_command_what_it_talks_to():
    said = documented()
    assert {each.name for each in COMMANDS} - set(said) == set()
    assert {name for name, talks in said.items() if talks == "nobody"} - set(CASES) == set()


@pytest.mark.parametrize("name", [name for name, talks in documented().items() if talks == "nobody"])
def test_an_offline_command_opens_no_socket_nor_does_what_it_starts(name, workspace):
    for line in CASES[name]:
        ran = guarded(*SMMOPS, *shlex.split(line), cwd=workspace)
        assert ran.returncode in (0, 1), f"{line}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        assert "Bad system call" not in ran.stderr
        assert ran.stdout


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.invalid', 443)",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
        "import httpx; httpx.get('https://example.invalid')",
    ],
)
def test_the_guard_kills_whoever_asks_for_a_socket(code, tmp_path):
    assert guarded(sys.executable, "-c", code, cwd=tmp_path).returncode == -signal.SIGSYS


def test_the_guard_holds_what_git_starts(workspace):
    ran = guarded("git", "fetch", "origin", cwd=workspace)
    assert ran.returncode != 0
    assert "signal 31" in ran.stderr or "died of signal" in ran.stderr or "Bad system call" in ran.stderr
    pair = "import socket; socket.socketpair()"
    assert guarded(sys.executable, "-c", pair, cwd=workspace).returncode == 0


LOGGER = """\
import os, sys
def seen(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"):
        where = arguments[1] if event in ("socket.connect", "socket.sendto", "socket.bind") else arguments[:2]
        with open(os.environ["SEEN"], "a") as file:
            file.write(repr((event, where)) + "\\n")
sys.addaudithook(seen)
"""


def test_a_command_that_sends_reaches_the_configured_hosts_alone(team, tmp_path):
    """Every connection and every name looked up, of every Python process that the command starts."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(LOGGER, encoding="utf-8")
    seen = tmp_path / "seen"
    env = {"PYTHONPATH": f"{tmp_path / 'hook'}:{ROOT}", "SEEN": str(seen)}
    team.post("autumn", "New books on Saturday", channels="bluesky-haneul, mastodon-haneul")
    for line in (
        "publish",
        "publish --live",
        "publish --live --until 1s --every 1s",
        "snapshot --live",
        "ledger show",
        "takedown autumn --reason price --live",
        "pause --reason flood --live",
        "resume",
        "doctor",
    ):
        ran = team.smmops(*line.split(), **env)
        assert ran.code in (0, 1), f"{line}: {ran.out}{ran.err}"
    rows = [ast.literal_eval(line) for line in seen.read_text(encoding="utf-8").splitlines()]
    reached = {(str(where[0]), int(where[1])) for _, where in rows if isinstance(where, tuple)}
    assert reached == {("127.0.0.1", int(team.sandbox.url.rpartition(":")[2]))}
    assert all(isinstance(where, tuple) for _, where in rows)
