"""SMM725: members have roles, and roles have members."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team, path = view.workspace.team, view.path("team.yaml")
    if team is None or team.solo or not team.members:
        return
    for index, member in enumerate(team.members):
        if not member.roles:
            yield Hit(
                path,
                view.spot(path, "members", index, "id"),
                msg("{member} has no role", member=member.id),
                msg("add `roles: [editor]`, or what the member may approve"),
            )
    held = {role for member in team.members for role in member.roles}
    for role in team.roles:
        if role not in held:
            yield Hit(
                path,
                view.spot(path, "roles", role, "#key"),
                msg("nobody has the role `{role}`", role=role),
                msg("give it to a member, or take it out"),
            )


_TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, adminMORE]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}, legal: {may_approve: ["content/**"]}}
"""

RULE = Rule(
    code="SMM725",
    slug="member-roleless",
    severity=Severity.WARNING,
    title="Every member has a role, and every role has a member",
    why="Who left a role empty finds out on the day when its approval is needed.",
    bad=in_file("team.yaml", _TEAM.replace("MORE", "")),
    good=in_file("team.yaml", _TEAM.replace("MORE", ", legal")),
    workspace=_check,
)
