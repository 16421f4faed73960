"""Templates of new files: lines of YAML with comments that teach, and keys that are filled in or left."""

import re
from collections.abc import Collection, Mapping

from smmops.store.writing import block, body, listed, scalar

Media = tuple[tuple[str, str], ...]
Value = str | list[str] | Media
"""What a key gets: text, a list, or (file, alt) of each item of media."""

_KEY = re.compile(r"(?:#|  )?([a-z_]+):(.*)")


def filled(
    template: str, values: Mapping[str, Value], *, hints: Mapping[str, str], asked: Collection[str], text: str
) -> str:
    """The file that a template makes.

    A key of `values` takes its value, wherever the template names it, commented out or not; a key of `asked`
    stands open, to be filled in. `hints` replace `{names}` in comments. `text` is the body.
    """
    head, fence, tail = template.partition("\n---\n")
    lines: list[str] = []
    held = ""
    for line in head.split("\n"):
        found = _KEY.fullmatch(line)
        if found:
            held = found[1] if found[1] in values else ""
        elif held and line.startswith(("#  ", "  ")):
            continue  # the example below a key that has its own value now
        lines.append(_line(line, found, values, asked) if found else _hinted(line, hints))
    return "\n".join(lines) + fence + tail.replace("{text}", body(text))


def _line(line: str, found: re.Match[str], values: Mapping[str, Value], asked: Collection[str]) -> str:
    key = found[1]
    indent = "  " if line.startswith("  ") else ""
    if key in values:
        return f"{indent}{key}:{_value(values[key])}".rstrip()
    if line.startswith("#") and key in asked:
        return f"{key}:"
    return line.rstrip()


def _value(value: Value) -> str:
    """What stands behind a key's colon."""
    if isinstance(value, tuple):
        return "".join(f"\n{line}" for line in media_lines(value))
    return " " + (block(value) if isinstance(value, str) else listed(value))


def media_lines(items: Media) -> list[str]:
    """The lines below `media:`; an empty alt is left open."""
    return [
        line.rstrip()
        for file, alt in items
        for line in (f"  - file: {scalar(file)}", f"    alt: {scalar(alt) if alt else ''}")
    ]


def _hinted(line: str, hints: Mapping[str, str]) -> str:
    for name, hint in hints.items():
        line = line.replace(f"{{{name}}}", hint)
    return line


def schema_line(path: str, kind: str) -> str:
    """The comment that gives editors completion; `path` is the file's, from the brand's folder."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}.smmops/schemas/{kind}.json"
