"""An audit for a terminal: the verdict, the counts, and each gap with what to do."""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from smmops.model.audit import Audit
from smmops.model.problem import Severity
from smmops.render.audit_markdown import period, verdict
from smmops.words.catalogue import say
from smmops.words.escape import terminal

_WIDE = 80
_SHOWN = 20


def text(
    audit: Audit, paint: Callable[[str, str], str], language: str = "en", *, everything: bool = False
) -> str:
    """At most 80 columns, but for addresses and ids, which are never cut."""
    return "\n".join(_lines(audit, paint, language, everything=everything))


def _lines(
    audit: Audit, paint: Callable[[str, str], str], language: str, *, everything: bool
) -> Iterator[str]:
    where = "clone, forge and networks" if audit.online else "offline, the clone alone"
    yield paint(terminal(f"{audit.brand}: {period(audit)} ({audit.zone}), {where}"), "title")
    yield f"  main {audit.main[:12]}  ledger {audit.state[:12]}"
    counts = Counter(row.approval for row in audit.shown)
    told = ", ".join(f"{count} {how}" for how, count in sorted(counts.items())) or "none"
    yield f"  publications  {len(audit.population)} in the period; {terminal(told)}"
    if audit.sample:
        yield terminal(
            f"  sample        {len(audit.shown)} of {len(audit.population)}, seed {audit.sample.seed}:"
        )
        yield from (terminal(f"    {key}") for key in audit.sample.keys)
    states = Counter(row.state for row in audit.shown)
    yield f"  states        {', '.join(f'{count} {state}' for state, count in sorted(states.items())) or 'none'}"
    changes = Counter(change.how for change in audit.changes)
    yield f"  main          {', '.join(f'{count} {how}' for how, count in sorted(changes.items())) or 'no changes'}"
    yield f"  freezes       {len(audit.freezes)}"
    yield f"  unknowns      {len(audit.doubts)}, {sum(not d.decided_at for d in audit.doubts)} open"
    yield f"  taken down    {sum(row.removed is not None for row in audit.shown)}"
    proof = audit.proof
    yield f"  ledger        {proof.commits} commits, {proof.files} files, {proof.anchors} anchors, {_day(proof.first, audit)} on"
    if audit.solo:
        yield "  one member: every approval is self-approved"
    yield ""
    shown = audit.gaps if everything else audit.gaps[:_SHOWN]
    for gap in shown:
        error = gap.severity is Severity.ERROR
        yield f"{paint('gap ' if error else 'look', 'error' if error else 'warning')} {gap.code} {gap.slug}"
        yield terminal(f"  at {gap.path}")
        yield from _wrapped(say(gap.message, language), "  ")
        yield from _wrapped(f"fix: {say(gap.fix, language)}", "  ")
    if len(shown) < len(audit.gaps):
        yield f"and {len(audit.gaps) - len(shown)} more: --format markdown or json shows all"
    yield from _wrapped(verdict(audit), "")


def _wrapped(sentence: str, indent: str) -> list[str]:
    return textwrap.wrap(
        terminal(sentence),
        _WIDE,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _day(at: datetime | None, audit: Audit) -> str:
    return at.astimezone(ZoneInfo(audit.zone)).strftime("%Y-%m-%d") if at else "never"
