"""How attackers and honest people bring changes to main, and what the networks saw of it."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cli.test_github import JUNO, MINA, OnGitHub
from tests.forge.github.hub import Account, Committed, Pull, Reviewed

EMAILS = {MINA.id: "Mina <mina@acme.example>", JUNO.id: "Juno <juno@acme.example>"}
POST = "content/2026/12/autumn.md"
TEXT = "New books on Saturday"


def post(text: str = TEXT, more: str = "", *, minutes: int = 1) -> str:
    """A post that came due `minutes` ago."""
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    return f"---\npublish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [bluesky-haneul]\n{more}---\n{text}\n"


@dataclass
class Change:
    """A pull request that came to main by a squash, as GitHub knows it."""

    pull: Pull

    def review(self, who: Account, *, commit: str | None = None, state: str = "APPROVED") -> "Change":
        """A review of the merged head, or of another commit, five minutes before the merge."""
        assert self.pull.merged_at
        number = 4000 + len(self.pull.reviews) + 10 * self.pull.number
        looked = self.pull.head if commit is None else commit
        self.pull.reviews.append(
            Reviewed(number, who, state, looked, self.pull.merged_at - timedelta(minutes=5))
        )
        return self


def push(
    github: OnGitHub, files: Mapping[str, str | None], *, by: Account = JUNO, message: str = "edit"
) -> str:
    """A commit straight on main; gives it."""
    team = github.team
    team.run_git("switch", "--quiet", "-C", "main", "origin/main")
    _write(github, files)
    _commit_of_an_hour_ago(github, message, by)
    team.run_git("push", "--quiet", "origin", "HEAD:main")
    return team.run_git("rev-parse", "HEAD").strip()


def bring(github: OnGitHub, files: Mapping[str, str | None], *, message: str = "edit") -> None:
    """A commit of juno's on whatever branch is checked out."""
    _write(github, files)
    _commit_of_an_hour_ago(github, message, JUNO)


def merge(github: OnGitHub, files: Mapping[str, str | None], *, by: Account = JUNO, message: str) -> None:
    """A merge commit that somebody makes and pushes himself, with any words in its message."""
    team = github.team
    team.run_git("switch", "--quiet", "-C", "side", "origin/main")
    _write(github, files)
    name, _, email = EMAILS[by.id].rstrip(">").partition(" <")
    who = ["-c", f"user.name={name}", "-c", f"user.email={email}"]
    team.run_git(*who, "commit", "--quiet", "-m", "edit")
    team.run_git("switch", "--quiet", "-C", "main", "origin/main")
    team.run_git(*who, "merge", "--quiet", "--no-ff", "-m", message, "side")
    team.run_git("push", "--quiet", "origin", "HEAD:main")


def land(
    github: OnGitHub,
    files: Mapping[str, str | None],
    *reviewers: Account,
    by: Account = JUNO,
    merged_by: Account = MINA,
) -> Change:
    """A pull request of `by`, squashed into main by `merged_by` after these approvals of its head."""
    team, number = github.team, next(github.numbers) + 100
    branch = f"change-{number}"
    team.run_git("switch", "--quiet", "-C", branch, "origin/main")
    _write(github, files)
    team.run_git("commit", "--quiet", "-m", branch, "--author", EMAILS[by.id])
    head = team.run_git("rev-parse", "HEAD").strip()
    team.run_git("switch", "--quiet", "-C", "main", "origin/main")
    team.run_git("merge", "--quiet", "--squash", branch)
    team.run_git("commit", "--quiet", "-m", f"{branch} (#{number})", "--author", EMAILS[by.id])
    team.run_git("push", "--quiet", "origin", "HEAD:main")
    now, merge = datetime.now(UTC), team.run_git("rev-parse", "HEAD").strip()
    pull = Pull(
        number, by, head, branch, now, merged_at=now, merge_sha=merge, merged_by=merged_by, of={merge}
    )
    pull.commits = [Committed(head, branch, EMAILS[by.id].split("<")[1].rstrip(">"), by)]
    github.hub.pulls[number] = pull
    made = Change(pull)
    for who in reviewers:
        made.review(who)
    return made


def tick(github: OnGitHub, **more: str) -> Any:
    """One run of publish, as the job runs it."""
    return github.smmops("publish", "--live", **more)


def said(ran: Any) -> str:
    """What a run told, on one line."""
    return " ".join((ran.out + ran.err).split())


def stopped(github: OnGitHub, words: str, **environment: str) -> None:
    """A tick says why, is green, and asks no network for anything: not even a log-in."""
    ran = tick(github, **environment)
    assert words in said(ran), said(ran)
    assert ran.code == 0, said(ran)
    assert github.team.sandbox.control.requests() == []
    assert github.team.live() == []


def _commit_of_an_hour_ago(github: OnGitHub, message: str, by: Account) -> None:
    """GitHub has had its time to know it, so that what it does not know is a push."""
    old = f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%dT%H:%M:%S}Z"
    name, _, email = EMAILS[by.id].rstrip(">").partition(" <")
    who = ["-c", f"user.name={name}", "-c", f"user.email={email}"]
    command = ["git", *who, "commit", "--quiet", "-m", message, "--date", old]
    environment = {**os.environ, "GIT_COMMITTER_DATE": old}
    subprocess.run(command, cwd=github.team.clone, env=environment, check=True)


def _write(github: OnGitHub, files: Mapping[str, str | None]) -> None:
    team = github.team
    for name, text in files.items():
        path = team.clone / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        elif text.startswith("-> "):
            path.unlink(missing_ok=True)
            path.symlink_to(text[3:])
        else:
            path.write_text(text, encoding="utf-8")
    team.run_git("add", "--all")
