"""Problems as annotations of a GitHub Actions run."""

from smmops.model.message import msg
from smmops.model.problem import Problem, Severity
from smmops.render.problems import counted
from smmops.rules.run import Findings
from smmops.words.catalogue import say
from smmops.words.escape import workflow, workflow_property

MOST = 9
"""Annotations that are made, and one that counts the rest: GitHub drops what is over 10 a step without a sign.

Source: actions/toolkit issue 734, limits of annotations (checked 2026-08).
"""


def github(findings: Findings, *, language: str = "en") -> str:
    """Workflow commands, errors first, then one line of counts. No text of a file can start a command."""
    ordered = sorted(findings.problems, key=lambda problem: problem.severity is not Severity.ERROR)
    lines = [_command(problem, language) for problem in ordered[:MOST]]
    rest = len(ordered) - MOST
    if rest > 0:
        kind = ordered[MOST].severity.value
        more = say(msg("and {count} more: `smmops check` prints them all", count=rest), language)
        lines.append(f"::{kind} title=smmops::{workflow(more)}")
    lines.append(counted(findings, language))
    return "\n".join(lines) + "\n"


def _command(problem: Problem, language: str) -> str:
    properties = {
        "file": problem.path,
        "line": str(max(problem.line, 1)),
        "col": str(max(problem.column, 1)),
        "title": f"{problem.code} {problem.slug}",
    }
    written = ",".join(f"{name}={workflow_property(value)}" for name, value in properties.items())
    said = f"{say(problem.message, language)}\nfix: {say(problem.fix, language)}"
    return f"::{problem.severity.value} {written}::{workflow(said)}"
