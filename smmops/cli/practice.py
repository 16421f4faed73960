"""`smmops init --practice`: a workspace to practise in, with a remote and networks on this machine alone."""

import secrets
import subprocess
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from smmops.cli.session import Session
from smmops.model.message import msg
from smmops.model.problem import SmmopsError

if TYPE_CHECKING:
    from smmops.jobs.init import Answers

BRAND = "Practice"
SERVER = "http://127.0.0.1:8317"
"""Where `smmops sandbox --detach` serves the networks of a practice workspace."""
CHANNELS = (f"bluesky=practice.example,{SERVER}", f"mastodon=practice,{SERVER}")
SECRETS = "practice.env"
REMOTE = "practice.git"
_NOBODY = ("Practice", "practice@example.invalid")


def given_for(given: dict[str, object], folder: Path) -> dict[str, object]:
    """The answers that practising gives by itself; a usage error for what it cannot be combined with."""
    if given["repository"]:
        raise click.UsageError("--practice stays on this machine: it takes no --github")
    if (folder / ".git").exists() or (folder / "smmops.yaml").exists():
        raise SmmopsError(
            msg("{folder} has a repository or a workspace already", folder=str(folder)),
            msg("practise in an empty folder: `smmops init practice --practice`"),
            exit_code=1,
        )
    return {**given, "brand": given["brand"] or BRAND, "channels": given["channels"] or CHANNELS}


def due_now(zone: str) -> str:
    """A `publish_at` that has come."""
    return f"{datetime.now(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def begin(session: Session, folder: Path, answers: "Answers") -> None:
    """Commits what was written, pushes it to a bare repository inside `.git`, and makes the ledger there.

    Made-up secrets for the sandbox's accounts stand in `practice.env`, which git ignores.
    """
    from dataclasses import replace

    from smmops.cli.world import ground
    from smmops.jobs.init import secrets as named
    from smmops.jobs.snapshot.begin import begin as ledger

    path = folder / SECRETS
    lines = [f"export {name}=made-up-{secrets.token_hex(8)}\n" for name in named(answers.channels)]
    path.touch(mode=0o600)
    path.write_text("".join(lines), encoding="utf-8")
    for key, value in zip(("user.name", "user.email"), _NOBODY, strict=True):
        if not _git(folder, "config", "--get", key, fine=(0, 1)):
            _git(folder, "config", key, value)
    remote = (folder / ".git" / REMOTE).resolve()
    _git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    _git(folder, "remote", "add", "origin", str(remote))
    _git(folder, "add", "--all")
    _git(folder, "-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify", "-m", "Begin to practise")
    _git(folder, "push", "--quiet", "--set-upstream", "origin", "HEAD:main")
    ledger(ground(replace(session, folder=folder)).world, answers.id)


def nexts(folder: Path) -> str:
    """What to type next."""
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    return f"next: {where}. ./{SECRETS}, then smmops sandbox --detach, smmops publish --live"


def _git(folder: Path, *words: str, fine: tuple[int, ...] = (0,)) -> str:
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    if ran.returncode not in fine:
        raise SmmopsError(
            msg("git could not make a repository: {why}", why=ran.stderr.strip()[:200]),
            msg("make one with `git init`, then run this again"),
        )
    return ran.stdout.strip()
