"""SMM806: the crisis was practised within a year."""

from collections.abc import Iterator
from datetime import timedelta

from smmops.model.message import msg
from smmops.model.playbook import Playbook
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_YEAR = timedelta(days=365)


def _check(view: View) -> Iterator[Hit]:
    day = today(view)
    if day is None:
        return
    for document, playbook in view.files(Playbook):
        if playbook.for_ != "crisis":
            continue
        held = [drill for drill in playbook.drills if drill <= day]
        if held and day - max(held) > _YEAR:
            yield Hit(
                document.path,
                document.spot("drills"),
                msg(
                    "the last drill was {days} days ago, limit {limit}",
                    days=(day - max(held)).days,
                    limit=_YEAR.days,
                ),
                msg(
                    "run `smmops pause --reason drill --live` against the sandbox with everybody, and add the day to `drills:`"
                ),
            )
        elif not held and view.settings.stage != "explore":
            yield Hit(
                document.path,
                document.spot("for"),
                msg("no drill was held yet"),
                msg(
                    "run `smmops pause --reason drill --live` against the sandbox with everybody, and add the day to `drills:`"
                ),
            )


_CRISIS = """\
---
for: crisis
owner: mina
spokespeople: [mina]
holding_text: We know that the shop is closed and tell you more by noon.
drills: [2025-12-01]
---
"""

RULE = Rule(
    code="SMM806",
    slug="drill-old",
    severity=Severity.WARNING,
    title="A crisis was practised within the last 365 days, and from stage grow on at all",
    why="Who has never stopped the calendar does not find the command, the password or the person when it counts.",
    bad=Example({"playbooks/crisis.md": _CRISIS}, now=on("2026-12-02")),
    good=Example({"playbooks/crisis.md": _CRISIS}, now=on("2026-12-01")),
    workspace=_check,
)
