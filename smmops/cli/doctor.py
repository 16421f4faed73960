"""`smmops doctor`."""

import os
import textwrap
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.ports import Tree
from smmops.model.workspace import Workspace
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.cli.doctor_seen import Seen


@command("doctor")
@click.option("--secrets", is_flag=True, help="Only what channels need to be set; asks nobody.")
@click.option("--write", is_flag=True, help="Write members' numbers on GitHub into team.yaml, for review.")
def doctor(session: Session, *, secrets: bool, write: bool) -> int:
    """Tells what keeps this workspace from publishing.

    It lists the environment variables that the channels need, and which are set. It asks the forge whether it can
    say who approved, how it protects main, the ledger and the secrets' environment, whether the secrets that the
    calendar needs are there by name, and when ticks came how late; the ledger says when a tick last left a trace.
    Values are never read beyond whether there is one, and never printed. Each finding has its fix. Exit 1 when
    something keeps posts from going out.

    --write puts the numbers of members' accounts, which approvals are counted by, into team.yaml.

    \b
    Examples:
      smmops doctor
      smmops doctor --secrets
      smmops doctor --write
      smmops doctor --format json
    """
    from smmops.cli.workspace import opened

    workspace, tree = opened(session)
    rows = [row for channel in workspace.channels for row in _variables(workspace, channel)]
    facts: dict[str, Any] = {"secrets": rows}
    text = _table(rows)
    lacking = any(row["required"] and row["status"] == "active" and not row["set"] for row in rows)
    if _by_workflow(tree):
        lacking = False  # the secrets stand on GitHub, and are looked for there
    if not secrets and workspace.settings is not None:
        from smmops.cli.doctor_forge import look, number_members

        if write:
            number_members(session)
        seen = look(session)
        facts["forge"] = [_row(one) for one in seen]
        text += "\n\n" + "\n".join(_said(one) for one in seen)
        lacking = lacking or any(one.state == "broken" for one in seen)
    session.keep(facts)
    session.show(json_text(facts) if session.format == "json" else text)
    return exits.PROBLEMS if lacking else exits.FINE


def _by_workflow(tree: Tree) -> bool:
    """Whether GitHub runs the ticks: then nobody's own machine needs the secrets."""
    return ".github/workflows/smmops-publish.yml" in tree.blobs()


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
