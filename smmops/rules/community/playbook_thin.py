"""SMM805: a playbook says what its kind of message needs."""

from collections.abc import Iterator

from smmops.model.message import Message, msg
from smmops.model.playbook import Playbook
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, playbook in view.files(Playbook):
        for said, fix in _lacks(playbook):
            yield Hit(document.path, document.spot("for"), said, fix)


def _lacks(playbook: Playbook) -> Iterator[tuple[Message, Message]]:
    if playbook.for_ == "crisis":
        if not (playbook.holding_text or "").strip():
            yield (
                msg("a crisis playbook without `holding_text`"),
                msg("write the two sentences that can go out before anything is known"),
            )
        if not playbook.spokespeople:
            yield (
                msg("a crisis playbook without `spokespeople`"),
                msg("name the members who speak; everybody else passes on"),
            )
    if playbook.for_ in ("complaint", "question") and not playbook.severity:
        yield (
            msg("a playbook for {kind} without `severity`", kind=playbook.for_),
            msg(
                "write the time to the first answer: `severity: {open}low: 24h, high: 1h{close}`",
                open="{",
                close="}",
            ),
        )
    if playbook.for_ == "complaint" and not (playbook.public_first or "").strip():
        yield (
            msg("a playbook for complaint without `public_first`"),
            msg("write what is said in public before the rest goes on in private messages"),
        )
    if not playbook.owner:
        yield (
            msg("a playbook for {kind} without `owner`", kind=playbook.for_),
            msg("add `owner:` with the member who answers"),
        )


def _example(more: str) -> Example:
    return Example(
        {
            "playbooks/crisis.md": f"---\nfor: crisis\nowner: mina\nspokespeople: [mina]\n{more}---\nStop everything: `smmops pause --reason WHY --live`.\n"
        }
    )


RULE = Rule(
    code="SMM805",
    slug="playbook-thin",
    severity=Severity.WARNING,
    title="A playbook has an owner, times and words: crisis a holding text and spokespeople, complaint what is said in public",
    why="In a crisis there are ten minutes. A sentence that is there already is worth more than a better one tomorrow.",
    bad=_example(""),
    good=_example("holding_text: We know that the shop is closed and tell you more by noon.\n"),
    workspace=_check,
)
