"""A post as data, without loss: its front matter as written, its body, and what it silences.

What an export holds and what an import makes of it again. Comments of the front matter other than silenced problems,
and the order of its keys, are not kept: no post means anything else without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smmops.exchange.piece import keys, silences
from smmops.store.finding import Finding
from smmops.store.frontmatter import split
from smmops.store.kinds import KINDS
from smmops.store.sheet import fresh
from smmops.store.typed import present
from smmops.store.yaml import decode, read


@dataclass(frozen=True, slots=True)
class Record:
    """`path` is from the brand's folder. `front` holds text, lists and mappings of them; `allows` code -> reason."""

    id: str
    path: str
    front: Mapping[str, Any]
    body: str
    allows: Mapping[str, str] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.id,
            "path": self.path,
            "front": dict(self.front),
            "body": self.body,
            "allows": dict(self.allows),
        }

    def same(self, other: "Record") -> bool:
        """Whether both are the same post, wherever they lie."""
        return (self.front, self.body, self.allows) == (other.front, other.body, other.allows)


def record(path: str, data: bytes) -> Record | None:
    """The record of a post's file; None where its front matter cannot be read."""
    text = decode(data)
    page = split(text) if not isinstance(text, Finding) else text
    if isinstance(page, Finding):
        return None
    built = read(page.front)
    if built.findings or not isinstance(built.values, dict):
        return None
    allows = {code: reason for code, (reason, _) in fresh(KINDS["post"], data).allows.items()}
    name = path.rpartition("/")[2].removesuffix(".md")
    return Record(name, path, _clean(present(built.values)), _trimmed(page.body), allows)


def file(kept: Record) -> str:
    """The post's file."""
    lines = [*silences(kept.allows), *keys(kept.front)]
    body = f"{kept.body}\n" if kept.body else ""
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n" + body


def _clean(value: Any) -> Any:
    """Without values that are absent within a list."""
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return ["" if item is None else _clean(item) for item in value]
    return value


def _trimmed(body: str) -> str:
    """Blank lines at the ends mean nothing in a body."""
    lines = body.split("\n")
    while lines and not lines[0].strip(" \t"):
        lines.pop(0)
    while lines and not lines[-1].strip(" \t"):
        lines.pop()
    return "\n".join(lines)
