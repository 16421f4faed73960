"""The alarm: one issue while ticks have stopped, came late, or an audit has gaps; closed when all is well again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from smmops.model.audit import Audit, Publication
from smmops.model.problem import Problem, Severity
from smmops.words.escape import markdown as plain
from smmops.words.time import duration

SILENT = timedelta(hours=26)
"""A tick writes a checkpoint a day; this is a day and what a schedule may be late by."""
LATE = timedelta(minutes=30)
"""A publication later than this is told: its tick came late."""
LOOK_BACK = timedelta(days=2)
_SHOWN = 30

MARKER = "<!-- smmops:alarm v1 -->"
LABEL = "smmops-alarm"
TITLE = "smmops: publishing needs a look"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What needs a look. `silent` is how long the state branch has not moved, None where that is short enough."""

    silent: timedelta | None
    last: datetime | None
    late: Sequence[Publication]
    gaps: Sequence[Problem]

    @property
    def rings(self) -> bool:
        """Whether anything needs a look."""
        return self.silent is not None or bool(self.late) or bool(self.gaps)


def alarm_of(audit: Audit) -> Alarm:
    """The alarm of an audit: silence by the state branch's last commit, lateness by the receipts of two days."""
    last = audit.proof.last
    silent = audit.at - last if last is not None else None
    late = [
        row
        for row in audit.population
        if row.sent_at and row.sent_at > audit.at - LOOK_BACK and (row.late_s or 0) > LATE.total_seconds()
    ]
    gaps = [gap for gap in audit.gaps if gap.severity is Severity.ERROR]
    return Alarm(silent if silent is not None and silent > SILENT else None, last, late, gaps)


def told(alarm: Alarm, audit: Audit) -> str:
    """The issue's text, safe to show whatever stands in posts and names."""
    zone = ZoneInfo(audit.zone)
    lines = [f"`smmops audit` of {plain(audit.brand)}, {_when(audit.at, zone)} {plain(audit.zone)}.", ""]
    if alarm.silent is not None:
        lines += [
            f"**No tick has written anything for {duration(alarm.silent)}**; the last did {_when(alarm.last, zone)}.",
            "Look at the runs of smmops-publish.yml: a schedule may be switched off, or a secret may have run out.",
            "",
        ]
    if alarm.late:
        lines += ["**Ticks that came late**", "", "| publication | due | sent | late |", "|---|---|---|---|"]
        for row in alarm.late[:_SHOWN]:
            late = duration(timedelta(seconds=row.late_s or 0))
            lines.append(
                f"| {plain(row.key)} | {_when(row.due_at, zone)} | {_when(row.sent_at, zone)} | {late} |"
            )
        lines += [
            *_more(alarm.late),
            "",
            "A timer of your own may start the workflow: docs/publishing.md.",
            "",
        ]
    if alarm.gaps:
        lines += [f"**{len(alarm.gaps)} gaps**", ""]
        lines += [
            f"- {gap.code} {gap.slug} at {plain(gap.path)}: {plain(str(gap.message))}"
            for gap in alarm.gaps[:_SHOWN]
        ]
        lines += [*_more(alarm.gaps), "", "`smmops audit` on a clone shows each with what to do.", ""]
    return "\n".join(lines)


def _more(items: Sequence[object]) -> list[str]:
    return ["", f"and {len(items) - _SHOWN} more"] if len(items) > _SHOWN else []


def _when(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "never"
