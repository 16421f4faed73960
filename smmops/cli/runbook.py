"""Pages of the runbook: what an exit code or a state asks of a person, without the network."""

import re
from importlib import resources

from smmops.cli.exits import MEANING
from smmops.model.state import State

NEEDED = frozenset(
    {
        State.UNKNOWN,
        State.CONFLICT,
        State.REMOVAL_NEEDED,
        State.HELD,
        State.REJECTED,
        State.MISSED,
        State.ASKED,
        State.DRIFTED,
    }
)
"""States that may ask something of a person: what prints them names their page."""

_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]+\)")


def page(name: str) -> str | None:
    """The page of an exit code (`75`) or a state (`unknown`), as the terminal shows it; None for other words."""
    if name in {str(code) for code in MEANING}:
        return _read(f"exit-{name}")
    return _read(f"state-{name}") if name in set(State) else None


def _read(name: str) -> str:
    """A shipped page; in a checkout, where no wheel was built, that of the docs."""
    package = resources.files("smmops")
    shipped = package / "data" / "runbook" / f"{name}.md"
    found = shipped if shipped.is_file() else package / ".." / "docs" / "runbook" / f"{name}.md"
    text = found.read_text(encoding="utf-8").replace("```sh\n", "").replace("```\n", "")
    return _LINK.sub(r"\1", text)
