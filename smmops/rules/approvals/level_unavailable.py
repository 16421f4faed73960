"""SMM720: policy asks for no level that the forge cannot give."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.settings import Level
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

LEVELS = ("on-main", "merged", "attested", "signed")
"""Weakest first."""
STRONGEST = {"local": "merged", "github": "attested"}
"""The strongest level that each kind of forge gives. `signed` comes of keys, whatever the forge."""


def _check(view: View) -> Iterator[Hit]:
    forge, team = view.settings.forge, view.workspace.team
    if forge is None or (team and team.solo):
        return
    best = STRONGEST[forge.kind]
    policy = view.settings.policy
    asked: list[tuple[tuple[str | int, ...], Level | None]] = [
        (("approvals", "level"), policy.approvals.level)
    ]
    asked += [
        (("rules", index, "approvals", "level"), rule.approvals.level)
        for index, rule in enumerate(policy.rules)
    ]
    for trail, level in asked:
        if level not in (None, "signed") and LEVELS.index(level) > LEVELS.index(best):
            path, spot = view.setting("policy", *trail)
            yield Hit(
                path,
                spot,
                msg(
                    "`level: {level}` is asked, the {forge} forge gives `{best}` at most",
                    level=level,
                    forge=forge.kind,
                    best=best,
                ),
                msg("write `level: {best}`, or use a forge that gives more", best=best),
            )


RULE = Rule(
    code="SMM720",
    slug="level-unavailable",
    severity=Severity.ERROR,
    title="Policy asks for no approval level that the forge cannot give",
    why="Every post would wait for an approval that nobody can give, and miss its time.",
    bad=Example({"smmops.yaml+": "policy: {approvals: {minimum: 1, level: attested}}\n"}),
    good=Example({"smmops.yaml+": "policy: {approvals: {minimum: 1, level: merged}}\n"}),
    silenceable=False,
    workspace=_check,
)
