"""SMM741: on GitHub, whoever may approve is known by his number."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team, forge = view.workspace.team, view.settings.forge
    if team is None or team.solo or forge is None or forge.kind != "github":
        return
    may = {name for name, role in team.roles.items() if role.may_approve} | {"admin"}
    path = view.path("team.yaml")
    for index, member in enumerate(team.members):
        if member.github_id is not None or may.isdisjoint(member.roles):
            continue
        if member.github:
            said = msg("{id} has no `github_id`, so that none of his reviews counts", id=member.id)
            fix = msg(
                "run `smmops doctor --write`: it asks GitHub for the number of {login}", login=member.github
            )
            spot = view.spot(path, "members", index, "github")
        else:
            said = msg("{id} has no account on GitHub here, so that none of his reviews counts", id=member.id)
            fix = msg("write `github: LOGIN`, then run `smmops doctor --write` for the number")
            spot = view.spot(path, "members", index, "id")
        yield Hit(path, spot, said, fix)


_TEAM = """\
members:
  - {id: mina, github: mina-acme, github_id: 1001, git_emails: [mina@acme.example], roles: [approver, admin]}
  - {id: juno, github: juno-acme, NUMBERgit_emails: [juno@acme.example], roles: [approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
"""
_SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: github, repository: acme/social}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example}
"""

RULE = Rule(
    code="SMM741",
    slug="member-unnumbered",
    severity=Severity.WARNING,
    title="On GitHub, every member who may approve has his number in team.yaml",
    why="A login can be given up and taken by somebody else; the number is one person's for ever. Without it the "
    "approval is not counted, and the post waits.",
    bad=Example({"smmops.yaml": _SETTINGS, "team.yaml": _TEAM.replace("NUMBER", "")}),
    good=Example({"smmops.yaml": _SETTINGS, "team.yaml": _TEAM.replace("NUMBER", "github_id: 1002, ")}),
    silenceable=False,
    workspace=_check,
)
