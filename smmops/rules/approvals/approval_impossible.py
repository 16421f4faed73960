"""SMM721: somebody can give every approval that policy asks for."""

from collections.abc import Iterator, Sequence

from smmops.model.message import Message, msg
from smmops.model.people import Member, Team
from smmops.model.problem import Severity
from smmops.model.settings import Approvals
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.store.git_glob import matcher

_ADMIN = "admin"
"""Without an entry under `roles:` this one may approve everything."""
_POST = "content/2026/12/post.md"


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    if team is None or team.solo:
        return
    policy = view.settings.policy
    asked: list[tuple[tuple[str | int, ...], Approvals]] = [(("approvals",), policy.approvals)]
    asked += [(("rules", index, "approvals"), rule.approvals) for index, rule in enumerate(policy.rules)]
    for trail, wanted in asked:
        path, spot = view.setting("policy", *trail)
        for message, fix in _said(wanted, team):
            yield Hit(path, spot, message, fix)
    yield from _admin(team, view)


def _said(wanted: Approvals, team: Team) -> Iterator[tuple[Message, Message]]:
    able = [member for member in team.members if _may(member, team, _POST)]
    count = wanted.minimum or 0
    if count > len(able):
        said = (
            msg("an approval is asked, and no member may approve a post")
            if count == 1
            else msg(
                "{minimum} approvals are asked, members who may approve a post: {count}",
                minimum=count,
                count=len(able),
            )
        )
        fix = msg(
            "give members in team.yaml a role that may approve `content/**`, or ask for fewer; "
            "alone, write `solo: true` there"
        )
        yield said, fix
    for role in wanted.all:
        if not _holders(team, role):
            yield (
                msg("an approval of role `{role}` is asked, and no member has it", role=role),
                msg("give a member the role in team.yaml, or ask for another"),
            )
    if wanted.any and not any(_holders(team, role) for role in wanted.any):
        yield (
            msg("an approval of one of {roles} is asked, and no member has any", roles=", ".join(wanted.any)),
            msg("give a member one of the roles in team.yaml"),
        )


def _admin(team: Team, view: View) -> Iterator[Hit]:
    if team.members and not _holders(team, _ADMIN):
        path = view.path("team.yaml")
        yield Hit(
            path,
            view.spot(path, "members"),
            msg("no member has the role `admin`: smmops.yaml and team.yaml could never be changed again"),
            msg("give a member `roles: [admin]`"),
        )


def _holders(team: Team, role: str) -> Sequence[Member]:
    return [member for member in team.members if role in member.roles]


def _may(member: Member, team: Team, path: str) -> bool:
    return any(
        matcher(team.roles[role].may_approve)(path) if role in team.roles else role == _ADMIN
        for role in member.roles
    )


RULE = Rule(
    code="SMM721",
    slug="approval-impossible",
    severity=Severity.ERROR,
    title="Somebody can give every approval that policy asks for",
    why="A role that nobody has, or more approvals than there are people, stops every post that the rule is about.",
    bad=Example(
        {
            "smmops.yaml+": (
                "policy:\n  approvals: {minimum: 1, level: merged}\n"
                "  rules: [{match: {labels: [regulated]}, approvals: {all: [legal]}}]\n"
            )
        }
    ),
    good=Example(
        {
            "smmops.yaml+": (
                "policy:\n  approvals: {minimum: 1, level: merged}\n"
                "  rules: [{match: {labels: [regulated]}, approvals: {all: [approver]}}]\n"
            )
        }
    ),
    silenceable=False,
    workspace=_check,
)
