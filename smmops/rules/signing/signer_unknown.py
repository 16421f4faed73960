"""SMM760: every key in allowed_signers belongs to a member."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.signing import SIGNERS
from smmops.rules.near import meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.signing.keys import LINES, MINAS, signers
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    members = [member.id for member in team.members] if team else []
    for line in signers(view):
        for who in line.who:
            if who not in members:
                yield Hit(
                    view.path(SIGNERS),
                    (line.line, 1),
                    msg("`{who}` is no member of team.yaml: a signature of it never counts", who=who),
                    meant(
                        who,
                        members,
                        fallback=msg("take the line out, or add the member to team.yaml"),
                    ),
                )


RULE = Rule(
    code="SMM760",
    slug="signer-unknown",
    severity=Severity.ERROR,
    title="Every key in allowed_signers belongs to a member of team.yaml",
    why="A key of nobody's approves nothing. It is a misspelt name, or somebody who has left and was forgotten here.",
    bad=Example({"allowed_signers": f"minna {MINAS}\n"}),
    good=Example({"allowed_signers": LINES}),
    silenceable=False,
    workspace=_check,
)
