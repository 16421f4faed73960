"""SMM188: texts for staff say for whom one works."""

from collections.abc import Iterator

from smmops.model.files_notes import Advocacy
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, kit in view.files(Advocacy):
        words = (kit.disclosure or "").strip()
        if not words:
            yield Hit(
                document.path,
                document.spot("texts", "#key"),
                msg("texts for staff without `disclosure`"),
                msg(
                    'add the words that say for whom one works: `disclosure: "#{brand}Team"`',
                    brand=view.settings.brand.split()[0],
                ),
            )
            continue
        for index, text in enumerate(kit.texts):
            if words.casefold() not in text.casefold():
                yield Hit(
                    document.path,
                    document.spot("texts", index),
                    msg("text {number} does not hold `{words}`", number=index + 1, words=words),
                    msg("put the words into the text: who copies it copies them too"),
                )


_KIT = """\
---
disclosure: "#AcmeTeam"
texts: ["TEXT"]
owner: mina
---
"""

RULE = Rule(
    code="SMM188",
    slug="staff-text",
    severity=Severity.ERROR,
    title="A text that staff may post says for whom they work",
    why="In most countries an employee who praises the employer's product must say so, and the employer answers for it.",
    bad=in_file(
        "advocacy/winter.md", _KIT.replace("TEXT", "The new Sidama is the best thing we roasted this year.")
    ),
    good=in_file("advocacy/winter.md", _KIT.replace("TEXT", "I roasted the new Sidama myself. #AcmeTeam")),
    workspace=_check,
)
