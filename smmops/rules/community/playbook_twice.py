"""SMM803: one kind of message has one playbook."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.playbook import Playbook
from smmops.model.problem import Place, Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    first: dict[str, str] = {}
    for document, playbook in view.files(Playbook):
        before = first.setdefault(playbook.for_, document.path)
        if before != document.path:
            yield Hit(
                document.path,
                document.spot("for"),
                msg("{other} is for {kind} too", other=before, kind=playbook.for_),
                msg("join the two: degrees of one kind stand under `severity:`"),
                (Place(before, *view.spot(before, "for")),),
            )


def _example(kind: str) -> Example:
    text = "---\nfor: {kind}\nseverity: {{low: 24h}}\nowner: mina\npublic_first: answer in public first\n---\nBe kind.\n"
    return Example(
        {
            "playbooks/complaint.md": text.format(kind="complaint"),
            "playbooks/late-parcel.md": text.format(kind=kind),
        }
    )


RULE = Rule(
    code="SMM803",
    slug="playbook-twice",
    severity=Severity.ERROR,
    title="A kind of message has one playbook",
    why="With two, two people answer one guest, or each waits for the other.",
    bad=_example("complaint"),
    good=_example("question"),
    workspace=_check,
)
