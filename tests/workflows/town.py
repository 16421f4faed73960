"""A small company's repository: people who propose, review and merge, jobs that run, a forge and networks that answer."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from smmops.cli.main import run
from smmops.sandbox.serve import Served
from tests.forge.github.hub import TOKEN, Account, Checked, Committed, Kept, Pull, Reviewed
from tests.forge.github.server import Server
from tests.forge.packed import packed
from tests.workflows.runner import Runner, Step

PASSWORD = "abcd-efgh-ijkl-mnop"
MINA, JUNO = Account(1001, "mina-books"), Account(1002, "juno-writes")
AUTHOR = "Juno <juno@acme.example>"


@dataclass
class Town:
    """A bare repository, people's clone, a fake GitHub and the sandbox's networks."""

    folder: Path
    python: Path
    sandbox: Served
    server: Server
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100)))
    runs: int = 0
    summary: Path = Path()

    @property
    def people(self) -> Path:
        return self.folder / "people"

    def git(self, *words: str, at: Path | None = None) -> str:
        command = ["git", *words]
        ran = subprocess.run(command, cwd=at or self.people, capture_output=True, text=True, check=True)
        return ran.stdout.strip()

    def found(self, wheel: Path) -> None:
        """What `init` writes, on main by a reviewed pull request, and an empty ledger."""
        self.git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git", at=self.folder)
        self.git("clone", "--quiet", "origin.git", "people", at=self.folder)
        words = ["--brand", "Haneul Books", "--id", "haneul", "--timezone", "Asia/Seoul"]
        words += ["--channel", f"bluesky=haneul.example,{self.sandbox.url}"]
        words += ["--member", "mina=mina-books:1001", "--member", "juno=juno-writes:1002"]
        words += ["--github", "haneul-books/social", "--wheel", str(wheel)]
        assert run(["init", str(self.people), *words]) == 0
        settings = self.people / "smmops.yaml"
        text = settings.read_text(encoding="utf-8")
        since = next(line for line in text.splitlines() if line.startswith("since:"))
        settings.write_text(text.replace(since, "since: 2020-01-01"), encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "begin", "--author", AUTHOR)
        self.git("push", "--quiet", "origin", "HEAD:main")
        self.merged("begin", self.git("rev-parse", "HEAD"), MINA)
        assert run(["-C", str(self.people), "ledger", "init", "--live"]) == 0

    def propose(self, name: str, text: str) -> str:
        """A post of juno's on a branch; gives its commit."""
        at = datetime.now(UTC) - timedelta(minutes=1)
        self.git("switch", "--quiet", "-C", name, "origin/main")
        path = self.people / "content" / f"{at:%Y/%m}" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"publish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [bluesky-haneul]\n"
        path.write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", f"content: {name}", "--author", AUTHOR)
        return self.git("rev-parse", "HEAD")

    def open(self, name: str, text: str, *, where: str = "ours", number: int | None = None) -> Pull:
        """An open pull request of juno's with a post."""
        return self.opened(name, self.propose(name, text), where=where, number=number)

    def opened(self, name: str, head: str, *, where: str = "ours", number: int | None = None) -> Pull:
        """An open pull request, or its next commit. The forge keeps its head, whichever repository it is in."""
        self.git("push", "--quiet", "--force", "origin", f"{head}:refs/heads/{name}")
        found = next((one for one in self.server.hub.pulls.values() if one.branch == name), None)
        if found is None:
            found = Pull(number or next(self.numbers), JUNO, head, name, datetime.now(UTC), head_repo=where)
            self.server.hub.pulls[found.number] = found
        found.head = head
        found.commits.append(Committed(head, name, "juno@acme.example", JUNO))
        found.files = [
            (path, None) for path in self.git("diff", "--name-only", f"origin/main...{head}").split()
        ]
        return found

    def checked(self, pull: Pull, run: int, **changed: Any) -> list[Step]:
        """The check's job over a pull request, its head merged into main, and what it leaves on the forge."""
        runner = self.runner(f"check-{run}", **{"github.token": "none"})
        runner.ambient = {**runner.ambient, "GITHUB_TOKEN": "", "GITHUB_RUN_ID": str(run)}
        self.git("fetch", "--quiet", "origin", pull.branch, at=runner.checkout)
        self.git("merge", "--quiet", "--no-ff", "-m", "merge", pull.head, at=runner.checkout)
        steps = runner.job("smmops-check.yml", "check")
        red = any(step.code for step in steps)
        found = Checked(
            run, pull.head, pull.branch, conclusion="failure" if red else "success", where=pull.head_repo
        )
        self.server.hub.checks[run] = replace(found, **changed)
        self.summary = runner.summary
        return steps

    def commented(self, run: int) -> list[Step]:
        """The comment's job that the end of a check starts: main's checkout, the rights that its file names."""
        known = {"github.event.workflow_run.id": str(run)}
        self.runs += 1
        return self.runner(f"comment-{run}-{self.runs}", **known).job("smmops-comment.yml", "comment")

    def keep(self, name: str, file: Path) -> None:
        """What a job uploads: an archive with one file, by its bare name."""
        run = int((*file.parent.name.split("-"), "0")[1])
        number = 1 + len(self.server.hub.artifacts)
        self.server.hub.artifacts.append(Kept(number, run, name, packed({file.name: file.read_bytes()})))

    def grant(self, rights: Mapping[str, str]) -> None:
        """The token may do from here on what a job's `permissions:` say, and no more."""
        self.server.hub.rights = dict(rights)

    def comments(self, number: int) -> list[str]:
        """The comments below a pull request."""
        return [one.body for one in self.server.hub.comments if one.issue == number]

    def squash(self, name: str, head: str, *reviewers: Account) -> None:
        self.git("switch", "--quiet", "-C", "main", "origin/main")
        self.git("merge", "--quiet", "--squash", name)
        self.git("commit", "--quiet", "-m", f"{name} (#1)", "--author", AUTHOR)
        self.git("push", "--quiet", "origin", "HEAD:main")
        self.merged(name, head, *reviewers)

    def merged(self, name: str, head: str, *reviewers: Account) -> None:
        now, merge = datetime.now(UTC), self.git("rev-parse", "HEAD")
        pull = next((one for one in self.server.hub.pulls.values() if one.branch == name), None)
        if pull is None:
            pull = Pull(next(self.numbers), JUNO, head, name, now)
            pull.commits = [Committed(head, name, "juno@acme.example", JUNO)]
            self.server.hub.pulls[pull.number] = pull
        pull.merged_at, pull.merge_sha, pull.merged_by, pull.of = now, merge, MINA, {merge}
        before = now - timedelta(minutes=5)
        pull.reviews = [Reviewed(70 + n, who, "APPROVED", head, before) for n, who in enumerate(reviewers)]

    def blob(self, commit: str, path: str) -> str | None:
        found = self.git("ls-tree", commit, "--", path).split()
        return found[2] if found else None

    def runner(self, name: str, **known: str) -> Runner:
        """A fresh checkout, as the checkout step leaves it: all of history, no credentials."""
        self.git("clone", "--quiet", "origin.git", name, at=self.folder)
        ambient = {
            "GITHUB_API_URL": self.server.base,
            "GITHUB_REPOSITORY": "haneul-books/social",
            "GITHUB_RUN_ID": "8812",
            "GITHUB_ACTOR": "mina-books",
            "PIP_NO_INDEX": "1",
        }
        values = {"github.token": TOKEN, **known}
        return Runner(self.folder / name, self.python, values, ambient, grant=self.grant, keep=self.keep)

    def live(self) -> list[str]:
        return [post["text"] for post in self.sandbox.control.live("bluesky", "haneul.example")]
