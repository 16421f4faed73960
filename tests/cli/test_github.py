"""Publishing by GitHub's reviews: commands as people run them, real git, the sandbox, and a fake GitHub on loopback."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cli.team import Team
from tests.forge.github.hub import TOKEN, Account, Committed, Fault, Hub, Pull, Reviewed
from tests.forge.github.server import Server, served

MINA, JUNO = Account(1001, "mina-books"), Account(1002, "juno-writes")
PEOPLE = """\
members:
  - {id: mina, github: mina-books, github_id: 1001, git_emails: [mina@acme.example], roles: [approver, admin]}
  - {id: juno, github: juno-writes, github_id: 1002, git_emails: [juno@acme.example], roles: [editor, approver]}
roles:
  admin: {may_approve: ["**"]}
  approver: {may_approve: ["content/**"]}
"""


@dataclass
class OnGitHub:
    """A team whose origin is a bare repository and whose reviews are on a fake GitHub."""

    team: Team
    server: Server
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100)))

    @property
    def hub(self) -> Hub:
        return self.server.hub

    def merge(self, name: str, text: str, *reviewers: Account) -> None:
        """A post of juno's that is due, squashed into main after these approvals."""
        team, at = self.team, datetime.now(UTC) - timedelta(minutes=1)
        path = team.clone / f"content/2026/12/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"publish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [bluesky-haneul]\n"
        team.run_git("switch", "--quiet", "-C", name, "origin/main")
        path.write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
        team.run_git("add", "--all")
        author = "Juno <juno@acme.example>"
        team.run_git("commit", "--quiet", "-m", f"content: {name}", "--author", author)
        head = team.run_git("rev-parse", "HEAD").strip()
        team.run_git("switch", "--quiet", "-C", "main", "origin/main")
        team.run_git("merge", "--quiet", "--squash", name)
        team.run_git("commit", "--quiet", "-m", f"{name} (#1)", "--author", author)
        team.run_git("push", "--quiet", "origin", "HEAD:main")
        self._note(name, head, reviewers)

    def _note(self, name: str, head: str, reviewers: tuple[Account, ...]) -> None:
        number, now = next(self.numbers), datetime.now(UTC)
        merge = self.team.run_git("rev-parse", "HEAD").strip()
        pull = Pull(number, JUNO, head, name, now, merged_at=now, merge_sha=merge, merged_by=MINA, of={merge})
        pull.commits = [Committed(head, name, "juno@acme.example", JUNO)]
        before = now - timedelta(minutes=5)
        pull.reviews = [Reviewed(70 + n, who, "APPROVED", head, before) for n, who in enumerate(reviewers)]
        self.hub.pulls[number] = pull

    def blob(self, commit: str, path: str) -> str | None:
        found = self.team.run_git("ls-tree", commit, "--", path).split()
        return found[2] if found else None

    def smmops(self, *words: str, **more: str) -> Any:
        environment = {"GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": self.server.base, **more}
        return self.team.smmops(*words, **environment)


@pytest.fixture
def github(team) -> Iterator[OnGitHub]:
    hub = Hub(now=lambda: datetime.now(UTC))
    for account in (MINA, JUNO):
        hub.accounts[account.login] = account
        hub.permissions[account.login] = "write"
    with served(hub) as server:
        made = OnGitHub(team, server)
        hub.blob = made.blob
        settings = (team.clone / "smmops.yaml").read_text(encoding="utf-8")
        settings = settings.replace("{kind: local}", "{kind: github, repository: haneul-books/social}")
        settings = settings.replace("level: merged", "level: attested")
        team.commit({"smmops.yaml": settings, "team.yaml": PEOPLE}, "forge: github")
        hub.pulls[500] = _founding(team)
        yield made
        assert server.wrong == []


def _founding(team: Team) -> Pull:
    """The settings came by a reviewed pull request too."""
    now = datetime.now(UTC)
    merge = team.run_git("rev-parse", "HEAD").strip()
    pull = Pull(500, JUNO, merge, "settings", now, merged_at=now, merge_sha=merge, merged_by=MINA, of={merge})
    pull.commits = [Committed(merge, "settings", "juno@acme.example", JUNO)]
    pull.reviews = [Reviewed(60, MINA, "APPROVED", merge, now - timedelta(minutes=5))]
    return pull


def test_a_reviewed_pull_request_is_published_and_the_receipt_holds_the_proof(github):
    github.merge("autumn", "가을이 왔어요. New books on Saturday 🍂", MINA)
    ran = github.smmops("publish", "--live")
    assert (ran.code, github.team.live()) == (0, ["가을이 왔어요. New books on Saturday 🍂"]), (
        ran.out + ran.err
    )
    shown = github.team.smmops("ledger", "show", "autumn", "--format", "json").json["publications"][0]
    files = {one["path"]: one for one in shown["approval"]["files"]}
    proof = files["content/2026/12/autumn.md"]
    assert (proof["level"], proof["came_by"]) == ("attested", "squash-or-rebase")
    assert proof["pull_request"]["author"] == {"id": "juno", "user": "1002"}
    assert [(one["user"], one["state"]) for one in proof["reviews"]] == [("1001", "approved")]
    assert re.fullmatch(r"[0-9a-f]{40}", proof["tree"])
    assert TOKEN not in json.dumps(shown) + ran.out + ran.err


def test_an_unreviewed_pull_request_is_blocked_with_the_reason(github):
    github.merge("autumn", "New books on Saturday")
    ran = github.smmops("publish", "--live")
    assert ran.code == 0, ran.err
    assert "0 of 1 approvals count" in ran.out
    assert github.team.live() == []


def test_an_author_cannot_approve_himself(github):
    github.merge("autumn", "New books on Saturday", JUNO)
    ran = github.smmops("publish", "--live")
    assert "juno wrote a part of what was merged" in ran.out
    assert github.team.live() == []


def test_without_a_token_nothing_is_published_and_the_fix_is_said(github):
    github.merge("autumn", "New books on Saturday", MINA)
    ran = github.smmops("publish", "--live", GITHUB_TOKEN="")
    assert ran.code == 1
    assert "GITHUB_TOKEN is not set, so that GitHub cannot be asked who approved" in ran.err
    assert "GITHUB_TOKEN: ${{ github.token }}" in ran.err
    assert github.team.live() == []


def test_while_github_is_down_nothing_is_published_and_the_next_tick_goes_on(github):
    github.merge("autumn", "New books on Saturday", MINA)
    github.hub.faults.append(Fault("/reviews", "503", times=3))
    waits = github.smmops("publish", "--live")
    assert "GitHub answered 503" in waits.out
    assert github.team.live() == []
    assert github.smmops("publish", "--live").code == 0
    assert github.team.live() == ["New books on Saturday"]


def test_the_token_stands_in_no_output(github):
    github.merge("autumn", "New books on Saturday", MINA)
    github.hub.token = "another"
    ran = github.smmops("publish", "--live")
    assert ran.code == 1
    assert "GitHub refuses GITHUB_TOKEN" in ran.err
    assert TOKEN not in ran.out + ran.err


def test_a_crisis_needs_neither_github_nor_a_token(github):
    github.merge("autumn", "New books on Saturday", MINA)
    github.smmops("publish", "--live")
    github.hub.faults.append(Fault("/", "503", times=99))
    paused = github.smmops("pause", "--reason", "flood in the shop", "--live", GITHUB_TOKEN="")
    assert paused.code == 0, paused.err
    gone = github.smmops("takedown", "autumn", "--reason", "wrong day", "--live", GITHUB_TOKEN="")
    assert gone.code == 0, gone.err
    assert github.team.live() == []


def test_doctor_tells_what_the_forge_gives(github):
    github.hub.rules = [{"type": "non_fast_forward", "ruleset_id": 1}]
    ran = github.smmops("doctor")
    assert "haneul-books/social" in ran.out
    assert "no pull request is required" in ran.out
    assert TOKEN not in ran.out + ran.err


def test_doctor_finds_the_number_that_a_member_lacks(github):
    people = PEOPLE.replace("github_id: 1001, ", "").replace("github: juno-writes, github_id: 1002, ", "")
    (github.team.clone / "team.yaml").write_text(people, encoding="utf-8")
    said = " ".join(github.smmops("doctor").out.split())
    assert "mina: advice: has no number in team.yaml" in said
    assert "fix: write `github_id: 1001`, if mina-books is this member" in said
    assert "juno: advice: has no account in team.yaml" in said


def test_doctor_tells_exactly_why_github_cannot_be_asked(github):
    ran = github.smmops("doctor", GITHUB_TOKEN="")
    assert ran.code == 1
    assert "GITHUB_TOKEN is not set, so that GitHub cannot be asked who approved" in " ".join(ran.out.split())
    refused = github.smmops("doctor", GITHUB_TOKEN="wrong")
    assert refused.code == 1
    assert "GitHub refuses GITHUB_TOKEN: answered 401 Bad credentials" in refused.out
