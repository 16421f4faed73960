"""Problems for people at a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from smmops.model.message import msg
from smmops.model.problem import Problem, Severity
from smmops.render.problems import asked_later, counted
from smmops.rules.run import Findings
from smmops.words.catalogue import say
from smmops.words.escape import terminal

MOST = 3
"""Problems of one file that are printed; the rest is counted."""
_RED, _YELLOW, _BOLD, _GREY = "31", "33", "1", "2"


def text(findings: Findings, *, language: str = "en", color: bool = False, most: int | None = MOST) -> str:
    """`path:line:column: severity CODE slug: message`, the fix below, and one line of counts at the end.

    At most `most` problems of a file, errors first; None prints all, and what a later stage would ask. `color` only for a terminal: ANSI.
    """
    ink = _Ink(color)
    blocks = [
        "\n".join(_file(list(group), ink, language, most=most))
        for _, group in groupby(findings.problems, key=lambda problem: problem.path)
    ]
    end = [_summary(findings, ink, language)]
    more = asked_later(findings, language)
    if more and most is None:
        end.append(ink(more, _GREY))
    return "\n\n".join([*blocks, "\n".join(end)]) + "\n"


class _Ink:
    """Colours a text, or leaves it alone."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._color else text


def _file(problems: Sequence[Problem], ink: _Ink, language: str, *, most: int | None) -> Iterator[str]:
    shown = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)[:most]
    for problem in sorted(shown, key=lambda problem: problem.order):
        yield from _problem(problem, ink, language)
    rest = len(problems) - len(shown)
    if rest == 1:
        yield ink("  " + say(msg("and 1 more in this file: `smmops check --all` shows it"), language), _GREY)
    elif rest:
        more = msg("and {count} more in this file: `smmops check --all` shows them", count=rest)
        yield ink("  " + say(more, language), _GREY)


def _problem(problem: Problem, ink: _Ink, language: str) -> Iterator[str]:
    place = terminal(problem.path) + f":{max(problem.line, 1)}:{max(problem.column, 1)}:"
    style = _RED if problem.severity is Severity.ERROR else _YELLOW
    said = terminal(say(problem.message, language))
    yield f"{ink(place, _BOLD)} {ink(problem.severity.value, style)} {problem.code} {problem.slug}: {said}"
    yield f"  fix: {terminal(say(problem.fix, language))}"
    for other in problem.related:
        yield ink(f"  see {terminal(other.path)}:{max(other.line, 1)}:{max(other.column, 1)}", _GREY)


def _summary(findings: Findings, ink: _Ink, language: str) -> str:
    line = counted(findings, language)
    if findings.count(Severity.ERROR):
        return ink(f"✗ {line}", _RED)
    return ink(f"! {line}", _YELLOW) if findings.problems else f"✓ {line}"
