"""A team that works on a fake GitHub: pull requests, reviews, merges, over a repository in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.forge import GitHubForge
from smmops.model.verdict import Verdict
from smmops.store.memory import Edit
from tests.approvals.stage import Stage
from tests.forge.github.hub import (
    START,
    TOKEN,
    WEB_FLOW,
    Account,
    Committed,
    Hub,
    Labelled,
    Pull,
    Pushed,
    Reviewed,
)
from tests.forge.github.server import HubTransport, Server

MINA, JUNO = Account(1001, "mina-books"), Account(1002, "juno-writes")
SORA, LEO, KIM = Account(1003, "sora-s"), Account(1004, "leo-law"), Account(1005, "kim-counts")
STRANGER, ROBOT = Account(6006, "stranger"), Account(7007, "review-robot[bot]", "Bot")
EMAILS = {
    MINA.id: "mina@acme.example",
    JUNO.id: "juno@acme.example",
    SORA.id: "sora@acme.example",
    LEO.id: "leo@law.example",
    KIM.id: "kim@acme.example",
    STRANGER.id: "stranger@else.example",
    ROBOT.id: "7007+review-robot[bot]@users.noreply.github.com",
}
SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: github, repository: haneul-books/social}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example}
  mastodon-acme: {network: mastodon, handle: "@acme@social.example", server: https://social.example}
"""
POLICY = "policy:\n  approvals: {minimum: 1}\n"
TEAM = """\
members:
  - {id: mina, github: mina-books, github_id: 1001, git_emails: [mina@acme.example, mina@home.example], roles: [editor, approver, admin]}
  - {id: juno, github: juno-writes, github_id: 1002, git_emails: [juno@acme.example], roles: [editor, approver]}
  - {id: sora, github: sora-s, github_id: 1003, git_emails: [sora@acme.example], roles: [approver]}
  - {id: leo, github: leo-law, github_id: 1004, git_emails: [leo@law.example], roles: [legal]}
  - {id: kim, github: kim-counts, github_id: 1005, git_emails: [kim@acme.example], roles: [finance]}
roles:
  admin: {may_approve: ["**"]}
  legal: {may_approve: ["content/**"]}
  approver: {may_approve: ["content/**", "personas/**", "reviews/**", "campaigns/**"]}
  finance: {may_approve: ["campaigns/**", money.yaml]}
"""


@dataclass
class TestClock:
    """Time that a test moves."""

    __test__ = False
    at: datetime = START
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@dataclass
class Change:
    """An open pull request."""

    town: "Town"
    pull: Pull

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        *,
        by: Account = JUNO,
        email: str | None = None,
        account: bool = True,
        message: str = "edit",
        pushed_by: Account | None = None,
    ) -> "Change":
        """One more commit. `account` False: GitHub finds no account to its e-mail."""
        address = email or EMAILS[by.id]
        sha = self.town.write([self.pull.head], files, email=address, message=message)
        self.pull.commits.append(Committed(sha, message, address, by if account else None, (self.pull.head,)))
        self.pull.head = sha
        if self.town.hub.pushes is not None and self.pull.head_repo == "ours":
            self.town.hub.pushes.append(Pushed(self.pull.branch, sha, pushed_by or by, self.town.minute()))
        return self

    def update_branch(self, *, by: Account) -> "Change":
        """The button "Update branch": main is merged into the head, by GitHub, for the one who pressed it."""
        main = self.town.stage.remote.refs["refs/heads/main"]
        ours = self.town.stage.remote.nodes[self.pull.head].files
        base = self.town.stage.remote.nodes[main].files
        brought = {path: self.town.stage.remote.contents[blob.oid] for path, blob in base.items()}
        mine = {path: self.town.stage.remote.contents[blob.oid] for path, blob in ours.items()}
        sha = self.town.write(
            [self.pull.head, main], {**brought, **mine}, email=EMAILS[by.id], message="Merge"
        )
        made = Committed(sha, "Merge branch 'main'", EMAILS[by.id], by, (self.pull.head, main), WEB_FLOW)
        made.committer_email = "noreply@github.com"
        self.pull.commits.append(made)
        self.pull.head = sha
        return self

    def review(
        self,
        by: Account | None,
        state: str = "APPROVED",
        *,
        commit: str | None = "",
        at: datetime | None = None,
    ) -> "Change":
        """A review of the present head, or of `commit`."""
        number = 500 + sum(len(pull.reviews) for pull in self.town.hub.pulls.values())
        looked = self.pull.head if commit == "" else commit
        self.pull.reviews.append(Reviewed(number, by, state, looked, at or self.town.minute()))
        return self

    def dismiss(self, by: Account) -> "Change":
        """The last review of an account is dismissed: GitHub changes its state and keeps its time."""
        last = [one for one in self.pull.reviews if one.user is by][-1]
        last.state = "DISMISSED"
        return self

    def label(self, name: str, event: str = "labeled", *, by: Account = MINA) -> "Change":
        self.pull.events.append(Labelled(event, name, self.town.minute(), by))
        self.pull.labels = [*self.pull.labels, name] if event == "labeled" else []
        return self

    def merge(
        self,
        how: str = "squash",
        *,
        by: Account = MINA,
        added: Mapping[str, str | bytes | None] | None = None,
        message: str = "Change",
        known: bool = True,
    ) -> str:
        """Merges as GitHub does. `added` is what the merge itself brings; `known` False: GitHub lags behind."""
        town, pull = self.town, self.pull
        main = town.stage.remote.refs["refs/heads/main"]
        if how == "rebase":
            made = [town.land([], one.sha, email=one.email, message=one.message) for one in pull.commits]
        else:
            parents = [pull.head] if how in ("merge", "queue") else []
            email = EMAILS[(pull.author or JUNO).id]
            made = [
                town.land(parents, pull.head, email=email, message=message, since=main, added=added or {})
            ]
        pull.merged_at, pull.merged_by, pull.merge_sha = town.minute(), by, made[-1]
        pull.of = set(made) if known else set()
        return made[-1]


@dataclass
class Town:
    """The hub, the repository and the team. Each step takes a minute."""

    settings: str = SETTINGS + POLICY
    team: str = TEAM
    files: Mapping[str, str] = field(default_factory=dict)
    hub: Hub = field(default_factory=Hub)
    clock: TestClock = field(default_factory=TestClock)

    def __post_init__(self) -> None:
        self.server = Server(self.hub)
        self.hub.now = self.clock.now
        self.hub.blob = self._blob
        for account in (MINA, JUNO, SORA, LEO, KIM, STRANGER, ROBOT):
            copy = Account(account.id, account.login, account.type)
            self.hub.accounts[account.login] = copy
            self.hub.permissions[account.login] = "read" if account is STRANGER else "write"
        self.forge = forge(self.server, self.clock)
        self.stage = Stage(settings=self.settings, team=self.team, forge=self.forge, files=self.files)
        self.stage.remote.clock = self.minute
        self._note(self.stage.remote.refs["refs/heads/main"], "edit", MINA)

    def minute(self) -> datetime:
        self.clock.at += timedelta(minutes=1)
        return self.clock.at

    def open(
        self,
        files: Mapping[str, str | bytes | None],
        *,
        by: Account | None = JUNO,
        base: str = "main",
        where: str = "ours",
        body: str = "",
        **more: object,
    ) -> Change:
        """A pull request with one commit. `by` None: the account was deleted since."""
        number = 10 + len(self.hub.pulls)
        main = self.stage.remote.refs["refs/heads/main"]
        pull = Pull(number, by, main, f"change-{number}", self.minute(), base, where, body=body)
        self.hub.pulls[number] = pull
        return Change(self, pull).commit(files, by=by or STRANGER, **more)  # type: ignore[arg-type]

    def push(
        self, files: Mapping[str, str | bytes | None], *, by: Account = JUNO, message: str = "edit"
    ) -> str:
        """A commit straight on main."""
        oid = self.stage.push(files, by=EMAILS[by.id], message=message)
        self._note(oid, message, by)
        return oid

    def write(
        self, parents: list[str], files: Mapping[str, str | bytes | None], *, email: str, message: str
    ) -> str:
        return self.stage.remote.write(parents, Edit(self.stage._bytes(files), email, message))

    def land(
        self,
        parents: list[str],
        head: str,
        *,
        email: str,
        message: str,
        since: str | None = None,
        added: Mapping[str, str | bytes | None] | None = None,
    ) -> str:
        """A commit on main with what `head` changed since it left main (one commit's change without `since`)."""
        remote = self.stage.remote
        main = remote.refs["refs/heads/main"]
        before = remote.nodes[
            self._fork(head, since) if since else remote.nodes[head].commit.parents[0]
        ].files
        after = remote.nodes[head].files
        changed: dict[str, bytes | None] = {
            path: remote.contents[after[path].oid] if path in after else None
            for path in {**before, **after}
            if before.get(path) != after.get(path)
        }
        changed |= self.stage._bytes(added or {})
        oid = remote.write([main, *parents], Edit(changed, email, message, "noreply@github.com"))
        remote.refs["refs/heads/main"] = oid
        self._note(oid, message, WEB_FLOW, (main, *parents))
        return oid

    def verdict(self, name: str = "brew-at-home", *, channel: str = "bluesky-acme") -> Verdict:
        """The judge's word an hour later, after a tick's start."""
        self.clock.at += timedelta(hours=1)
        self.forge.now()
        return self.stage.verdict(name, channel=channel)

    def _fork(self, head: str, main: str) -> str:
        remote = self.stage.remote
        chain = [main]
        while remote.nodes[chain[-1]].commit.parents:
            chain.append(remote.nodes[chain[-1]].commit.parents[0])
        return next(oid for oid in chain if remote.reaches(head, oid))

    def _note(self, oid: str, message: str, by: Account, parents: tuple[str, ...] | None = None) -> None:
        found = self.stage.remote.nodes[oid].commit.parents if parents is None else parents
        self.hub.main[oid] = Committed(
            oid, message, EMAILS.get(by.id, "noreply@github.com"), by, tuple(found)
        )

    def _blob(self, commit: str, path: str) -> str | None:
        node = self.stage.remote.nodes.get(commit)
        found = node.files.get(path) if node else None
        return found.oid if found else None


def forge(
    server: Server,
    clock: TestClock,
    *,
    token: str | None = TOKEN,
    transport: httpx.BaseTransport | None = None,
) -> GitHubForge:
    """The forge as a job has it, over a server in this process."""
    api = Api(
        server.base, token, clock=clock, jitter=lambda: 0.5, transport=transport or HubTransport(server)
    )
    return GitHubForge(Asking(api, "haneul-books/social"), clock=clock, main="main")
