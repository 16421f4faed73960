"""`smmops audit`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from smmops.cli.paint import painted, plain
from smmops.cli.session import Session, command


@command("audit", formats=("text", "markdown", "csv", "json"))
@click.option("--from", "start", metavar="DAY", help="From this day on: 2026-12-01.")
@click.option("--to", "end", metavar="DAY", help="Up to this day, which counts.")
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help="Look at N publications, drawn by --seed."
)
@click.option("--seed", metavar="TEXT", help="Any text; the same draws the same. 1 unless told.")
@click.option("--online", is_flag=True, help="Ask the forge and read the networks back as well.")
@click.option("--alarm", is_flag=True, help="Keep one issue on the forge open while something needs a look.")
def audit(session: Session, *, online: bool, alarm: bool, **given: Any) -> int:
    """Shows for each publication who wrote it, who approved it, and what was sent.

    Reads main and the state branch as they lie in this clone and makes every hash again: nothing is believed
    because a receipt says it. Days are of the workspace's time zone. Exit 0 when no gap was found, 1 when some
    were. It supports an auditor's opinion; it gives none.

    \b
    Examples:
      smmops audit
      smmops audit --from 2026-12-01 --to 2026-12-31 --format markdown
      smmops audit --sample 25 --seed "FY26 Q4" --format csv
      smmops audit --online --json-into audit.json
      smmops audit --alarm                what the daily workflow runs
    """
    from smmops.cli.world import ground
    from smmops.jobs.audit.reading import read_back
    from smmops.jobs.audit.run import Asked
    from smmops.jobs.audit.run import audit as look
    from smmops.render.audit_facts import csv_text, facts, json_text
    from smmops.render.audit_markdown import markdown
    from smmops.render.audit_text import text

    asked = Asked(**_asked(given), online=online)
    stands = ground(session)
    found = look(
        stands.world, stands.git, stands.settings, asked=asked, reading=read_back if online else None
    )
    stands.progress.done()
    if session.json_into is not None:
        session.keep_text(json_text(facts(found)))
    shown = {
        "json": lambda: json_text(facts(found)),
        "csv": lambda: csv_text(found),
        "markdown": lambda: markdown(found),
        "text": lambda: text(found, painted if session.color else plain),
    }
    session.show(shown[session.format]())
    if alarm:
        from smmops.cli.audit_alarm import rung

        return max(found.exit_code, rung(session, stands, found))
    return found.exit_code


def _asked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The period and the sample of the options, where they make sense."""
    start, end = _day(given["start"], "--from"), _day(given["end"], "--to")
    if given["seed"] is not None and given["sample"] is None:
        raise click.BadParameter("--seed draws nothing by itself: add --sample N", param_hint="--seed")
    if start and end and start > end:
        raise click.BadParameter(f"{end} is before {start}", param_hint="--to")
    return {"start": start, "end": end, "sample": given["sample"], "seed": given["seed"] or "1"}


def _day(given: str | None, option: str) -> date | None:
    if given is None:
        return None
    try:
        if len(given) == 10:
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise click.BadParameter(f"{given} is no day: write 2026-12-01", param_hint=option)
