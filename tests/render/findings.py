"""Findings as rules make them, also from hostile files."""

from smmops.model.message import Message, msg
from smmops.model.problem import Place, Problem, Severity
from smmops.rules.run import Findings, Silenced

LONG = msg(
    "{count} graphemes on {network}, limit {limit} ({over} over)",
    count=318,
    network="bluesky",
    limit=300,
    over=18,
)
HOSTILE = "a\x1b[31m\u202e\r\n::error file=x::owned%0A,`\x00"


def problem(
    path: str = "content/2026/12/launch.md",
    line: int = 12,
    *,
    severity: Severity = Severity.ERROR,
    message: Message = LONG,
    related: tuple[Place, ...] = (),
) -> Problem:
    fix = msg("shorten it by {over}", over=18)
    return Problem("SMM204", "text-too-long", severity, path, line, 3 if line else 0, message, fix, related)


def many(count: int, path: str = "content/2026/12/launch.md") -> tuple[Problem, ...]:
    return tuple(problem(path, line) for line in range(1, count + 1))


def hostile() -> Findings:
    told = msg("`{text}` is banned", text=HOSTILE)
    return Findings(problems=(problem(f"content/{HOSTILE}.md", message=told),), files=1)


def ordinary() -> Findings:
    warned = problem(line=2, severity=Severity.WARNING, related=(Place("content/2026/12/other.md", 4, 1),))
    silenced = Silenced(problem("content/2026/12/quote.md", 5), "quoting in full")
    return Findings((warned, *many(5), problem("team.yaml", 0)), (silenced,), files=7, later=(("grow", 3),))
