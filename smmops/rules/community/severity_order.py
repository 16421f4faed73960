"""SMM804: what is worse is answered sooner."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from smmops.model.message import msg
from smmops.model.playbook import Playbook
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_DEGREES = {"low": 0, "minor": 0, "normal": 1, "medium": 1, "high": 2, "major": 2, "urgent": 3, "critical": 3}


def _check(view: View) -> Iterator[Hit]:
    for document, playbook in view.files(Playbook):
        known = [
            (rank, name) for name in playbook.severity if (rank := _DEGREES.get(name.casefold())) is not None
        ]
        for (lower, mild), (higher, bad) in pairwise(sorted(known)):
            if lower < higher and playbook.severity[bad] > playbook.severity[mild]:
                yield Hit(
                    document.path,
                    document.spot("severity", bad),
                    msg(
                        "`{bad}` is answered within {late}, `{mild}` within {soon}",
                        bad=bad,
                        late=_written(playbook.severity[bad]),
                        mild=mild,
                        soon=_written(playbook.severity[mild]),
                    ),
                    msg("give `{bad}` the shorter time", bad=bad),
                )


def _written(span: timedelta) -> str:
    """A duration as files write it."""
    seconds = int(span.total_seconds())
    units = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
    unit, size = next(
        (unit, size) for unit, size in units if seconds % size == 0 and (unit != "d" or span.days > 2)
    )
    return f"{seconds // size}{unit}"


def _example(high: str) -> Example:
    return Example(
        {
            "playbooks/complaint.md": (
                f"---\nfor: complaint\nseverity: {{low: 12h, high: {high}}}\nowner: mina\n"
                "public_first: answer in public, go on in a private message\n---\nBe kind, prompt and direct.\n"
            )
        }
    )


RULE = Rule(
    code="SMM804",
    slug="severity-order",
    severity=Severity.ERROR,
    title="A worse degree has a shorter time to the first response",
    why="The inbox sorts by these times: mixed up, the angry guest waits behind the friendly question.",
    bad=_example("24h"),
    good=_example("1h"),
    workspace=_check,
)
