"""SMM726: training is asked of roles that there are, and noted for members that there are."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

_PLAIN = ("admin", "contributor", "editor")


def _check(view: View) -> Iterator[Hit]:
    team, path = view.workspace.team, view.path("team.yaml")
    if team is None:
        return
    roles = sorted({*team.roles, *_PLAIN, *(role for member in team.members for role in member.roles)})
    members = [member.id for member in team.members]
    for index, training in enumerate(team.training):
        for place, role in enumerate(training.required_for):
            if role not in roles:
                yield Hit(
                    path,
                    view.spot(path, "training", index, "required_for", place),
                    msg("no member has a role `{role}`", role=role),
                    meant(role, roles, fallback=msg("write one of {known}", known=few(roles))),
                )
        for member in training.done:
            if member not in members:
                yield Hit(
                    path,
                    view.spot(path, "training", index, "done", member, "#key"),
                    msg("`{name}` is no member of team.yaml", name=member),
                    meant(member, members, fallback=msg("take the line out, or add the member")),
                )


_TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
training: [{topic: brand-voice, required_for: [ROLE], done: {mina: 2026-09-01, juno: 2026-09-01}}]
"""

RULE = Rule(
    code="SMM726",
    slug="training-unknown",
    severity=Severity.ERROR,
    title="Training is asked of roles that there are, and noted for members that there are",
    why="Approvals count only with the training that their role needs: under a mistyped name it is asked of nobody.",
    bad=in_file("team.yaml", _TEAM.replace("ROLE", "aprover")),
    good=in_file("team.yaml", _TEAM.replace("ROLE", "approver")),
    silenceable=False,
    workspace=_check,
)
