"""SMM183: open work is not past its day."""

from collections.abc import Iterator

from smmops.model.files_notes import Task
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    day = today(view)
    if day is None:
        return
    for document, task in view.files(Task):
        if task.due and task.due < day and task.state in ("open", "doing"):
            yield Hit(
                document.path,
                document.spot("due"),
                msg(
                    "due on {due}, and still `{state}` on {day}",
                    due=str(task.due),
                    day=str(day),
                    state=task.state,
                ),
                msg("finish it, give it a new `due:`, or write `state: dropped`"),
            )


def _example(day: str) -> Example:
    return Example(
        {
            "tasks/menu-photos.md": "---\nwhat: New photos of the winter menu\nowner: juno\ndue: 2026-12-04\n---\n"
        },
        now=on(day),
    )


RULE = Rule(
    code="SMM183",
    slug="task-overdue",
    severity=Severity.WARNING,
    title="An open task is not past its day",
    why="A list with old entries is read by nobody, and the one that matters is lost in it.",
    bad=_example("2026-12-07"),
    good=_example("2026-12-04"),
    workspace=_check,
)
