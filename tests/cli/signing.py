"""A team that signs: juno writes, mina signs, over real git, real keys and the sandbox."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.approvals.pens import allowed, key
from tests.cli.team import Ran, Team

PEOPLE = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles:
  admin: {may_approve: ["**"]}
  approver: {may_approve: ["content/**"]}
"""
JUNO = "Juno <juno@acme.example>"


@dataclass
class Signing:
    """The commands of two people in one clone; `team` is the clone."""

    team: Team

    def begin(self) -> "Signing":
        """Policy asks for signatures, and both have a key, since the one founder said so."""
        settings = (self.team.clone / "smmops.yaml").read_text(encoding="utf-8")
        self.team.commit(
            {
                "smmops.yaml": settings.replace("level: merged", "level: signed"),
                "team.yaml": PEOPLE,
                "allowed_signers": allowed("mina", "juno"),
            },
            "team: signatures",
        )
        return self

    def write(self, name: str, text: str, *, more: str = "") -> str:
        """A due post of juno's on a branch of his; gives the branch."""
        team, at = self.team, datetime.now(UTC) - timedelta(minutes=1)
        team.run_git("switch", "--quiet", "-C", name, "origin/main")
        path = team.clone / f"content/2026/12/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"publish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [bluesky-haneul]\n{more}"
        path.write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
        self.commit(f"content: {name}", by=JUNO)
        return name

    def commit(self, subject: str, *, by: str) -> None:
        """Everything in the work tree, written and committed by one person."""
        name, _, email = by.rstrip(">").partition(" <")
        self.team.run_git("add", "--all")
        self.team.run_git(
            "-c", f"user.name={name}", "-c", f"user.email={email}", "commit", "--quiet", "-m", subject
        )

    def merge(self, branch: str, *said: str) -> None:
        """Mina merges a branch into main and pushes."""
        team = self.team
        team.run_git("fetch", "--quiet", "origin")
        team.run_git("switch", "--quiet", "-C", "main", "origin/main")
        message = "\n\n".join([f"merge {branch}", "\n".join(said)]) if said else f"merge {branch}"
        team.run_git("merge", "--quiet", "--no-ff", "-m", message, branch)
        team.run_git("push", "--quiet", "origin", "HEAD:main")

    def approve(self, *words: str, who: str = "mina") -> Ran:
        """`smmops approve` with somebody's key, without asking."""
        return self.team.smmops("approve", "--key", str(key(who)), "--yes", *words)

    def bring(self) -> None:
        """The signature that lies in the work tree comes to main by a branch of its own."""
        team = self.team
        team.run_git("switch", "--quiet", "-C", "sign", "origin/main")
        self.commit("sign", by="Mina <mina@acme.example>")
        team.run_git("push", "--quiet", "origin", "HEAD:main")
        team.run_git("fetch", "--quiet", "origin")
