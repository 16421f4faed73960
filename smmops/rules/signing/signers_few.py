"""SMM762: where policy asks for signatures, enough members can sign."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.settings import Approvals
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.signing.keys import LINES, MINAS, alive
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    if team is None or team.solo:
        return
    policy = view.settings.policy
    asked: list[tuple[tuple[str | int, ...], Approvals]] = [(("approvals",), policy.approvals)]
    asked += [(("rules", index, "approvals"), rule.approvals) for index, rule in enumerate(policy.rules)]
    able = {who for line in alive(view) for who in line.who} & {member.id for member in team.members}
    for trail, wanted in asked:
        if wanted.level != "signed":
            continue
        path, spot = view.setting("policy", *trail, "level")
        minimum = wanted.minimum or policy.approvals.minimum or 1
        if len(able) < minimum:
            yield Hit(
                path,
                spot,
                msg(
                    "signatures are asked: {minimum}, members with a key in allowed_signers: {count}",
                    minimum=minimum,
                    count=len(able),
                ),
                msg('add a line a member: `mina namespaces="smmops-approval" ssh-ed25519 AAAA…`'),
            )
        for role in wanted.all:
            holders = {member.id for member in team.members if role in member.roles}
            if holders and holders.isdisjoint(able):
                yield Hit(
                    path,
                    spot,
                    msg("a signature of role `{role}` is asked, and no member of it has a key", role=role),
                    msg("add the key of one of them to allowed_signers"),
                )


RULE = Rule(
    code="SMM762",
    slug="signers-few",
    severity=Severity.ERROR,
    title="Where policy asks for signatures, enough members can sign",
    why="Every post would wait for a signature that nobody can give, and miss its time.",
    bad=Example(
        {
            "smmops.yaml+": "policy: {approvals: {minimum: 2, level: signed}}\n",
            "allowed_signers": f"mina {MINAS}\n",
        }
    ),
    good=Example(
        {
            "smmops.yaml+": "policy: {approvals: {minimum: 2, level: signed}}\n",
            "allowed_signers": LINES,
        }
    ),
    silenceable=False,
    workspace=_check,
)
