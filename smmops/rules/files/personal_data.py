"""SMM187: files about customers hold nothing that points at one of them."""

from collections.abc import Iterator

from smmops.model.base import Frozen
from smmops.model.files_notes import Experiment, Feedback
from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.texts import at
from smmops.rules.view import View
from smmops.words.personal import found_in

_ABOUT_PEOPLE: tuple[type[Frozen], ...] = (Persona, Feedback, Experiment)


def _check(view: View) -> Iterator[Hit]:
    for model in _ABOUT_PEOPLE:
        for document, _ in view.files(model):
            try:
                text = view.tree.read(document.path).decode("utf-8", "replace")
            except KeyError:
                continue
            found = found_in(text)
            if found:
                yield Hit(
                    document.path,
                    at(text, text.index(found)),
                    msg("an e-mail address or telephone number stands here"),
                    msg("take it out: write what was learned, not who said it"),
                )


_FEEDBACK = "---\nfrom: guest\non: 2026-12-03\nabout: opening hours\nsaid: SAID\nso: nothing\n---\n"

RULE = Rule(
    code="SMM187",
    slug="personal-data",
    severity=Severity.ERROR,
    title="Personas, feedback and experiments hold no contact data",
    why="A persona stands for many people. Data of one person in a repository cannot be deleted when they ask for it.",
    bad=in_file(
        "feedback/opening-hours.md", _FEEDBACK.replace("SAID", "call me at 010-2345-6789 when you open")
    ),
    good=in_file("feedback/opening-hours.md", _FEEDBACK.replace("SAID", "I would come before eight")),
    workspace=_check,
)
