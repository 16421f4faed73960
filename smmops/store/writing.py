"""New files as people would write them: YAML values, and bodies that are sent exactly as given."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from smmops.words.escape import yaml

_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.:/+?=&%~-]*[0-9A-Za-z/_=-]|[0-9A-Za-z]", re.ASCII)
_WORD = re.compile(r"(?!null\Z)[0-9A-Za-z][0-9A-Za-z_-]*", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_ABSENT = frozenset({"null", "~"})
_MEANS = re.compile(r"#[# ]|---\Z")
_LOST = re.compile(r"^\\(?:#|---)", re.MULTILINE)
_HALF = re.compile("[\ud800-\udfff]")


def scalar(text: str) -> str:
    """`text` as the value of a key: bare where that reads back as the same text, else quoted."""
    if _MOMENT.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _ABSENT):
        return text
    return yaml(text)


def listed(values: Iterable[str]) -> str:
    """Values as a list on one line."""
    return f"[{', '.join(value if _WORD.fullmatch(value) else yaml(value) for value in values)}]"


def block(text: str, *, indent: int = 2) -> str:
    """Prose as a key's value: on one line where it is one, else in block style."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    plain = all(line.isprintable() for line in lines) and not lines[0].startswith((" ", "\t"))
    if len(lines) < 2 or not plain:
        return scalar(text.strip())
    return "|-\n" + "\n".join(f"{' ' * indent}{line}".rstrip() for line in lines)


def body(text: str) -> str:
    """`text` as a post's body has it: what would be a heading or a part's end there is sent as it stands.

    As in every body, blanks at the ends of lines and blank lines at both ends are not kept.
    """
    text = unicodedata.normalize("NFC", _HALF.sub("\ufffd", text)).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(f"\\{line}" if _MEANS.match(line) else line for line in lines)


def unwritable(text: str) -> int | None:
    """The first line (from 1) that no body can hold: one that itself begins with `\\#` or `\\---`."""
    found = _LOST.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def page(front: Sequence[str], default: str, sections: Iterable[tuple[str, str]] = ()) -> str:
    """A Markdown file: lines of front matter, the default text, and (heading, text) of each section."""
    blocks = [body(default)] if body(default) else []
    blocks += [f"## {heading}\n{body(text)}" for heading, text in sections]
    return (
        "---\n"
        + "".join(f"{line}\n" for line in front)
        + "---\n"
        + "".join(f"{each}\n\n" for each in blocks)[:-1]
    )
