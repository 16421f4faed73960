"""Pages of the runbook: what an exit code or a state asks of a person, without the network."""

import re
import textwrap
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

SHIPPED = ("disaster", "crisis", "publishing", "approvals")
"""Pages of the documentation that the wheel holds, beside the runbook's own."""

WIDTH = 78
_PAGE = re.compile(r"\[[^\]]+\]\((?:runbook/)?(?:state|exit)-([a-z0-9-]+)\.md\)")
_SHIPPED = re.compile(rf"\[[^\]]+\]\((?:\.\./)?({'|'.join(SHIPPED)})\.md[^)]*\)")
_HERE = re.compile(r"\[[^\]]+\]\(#[^)]*\)")
_DOCS = re.compile(r"\[[^\]]+\]\((?:\.\./)?([a-z/]+\.md)[^)]*\)")
_RULE = re.compile(r"\|[-:| ]+\|")
_ITEM = re.compile(r"- |\d+\. ")
_CODE = re.compile(r"`[^`]+`")


def page(name: str) -> str | None:
    """The page of an exit code (`75`), a state (`unknown`) or of SHIPPED, for the terminal; None for other words."""
    if name in {str(code) for code in MEANING}:
        return _shown(_read(f"exit-{name}"))
    if name in SHIPPED:
        return _shown(_read(name))
    return _shown(_read(f"state-{name}")) if name in set(State) else None


def _read(name: str) -> str:
    """A shipped page; in a checkout, where no wheel was built, that of the docs."""
    package = resources.files("smmops")
    shipped = package / "data" / "runbook" / f"{name}.md"
    docs = package / ".." / "docs"
    there = docs / f"{name}.md" if name in SHIPPED else docs / "runbook" / f"{name}.md"
    found = shipped if shipped.is_file() else there
    return found.read_text(encoding="utf-8")


def _shown(text: str) -> str:
    """Markdown as plain text: commands indented, prose within 80 columns, links as what to type or read."""
    text = _SHIPPED.sub(r"`smmops help \1`", _PAGE.sub(r"`smmops help \1`", text))
    text = _DOCS.sub(r"docs/\1", _HERE.sub(lambda found: found[0][1:].partition("]")[0], text))
    lines, code = list[str](), False
    for line in text.splitlines():
        if line.startswith("```"):
            code = not code
        elif code:
            lines.append(f"  {line}")
        elif not _RULE.fullmatch(line):
            prose = _row(line) if line.startswith("|") else line
            item = _ITEM.match(prose)
            hang = " " * len(item[0]) if item else ""
            whole = _CODE.sub(lambda found: found[0].replace(" ", "\u00a0"), prose)
            lines += textwrap.wrap(
                whole.lstrip("# "),
                WIDTH,
                subsequent_indent=hang,
                break_long_words=False,
                break_on_hyphens=False,
            ) or [""]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def _row(line: str) -> str:
    """A row of a table as an item of a list: no column is cut, however narrow the terminal."""
    cells = (cell.strip() for cell in line.strip("|").split("|"))
    return "- " + " · ".join(cell for cell in cells if cell)
