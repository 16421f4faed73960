"""SMM523: an experiment says what it looks at, and comes to a dated result."""

from collections.abc import Iterator

from smmops.model.files_notes import Experiment
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import today
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    day = today(view)
    for document, experiment in view.files(Experiment):
        if experiment.metric is None and view.settings.stage != "explore":
            yield Hit(
                document.path,
                document.spot("hypothesis"),
                msg("an experiment without `metric`"),
                msg("add `metric:` with the number that will show whether it was so"),
            )
        if experiment.result and experiment.concluded is None:
            yield Hit(
                document.path,
                document.spot("result"),
                msg("a result without a day"),
                msg("add `concluded: 2026-12-01`"),
            )
        elif day and day > experiment.to and not experiment.result:
            yield Hit(
                document.path,
                document.spot("to"),
                msg("ended on {day}, and nothing is written about what came out", day=str(experiment.to)),
                msg("add `result:` and `concluded:`; that nothing changed is a result"),
            )


_FILE = """\
---
hypothesis: Questions bring more answers than tips
from: 2026-11-01
to: 2026-11-28
result: Twice as many answers, half as many saves
CONCLUDED---
"""

RULE = Rule(
    code="SMM523",
    slug="experiment-open",
    severity=Severity.WARNING,
    title="An experiment has a metric from stage grow on, and a dated result once it is over",
    why="Trying things out needs no template, yet what nobody concluded is tried again next year.",
    bad=in_file("experiments/questions.md", _FILE.replace("CONCLUDED", "")),
    good=in_file("experiments/questions.md", _FILE.replace("CONCLUDED", "concluded: 2026-12-01\n")),
    workspace=_check,
)
