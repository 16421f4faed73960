"""SMM801: the people of a playbook are in the team."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.playbook import Playbook
from smmops.model.problem import Severity
from smmops.rules.named import Naming, each, one, unknown
from smmops.rules.near import few
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    members = [member.id for member in team.members] if team else []
    if not team or not members:
        return
    roles = {*team.roles, *(role for member in team.members for role in member.roles)}
    people: list[Naming] = []
    reached: list[Naming] = []
    for document, playbook in view.files(Playbook):
        people += one(document, ("owner",), playbook.owner)
        people += one(document, ("default_owner",), playbook.default_owner)
        people += each(document, "spokespeople", playbook.spokespeople)
        reached += each(document, "escalate_to", playbook.escalate_to)
    yield from unknown(
        people,
        members,
        say=lambda name: msg("`{name}` is no member of team.yaml", name=name),
        fallback=msg("write one of {known}, or add a member to team.yaml", known=few(members)),
    )
    yield from unknown(
        reached,
        [*members, *sorted(roles)],
        say=lambda name: msg("`{name}` is neither a member nor a role of team.yaml", name=name),
        fallback=msg("write one of {known}", known=few([*members, *sorted(roles)])),
    )


def _example(owner: str) -> Example:
    return Example(
        {
            "playbooks/complaint.md": (
                f"---\nfor: complaint\nseverity: {{low: 24h, high: 1h}}\nowner: {owner}\n"
                "public_first: answer in public, go on in a private message\n---\nBe kind, prompt and direct.\n"
            )
        }
    )


RULE = Rule(
    code="SMM801",
    slug="playbook-people",
    severity=Severity.ERROR,
    title="Owner, spokespeople and escalation of a playbook are members or roles of team.yaml",
    why="A playbook is opened on a bad day. The name in it has to answer the phone.",
    bad=_example("jono"),
    good=_example("juno"),
    workspace=_check,
)
