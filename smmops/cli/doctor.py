"""`smmops doctor`."""

import os

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.workspace import Workspace


@command("doctor")
@click.option(
    "--secrets", is_flag=True, required=True, expose_value=False, help="List what channels need to be set."
)
def doctor(session: Session) -> int:
    """Lists the environment variables that the channels need, and which are set.

    Values are never read beyond whether there is one, and never printed. Exit 1 when one that is required by an
    active channel is missing.

    \b
    Examples:
      smmops doctor --secrets
      smmops doctor --secrets --format json
    """
    from smmops.cli.workspace import opened

    workspace, _ = opened(session)
    rows = [row for channel in workspace.channels for row in _variables(workspace, channel)]
    session.keep({"secrets": rows})
    session.show(json_text({"secrets": rows}) if session.format == "json" else _table(rows))
    lacking = any(row["required"] and row["status"] == "active" and not row["set"] for row in rows)
    return exits.PROBLEMS if lacking else exits.FINE


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
