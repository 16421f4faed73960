"""SMM189: feedback leads to something, or to a plain no."""

from collections.abc import Iterator
from datetime import timedelta

from smmops.model.files_notes import Feedback
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_PATIENCE = timedelta(days=30)


def _check(view: View) -> Iterator[Hit]:
    day = today(view)
    if day is None:
        return
    for document, feedback in view.files(Feedback):
        if not feedback.so and day - feedback.on > _PATIENCE:
            yield Hit(
                document.path,
                document.spot("said"),
                msg("came {days} days ago, and nobody wrote what follows", days=(day - feedback.on).days),
                msg("add `so:` with what you do about it; `so: nothing` is an answer too"),
            )


def _example(day: str) -> Example:
    return Example(
        {
            "feedback/opening-hours.md": "---\nfrom: guest\non: 2026-12-03\nabout: opening hours\nsaid: I would come before eight\n---\n"
        },
        now=on(day),
    )


RULE = Rule(
    code="SMM189",
    slug="feedback-unanswered",
    severity=Severity.WARNING,
    title="Feedback has an answer within 30 days",
    why="A strategy has room to adapt only where somebody reads what guests say. What lies longer is forgotten.",
    bad=_example("2027-01-03"),
    good=_example("2027-01-02"),
    workspace=_check,
)
