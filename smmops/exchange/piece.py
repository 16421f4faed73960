"""What every importer makes of a row: a post to be, in our terms; and the file that it becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smmops.store.writing import block, body, listed, page, scalar
from smmops.words.escape import yaml

_NAME = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)\Z)[a-z_][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A post to be. `at` is as a post writes it (with an offset where its channels' clocks do not say it), "" for none.

    `texts` maps a channel or network, "" for all others, to its text; `comments` the same of first comments.
    `media` are (file, alt). `more` are further keys of a post with one value each, `front` those that hold more
    than text. `source` says where it stands, for a file of several: a file's name, an address. `file` is the whole
    file where an export of our own gives it, `path` where it lay (from the brand's folder). `idea` makes it one.
    """

    row: int
    title: str
    at: str
    channels: tuple[str, ...]
    texts: Mapping[str, str]
    comments: Mapping[str, str] = field(default_factory=dict)
    media: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    line: int = 0
    front: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()  # a thread, in place of the default text
    allows: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    file: str = ""
    path: str = ""
    idea: bool = False


def written(piece: Piece) -> str:
    """The post's file, or the idea's."""
    if piece.file:
        return piece.file
    front = [f"title: {scalar(piece.title)}"] if piece.title else []
    if piece.at:
        front.append(f"publish_at: {scalar(piece.at)}")
    if piece.channels and not piece.idea:
        front.append(f"channels: {listed(piece.channels)}")
    if piece.labels:
        front.append(f"labels: {listed(piece.labels)}")
    front += [f"{key}: {block(value)}" for key, value in piece.more.items() if value]
    if piece.media:
        front.append("media:")
        for file, alt in piece.media:
            front += [f"  - file: {scalar(file)}", *([f"    alt: {scalar(alt)}"] if alt else [])]
    front += keys(piece.front)
    front += silences(piece.allows)
    sections = [(name, text) for name, text in piece.texts.items() if name]
    sections += [
        (f"first comment: {name or ', '.join(piece.channels)}", text) for name, text in piece.comments.items()
    ]
    if piece.parts:
        return page(front, "", ()) + "\n---\n".join(body(part) for part in piece.parts) + "\n"
    return page(front, piece.texts.get("", ""), sections)


def silences(allows: Mapping[str, str]) -> list[str]:
    """The comments that silence problems: code -> reason."""
    return [f"# smmops: allow {code} -- {reason}" for code, reason in allows.items()]


def keys(values: Mapping[str, Any], *, indent: int = 0) -> list[str]:
    """Lines of YAML that read back as exactly these values: text, lists and mappings of them."""
    pad = " " * indent
    lines: list[str] = []
    for key, value in values.items():
        name = key if _NAME.fullmatch(key) else yaml(key)
        if isinstance(value, str):
            lines.append(f"{pad}{name}: {_exact(value, indent)}")
        elif isinstance(value, Mapping):
            inner = keys(value, indent=indent + 2)
            lines += [f"{pad}{name}:", *inner] if inner else [f"{pad}{name}: {{}}"]
        elif all(isinstance(item, str) for item in value):
            lines.append(f"{pad}{name}: {listed(value)}")
        else:
            lines.append(f"{pad}{name}:")
            for item in value:
                inner = keys(item, indent=indent + 4) if isinstance(item, Mapping) else []
                first = inner[0].lstrip(" ") if inner else _single(item)
                lines += [f"{pad}  - {first}", *inner[1:]]
    return lines


def _single(item: Any) -> str:
    """An item of a mixed list, on one line."""
    if isinstance(item, str):
        return yaml(item)
    if isinstance(item, Mapping):
        return "{}"
    return f"[{', '.join(_single(each) for each in item)}]"


def _exact(value: str, indent: int) -> str:
    lines = value.split("\n")
    plain = value == value.strip() and all(line == line.rstrip() and line.isprintable() for line in lines)
    return block(value, indent=indent + 2) if plain and value else yaml(value)
