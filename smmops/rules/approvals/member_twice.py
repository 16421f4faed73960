"""SMM724: a person stands once in team.yaml."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.people import Member
from smmops.model.problem import Place, Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    path = view.path("team.yaml")
    first: dict[str, tuple[str, tuple[int, int]]] = {}
    for index, member in enumerate(team.members if team else ()):
        for key, value in _names(member):
            spot = view.spot(path, "members", index, key)
            known = first.setdefault(f"{key}:{value.casefold()}", (member.id, spot))
            if known[1] != spot:
                yield Hit(
                    path,
                    spot,
                    msg(
                        "`{value}` is {first} and {second}: approvals of one would count for both",
                        value=value,
                        first=known[0],
                        second=member.id,
                    ),
                    msg("join the two members, or give each a name of its own"),
                    (Place(path, *known[1]),),
                )


def _names(member: Member) -> Iterator[tuple[str, str]]:
    yield "id", member.id
    if member.github:
        yield "github", member.github
    if member.github_id is not None:
        yield "github_id", str(member.github_id)
    for email in member.git_emails:
        yield "git_emails", email


def _team(email: str) -> str:
    return (
        "members:\n"
        "  - {id: mina, git_emails: [mina@acme.example], roles: [editor, admin]}\n"
        f"  - {{id: juno, git_emails: [{email}], roles: [editor, approver]}}\n"
        'roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}\n'
    )


RULE = Rule(
    code="SMM724",
    slug="member-twice",
    severity=Severity.ERROR,
    title="A person, login or e-mail address stands once in team.yaml",
    why="Who wrote a post may not approve it. Somebody who is two members could approve his own work.",
    bad=in_file("team.yaml", _team("Mina@acme.example")),
    good=in_file("team.yaml", _team("juno@acme.example")),
    silenceable=False,
    workspace=_check,
)
