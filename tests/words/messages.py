"""What the package says, read from its source; `python -m tests.words.messages` lists what a catalogue lacks."""

import ast
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "smmops"


def calls() -> Iterator[tuple[str, ast.expr]]:
    """Where each `msg(…)` stands, and its first argument."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "msg"
            ):
                yield f"{path.relative_to(PACKAGE.parent)}:{node.lineno}", node.args[0]


def literals(node: ast.expr) -> list[str] | None:
    """The template, or both where a condition chooses; None where it is not written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = literals(node.body), literals(node.orelse)
        return one + other if one and other else None
    return None


@functools.cache
def templates() -> dict[str, str]:
    """Every template with the first place that says it."""
    found: dict[str, str] = {}
    for where, node in calls():
        for template in literals(node) or ():
            found.setdefault(template, where)
    return found


def quoted(text: str) -> str:
    """A string of a .po file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def catalogue(language: str) -> str:
    """The .po file as it should be: every message in the order of the source, stale ones gone, new ones empty."""
    from smmops.words.catalogue import translations

    known = translations(language)
    head = place(language).read_text(encoding="utf-8").split("\n\n", 1)[0]
    files = {template: where.rsplit(":", 1)[0] for template, where in templates().items()}
    ordered = sorted(files, key=lambda template: files[template])
    items = [f"#: {files[t]}\nmsgid {quoted(t)}\nmsgstr {quoted(known.get(t, ''))}\n" for t in ordered]
    return "\n".join([f"{head}\n", *items])


def place(language: str) -> Path:
    """Where that language's catalogue is."""
    return PACKAGE / "data/locale" / language / "LC_MESSAGES/smmops.po"


def main(*arguments: str) -> None:
    """Prints missing entries to paste and the stale ones, or with `--write` puts the file in order."""
    from smmops.words.catalogue import translations

    said, known = templates(), translations("ko")
    if "--write" in arguments:
        place("ko").write_text(catalogue("ko"), encoding="utf-8")
    for template, where in said.items():
        if template not in known:
            print(f'#: {where}\nmsgid {quoted(template)}\nmsgstr ""\n')
    for template in known:
        if template not in said:
            print(f"# stale: {quoted(template)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
