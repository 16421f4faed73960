"""The text of `smmops --help` and of a family's help, made from the table."""

from smmops import __version__
from smmops.cli.table import COMMANDS, GROUPS, TOGETHER, Listed

USAGE = "usage: smmops [-C DIR] COMMAND [OPTIONS]"

_AFTER = """\
Every command takes
  -C DIR        work in this folder (a brand, or another clone)
  --format F    how to print: text, and what the command's --help lists
  --quiet       print only what needs you
  --no-color    no colours (NO_COLOR does the same)

Nothing is sent or recorded without --live: first see what would be done.
smmops COMMAND --help shows options and examples, smmops new --help each KIND.
smmops help 75, or help unknown: what an exit code or a state asks of you.
smmops help crisis: how to stop everything, now."""


def overview() -> str:
    """All commands by group, a line each, within 80 columns; large families in one line."""
    shown = list(dict.fromkeys(TOGETHER.get(listed.name.partition(" ")[0], listed) for listed in COMMANDS))
    widest = max(len(listed.name) for listed in shown)
    blocks = [f"smmops {__version__}: social media from a git repository, reviewed, exactly once", USAGE]
    for group in GROUPS:
        rows = [_row(listed, widest) for listed in shown if listed.group == group]
        blocks.append("\n".join([group, *rows]))
    return "\n\n".join([*blocks, _AFTER]) + "\n"


def family(name: str) -> str:
    """The commands that begin with this word."""
    own = [listed for listed in COMMANDS if listed.name.startswith(f"{name} ")]
    widest = max(len(listed.name) for listed in own)
    rows = [_row(listed, widest) for listed in own]
    head = f"usage: smmops {name} COMMAND [OPTIONS]"
    tail = f"smmops {name} COMMAND --help shows its options and examples."
    return "\n".join([head, "", *rows, "", tail, ""])


def _row(listed: Listed, widest: int) -> str:
    return f"  {listed.name:<{widest}}  {listed.summary}"
