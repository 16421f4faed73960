"""The workflows that `init` writes, run for real: a pull request is checked, a reviewed merge is published."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smmops.cli.main import run
from smmops.sandbox.serve import Served, serve
from tests.forge.github.hub import TOKEN, Account, Committed, Hub, Pull, Reviewed
from tests.forge.github.server import Server, served
from tests.project.tree import ROOT
from tests.workflows.runner import Runner

PASSWORD = "abcd-efgh-ijkl-mnop"
MINA, JUNO = Account(1001, "mina-books"), Account(1002, "juno-writes")
AUTHOR = "Juno <juno@acme.example>"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's Python: pip, and our dependencies, as if the index had given them; not smmops itself."""
    home = tmp_path_factory.mktemp("runner")
    venv.create(home, with_pip=True, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # a path that a .pth file adds has its own .pth files unread: this checkout's editable install stays out
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


@dataclass
class Town:
    """A bare repository, people's clone, a fake GitHub and the sandbox's networks."""

    folder: Path
    python: Path
    sandbox: Served
    server: Server
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100)))

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

    def squash(self, name: str, head: str, *reviewers: Account) -> None:
        self.git("switch", "--quiet", "-C", "main", "origin/main")
        self.git("merge", "--quiet", "--squash", name)
        self.git("commit", "--quiet", "-m", f"{name} (#1)", "--author", AUTHOR)
        self.git("push", "--quiet", "origin", "HEAD:main")
        self.merged(name, head, *reviewers)

    def merged(self, name: str, head: str, *reviewers: Account) -> None:
        number, now = next(self.numbers), datetime.now(UTC)
        merge = self.git("rev-parse", "HEAD")
        pull = Pull(number, JUNO, head, name, now, merged_at=now, merge_sha=merge, merged_by=MINA, of={merge})
        pull.commits = [Committed(head, name, "juno@acme.example", JUNO)]
        before = now - timedelta(minutes=5)
        pull.reviews = [Reviewed(70 + n, who, "APPROVED", head, before) for n, who in enumerate(reviewers)]
        self.server.hub.pulls[number] = pull

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
        return Runner(self.folder / name, self.python, {"github.token": TOKEN, **known}, ambient)

    def live(self) -> list[str]:
        return [post["text"] for post in self.sandbox.control.live("bluesky", "haneul.example")]


@pytest.fixture
def town(tmp_path: Path, python: Path, wheel: Path) -> Iterator[Town]:
    hub = Hub(now=lambda: datetime.now(UTC))
    for account in (MINA, JUNO):
        hub.accounts[account.login] = account
        hub.permissions[account.login] = "write"
    with serve(seed={"bluesky": {"haneul.example": PASSWORD}}) as sandbox, served(hub) as server:
        made = Town(tmp_path, python, sandbox, server)
        hub.blob = made.blob
        made.found(wheel)
        yield made
        assert server.wrong == []


def proposed(town: Town, name: str, text: str) -> Runner:
    """The checkout of a pull request: its head merged into main."""
    head = town.propose(name, text)
    town.git("push", "--quiet", "origin", f"{head}:refs/heads/{name}")
    runner = town.runner(f"check-{name}")
    town.git("merge", "--quiet", "--no-ff", "-m", "merge", f"origin/{name}", at=runner.checkout)
    return runner


def test_a_pull_request_is_checked_and_its_plan_is_shown(town: Town) -> None:
    runner = proposed(town, "autumn", "New books on Saturday")
    steps = runner.job("smmops-check.yml", "check")
    assert [step.code for step in steps] == [0, 0, 0], steps
    assert [step.name for step in steps] == ["Install smmops, by hash", "Check", "Plan what merging does"]
    assert "New books on Saturday" in runner.summary.read_text(encoding="utf-8")


def test_a_pull_request_that_is_wrong_is_red_and_annotated(town: Town) -> None:
    runner = proposed(town, "long", "word " * 80)
    steps = {step.name: step for step in runner.job("smmops-check.yml", "check")}
    assert steps["Check"].code == 1
    assert "::error file=content/" in steps["Check"].said
    assert "SMM204" in steps["Check"].said


def test_a_reviewed_merge_is_published_and_a_second_run_finds_nothing_to_do(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    secrets = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}
    steps = town.runner("publish-1", **secrets).job("smmops-publish.yml", "publish")
    assert [step.code for step in steps] == [0, 0, 0], steps
    assert town.live() == ["New books on Saturday"]
    assert "smmops-metrics" in town.git("ls-remote", "--heads", "origin")
    again = town.runner("publish-2", **secrets).job("smmops-publish.yml", "publish")
    assert "nothing to do" in again[1].said
    assert town.live() == ["New books on Saturday"]
    assert PASSWORD not in "".join(step.said for step in (*steps, *again))
    assert TOKEN not in "".join(step.said for step in (*steps, *again))


def test_without_its_secret_the_job_is_red_and_says_which_one(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    steps = {step.name: step for step in town.runner("publish-1").job("smmops-publish.yml", "publish")}
    assert steps["Publish what is due"].code == 75
    assert "BLUESKY_HANEUL_APP_PASSWORD" in steps["Publish what is due"].said
    assert town.live() == []


def test_the_daily_audit_is_quiet_where_all_is_well_and_keeps_the_schedules_on(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    secrets = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}
    assert all(
        step.code == 0 for step in town.runner("publish", **secrets).job("smmops-publish.yml", "publish")
    )
    runner = town.runner("audit")
    steps = runner.job("smmops-audit.yml", "audit")
    assert [step.code for step in steps] == [0, 0], steps
    assert town.server.hub.issues == {}
    assert town.server.hub.enabled == ["smmops-publish.yml", "smmops-audit.yml"]
    assert "haneul/autumn.bluesky-haneul" in runner.summary.read_text(encoding="utf-8")
    assert (runner.checkout / "audit.json").exists()


def test_the_daily_audit_rings_by_one_issue_while_the_ledger_is_broken(town: Town) -> None:
    head = town.propose("autumn", "New books on Saturday")
    town.squash("autumn", head, MINA)
    secrets = {"secrets.BLUESKY_HANEUL_APP_PASSWORD": PASSWORD}
    town.runner("publish", **secrets).job("smmops-publish.yml", "publish")
    town.git("clone", "--quiet", "--branch", "smmops-state", "origin.git", "hand", at=town.folder)
    hand = town.folder / "hand"
    (receipt,) = hand.glob("haneul/ledger/*/autumn/*/*-published.json")
    receipt.unlink()
    town.git("commit", "--quiet", "--all", "-m", "tidy", at=hand)
    town.git("push", "--quiet", "origin", "HEAD:smmops-state", at=hand)
    for name in ("audit-1", "audit-2"):
        steps = town.runner(name).job("smmops-audit.yml", "audit")
        assert steps[-1].code == 1, steps
    (issue,) = town.server.hub.issues.values()
    assert issue.labels == ["smmops-alarm"]
    assert "SMM452" in issue.body
