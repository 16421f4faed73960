"""SMM182: open work has an owner and a day."""

from collections.abc import Iterator

from smmops.model.files_notes import Task
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    alone = team is not None and team.solo
    for document, task in view.files(Task):
        if task.state in ("done", "dropped"):
            continue
        if task.owner is None and not alone:
            yield Hit(
                document.path,
                document.spot("what"),
                msg("an open task without `owner`"),
                msg("add `owner:` with a member of team.yaml, or `state: dropped`"),
            )
        if task.due is None:
            yield Hit(
                document.path,
                document.spot("what"),
                msg("an open task without `due`"),
                msg("add `due: 2026-12-01`, the day on which it is missed"),
            )


_TASK = "---\nwhat: New photos of the winter menu\nowner: juno\nDUE---\n"

RULE = Rule(
    code="SMM182",
    slug="task-adrift",
    severity=Severity.WARNING,
    title="An open task has an owner and a day",
    why="What nobody owns is not done, and what has no day is done tomorrow.",
    bad=in_file("tasks/menu-photos.md", _TASK.replace("DUE", "")),
    good=in_file("tasks/menu-photos.md", _TASK.replace("DUE", "due: 2026-12-04\n")),
    workspace=_check,
)
