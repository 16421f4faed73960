"""SMM802: at stage scale there is a playbook for each kind of message, and one owner for the rest."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.playbook import Playbook
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_KINDS = ("complaint", "praise", "question", "crisis")


def _check(view: View) -> Iterator[Hit]:
    if view.settings.stage != "scale":
        return
    path, spot = view.setting("stage")
    there = [playbook for _, playbook in view.files(Playbook)]
    kinds = {playbook.for_ for playbook in there}
    for kind in _KINDS:
        if kind not in kinds and not view.unread(f"playbooks/{kind}.md"):
            yield Hit(
                path,
                spot,
                msg("no playbook is `for: {kind}`", kind=kind),
                msg("write playbooks/{kind}.md: who answers, in which time, and who helps", kind=kind),
            )
    if there and not any(playbook.default_owner for playbook in there):
        yield Hit(
            path,
            spot,
            msg("no playbook has a `default_owner`"),
            msg("add it to one of them: who takes what fits nowhere"),
        )


RULE = Rule(
    code="SMM802",
    slug="playbook-lacking",
    severity=Severity.WARNING,
    title="At stage scale complaint, praise, question and crisis have a playbook, and the rest has an owner",
    why="Plan for complaints and for praise: what is not planned is answered late, in the tone of the day, or by nobody.",
    bad=Example({"stage: scale": "", "playbooks/praise.md": None}),
    good=Example({"stage: scale": ""}),
    workspace=_check,
)
