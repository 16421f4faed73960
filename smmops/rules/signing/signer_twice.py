"""SMM761: a key belongs to one person."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.model.signing import SIGNERS
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.signing.keys import LINES, MINAS, signers
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    path = view.path(SIGNERS)
    first: dict[str, tuple[str, int]] = {}
    for line in signers(view):
        for who in line.who:
            known, number = first.setdefault(line.key, (who, line.line))
            if known != who:
                yield Hit(
                    path,
                    (line.line, 1),
                    msg("{first} and {second} have one key: it counts for neither", first=known, second=who),
                    msg("give each of them a key: `ssh-keygen -t ed25519`"),
                    (Place(path, number, 1),) if number != line.line else (),
                )


RULE = Rule(
    code="SMM761",
    slug="signer-twice",
    severity=Severity.ERROR,
    title="A key in allowed_signers belongs to one person",
    why="Two approvals are asked so that two people look. Whoever holds a shared key could give both.",
    bad=Example({"allowed_signers": f"mina {MINAS}\njuno {MINAS}\n"}),
    good=Example({"allowed_signers": LINES}),
    silenceable=False,
    workspace=_check,
)
