"""A repository in memory on which a team merges, and the judge's view of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smmops.approvals.judge import Record, judge
from smmops.forge.local import LocalForge
from smmops.model.ports import Forge
from smmops.model.signing import Verify, unverified
from smmops.model.verdict import Verdict
from smmops.store.load import load
from smmops.store.memory import Edit, MemoryRemote, MemoryRepository, Refs

SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: local}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example}
  mastodon-acme: {network: mastodon, handle: "@acme@social.example", server: https://social.example}
"""
POLICY = """\
policy:
  approvals: {minimum: 1, level: merged}
"""
TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example, mina@home.example], name: Mina, roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], name: Juno, roles: [editor, approver]}
  - {id: sora, git_emails: [sora@acme.example], name: 소라, roles: [approver]}
  - {id: leo, git_emails: [leo@law.example], name: Léo, roles: [legal]}
  - {id: kim, git_emails: [kim@acme.example], name: Kim, roles: [finance]}
roles:
  admin: {may_approve: ["**"]}
  legal: {may_approve: ["content/**"]}
  approver: {may_approve: ["content/**", "personas/**", "campaigns/**", strategy.md]}
  finance: {may_approve: ["campaigns/**", money.yaml]}
"""
POST = "content/2026/12/brew-at-home.md"
PERSONA = "personas/olivia-owner.md"
IMAGE = "content/media/brew.png"
JUNO, MINA, SORA, LEO = "juno@acme.example", "mina@acme.example", "sora@acme.example", "leo@law.example"
PERSONA_TEXT = """\
---
name: Olivia, café owner
age: [28, 45]
locations: [Seoul]
gender: any
interests: [specialty coffee]
pain_points: [{id: bitter-coffee, text: Guests find it bitter}]
motivations: [loyal regulars]
---
"""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00"


def post(body: str = "집에서 내리는 커피 ☕️", **front: Any) -> str:
    lines = {"publish_at": "2026-12-01 09:30", "channels": "[bluesky-acme]", **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"---\n{body}\n"


@dataclass
class Stage:
    """`begin` writes the founding commit; then people merge or push."""

    settings: str = SETTINGS + POLICY
    team: str = TEAM
    forge: Forge = field(default_factory=LocalForge)
    files: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    remote: MemoryRemote = field(default_factory=MemoryRemote)
    verify: Verify = unverified
    repository: str | None = None

    def __post_init__(self) -> None:
        team = {"team.yaml": self.team} if self.team else {}
        self.push({"smmops.yaml": self.settings, **team, **self.files}, by=MINA)

    @property
    def below(self) -> str:
        """What paths of the brand begin with."""
        return f"{self.folder}/" if self.folder else ""

    def push(self, files: Mapping[str, str | bytes | None], *, by: str = JUNO, message: str = "edit") -> str:
        return self.remote.commit(Edit(self._bytes(files), by, message))

    def merge(
        self,
        files: Mapping[str, str | bytes | None],
        *said: str,
        by: str = JUNO,
        merger: str = MINA,
        added: Mapping[str, str] | None = None,
        note: str = "edit",
    ) -> str:
        """A branch by `by`, merged with trailers `said` (`Approved-by: mina`)."""
        message = "Merge branch\n\n" + "\n".join(said) if said else "Merge branch"
        return self.remote.merge(
            [Edit(self._bytes(files), by, note)], merger=Edit(self._bytes(added or {}), merger, message)
        )

    def verdict(self, name: str = "brew-at-home", *, channel: str = "bluesky-acme") -> Verdict:
        git = MemoryRepository(self.remote, Refs(brand="acme"))
        tip = git.fetch().main
        assert tip
        workspace = load(git.tree(tip, self.folder), self.folder)
        assert name in workspace.posts, [str(problem.message) for problem in workspace.problems]

        def blob(commit: str, path: str) -> str | None:
            found = git.tree(commit).blobs().get(path)
            return found.oid if found else None

        record = Record(
            touches=lambda path: git.touches(tip, [path]),
            at=lambda commit: load(git.tree(commit, self.folder), self.folder),
            blob=blob,
            older=git.is_ancestor,
            forge=self.forge,
            verify=self.verify,
            repository=self.repository,
        )
        found = workspace.posts[name]
        variant = found.variant(channel)
        assert variant
        return judge(found, variant, workspace=workspace, record=record)

    def _bytes(self, files: Mapping[str, str | bytes | None]) -> dict[str, bytes | None]:
        return {
            self.below + path: text.encode() if isinstance(text, str) else text
            for path, text in files.items()
        }
