"""SMM722: a member's roles are roles of team.yaml."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_PLAIN = frozenset({"editor", "admin", "contributor"})
"""Roles that mean something without an entry under `roles:`."""


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    if team is None:
        return
    path = view.path("team.yaml")
    for index, member in enumerate(team.members):
        for place, role in enumerate(member.roles):
            if role in team.roles or role in _PLAIN:
                continue
            known = sorted({*team.roles, *_PLAIN})
            yield Hit(
                path,
                view.spot(path, "members", index, "roles", place),
                msg(
                    "{member} has the role `{role}`, and team.yaml does not say what it may approve",
                    member=member.id,
                    role=role,
                ),
                meant(
                    role,
                    known,
                    fallback=msg("add it under `roles:`, or write one of {known}", known=few(known)),
                ),
            )


def _example(role: str) -> Example:
    return Example(
        {
            "team.yaml": (
                "members:\n"
                "  - {id: mina, git_emails: [mina@acme.example], roles: [editor, admin]}\n"
                f"  - {{id: juno, git_emails: [juno@acme.example], roles: [editor, {role}]}}\n"
                "  - {id: sora, git_emails: [sora@acme.example], roles: [approver]}\n"
                'roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}\n'
            )
        }
    )


RULE = Rule(
    code="SMM722",
    slug="unknown-role",
    severity=Severity.ERROR,
    title="A member's roles are roles that team.yaml describes",
    why="An approval under a role that may approve nothing is not counted, and the post waits without a visible reason.",
    bad=_example("aprover"),
    good=_example("approver"),
    silenceable=False,
    workspace=_check,
)
