"""`smmops doctor`."""

import os
import textwrap
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.workspace import Workspace
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.cli.doctor_forge import Seen


@command("doctor")
@click.option("--secrets", is_flag=True, help="Only what channels need to be set; asks nobody.")
def doctor(session: Session, *, secrets: bool) -> int:
    """Tells what keeps this workspace from publishing.

    It lists the environment variables that the channels need, and which are set, and asks the forge whether it
    can say who approved and how it protects main. Values are never read beyond whether there is one, and never
    printed. Exit 1 when a variable that an active channel requires is missing, or the forge cannot be asked.

    \b
    Examples:
      smmops doctor
      smmops doctor --secrets
      smmops doctor --format json
    """
    from smmops.cli.workspace import opened

    workspace, _ = opened(session)
    rows = [row for channel in workspace.channels for row in _variables(workspace, channel)]
    facts: dict[str, Any] = {"secrets": rows}
    text = _table(rows)
    lacking = any(row["required"] and row["status"] == "active" and not row["set"] for row in rows)
    if not secrets and workspace.settings is not None:
        from smmops.cli.doctor_forge import look

        seen = look(session)
        facts["forge"] = [_row(one) for one in seen]
        text += "\n\n" + "\n".join(_said(one) for one in seen)
        lacking = lacking or any(one.state == "broken" for one in seen)
    session.keep(facts)
    session.show(json_text(facts) if session.format == "json" else text)
    return exits.PROBLEMS if lacking else exits.FINE


def _row(one: "Seen") -> dict[str, str]:
    return {
        "what": one.what,
        "state": one.state,
        "says": one.says.fill(),
        "fix": one.fix.fill() if one.fix else "",
    }


def _said(one: "Seen") -> str:
    state = "" if one.state == "fine" else f"{one.state}: "
    said = [_wrapped(f"{one.what}: {state}{terminal(one.says.fill())}", "  ")]
    return "\n".join(said + ([_wrapped(f"  fix: {terminal(one.fix.fill())}", "    ")] if one.fix else []))


def _wrapped(text: str, below: str) -> str:
    return textwrap.fill(text, 80, subsequent_indent=below, break_long_words=False, break_on_hyphens=False)


def _variables(workspace: Workspace, channel_id: str) -> list[dict[str, str | bool]]:
    from smmops.specs.registry import spec

    channel = workspace.channels[channel_id]
    return [
        {
            "channel": channel_id,
            "status": channel.status,
            "variable": f"{channel.secrets}_{rule.name}",
            "required": rule.required,
            "set": bool(os.environ.get(f"{channel.secrets}_{rule.name}")),
            "note": rule.note,
        }
        for rule in spec(channel.network).secrets
    ]


def _table(rows: list[dict[str, str | bool]]) -> str:
    if not rows:
        return "no channel needs a secret"
    wide = max(len(str(row["variable"])) for row in rows)
    lines, before = [], ""
    for row in rows:
        if row["channel"] != before:
            lines.append(f"{row['channel']} ({row['status']})")
            before = str(row["channel"])
        state = "set" if row["set"] else "missing" if row["required"] else "not set, optional"
        lines.append(f"  {row['variable']!s:<{wide}}  {state}")
    return "\n".join(lines)
