"""SMM808: who hides and escalates has a name."""

from collections.abc import Iterator

from smmops.model.files_small import Moderation
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    if team is not None and team.solo:
        return
    for document, moderation in view.files(Moderation):
        key = "escalate" if moderation.escalate else "hide" if moderation.hide else None
        if key and not moderation.owner:
            yield Hit(
                document.path,
                document.spot(key, "#key"),
                msg("`{key}`, and moderation.yaml has no `owner`", key=key),
                msg("add `owner:` with the member who looks at what was hidden"),
            )


_FILE = "escalate: [refund, allergic]\nOWNER"

RULE = Rule(
    code="SMM808",
    slug="moderation-unowned",
    severity=Severity.WARNING,
    title="`moderation.yaml` has an owner",
    why="What is escalated to nobody is only hidden more politely, and somebody must see what was hidden by mistake.",
    bad=in_file("moderation.yaml", _FILE.replace("OWNER", "")),
    good=in_file("moderation.yaml", _FILE.replace("OWNER", "owner: juno\n")),
    workspace=_check,
)
