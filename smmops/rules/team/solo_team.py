"""SMM731: who approves himself is alone."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team, path = view.workspace.team, view.path("team.yaml")
    if team and team.solo and len(team.members) > 1:
        yield Hit(
            path,
            view.spot(path, "solo"),
            msg("`solo: true`, and team.yaml has {count} members", count=len(team.members)),
            msg("take `solo` out: another member can approve"),
        )


_TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
solo: SOLO
"""

RULE = Rule(
    code="SMM731",
    slug="solo-team",
    severity=Severity.WARNING,
    title="Solo mode is for a team of one",
    why="Every receipt says that the post was approved by its author. With a colleague at hand that is not what an auditor wants to read.",
    bad=in_file("team.yaml", _TEAM.replace("SOLO", "true")),
    good=in_file("team.yaml", _TEAM.replace("SOLO", "false")),
    silenceable=False,
    workspace=_check,
)
