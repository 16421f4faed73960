"""YAML text -> exact strings with positions, or what is wrong with it (formats.md 1.1).

ruamel.yaml, pure, decides what is YAML and words what is not. libyaml stands in front: its events are the same
and twenty times sooner, but a text counts as read by it only while nothing at all is wrong or unusual
(docs/decisions/0002-yaml-reader.md). Without PyYAML's C extension everything goes the slow way.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from smmops.model.message import msg
from smmops.store.finding import Finding
from smmops.store.yaml_build import Built, build
from smmops.store.yaml_refuse import explained, losses, tabs

try:
    from yaml.cyaml import CParser
    from yaml.error import YAMLError as FastError
except ImportError:  # a platform without a wheel of PyYAML
    CParser = None
    FastError = YAMLError

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read."""
PATIENCE = 64 * 1024
"""Characters up to which ruamel.yaml words a refusal; it needs 3 s for a file of LARGEST, libyaml's words serve."""

_UNUSUAL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]|[!&*?%@`|>\\\\\\t]|^---|^\\.\\.\\.",
    re.M,
)
"""What the two parsers might see differently, or what a plain file does not hold."""


def decode(data: bytes) -> str | Finding:
    """The text of a file with `\\n` line ends and without a BOM, or why it has none."""
    if len(data) > LARGEST:
        return Finding(
            "SMM108",
            (1, 1),
            msg("{size} bytes, limit {limit}", size=len(data), limit=LARGEST),
            msg("split the file; media belong into files of their own under content/media"),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        byte = f"0x{data[wrong.start]:02X}"
        return Finding(
            "SMM111",
            (line, column),
            msg("byte {byte} is not UTF-8", byte=byte),
            msg("save the file as UTF-8; in most editors: Save with encoding"),
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def read(text: str, *, shift: int = 0) -> Built:
    """Values, positions and refusals of a YAML text as `decode` gives it; `shift` is added to every line.

    With findings, `values` are not to be used.
    """
    if CParser is not None and not _UNUSUAL.search(text):
        fast = _fast(text, shift)
        if fast is not None:
            return fast
    if CParser is not None and len(text) > PATIENCE:
        return _finished(text, shift, _events_fast)
    return _finished(text, shift, _events_pure)


def read_pure(text: str, *, shift: int = 0) -> Built:
    """As `read`, by ruamel.yaml alone."""
    return _finished(text, shift, _events_pure)


def _fast(text: str, shift: int) -> Built | None:
    """What libyaml reads where nothing is to be said about it; None sends the text to ruamel.yaml."""
    try:
        built = build(_events_fast(text), shift=shift)
    except (FastError, RecursionError):
        return None
    if built.findings or losses(text, built.scalars, shift):
        return None
    return built


def _events_fast(text: str) -> Iterator[Any]:
    parser = CParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _events_pure(text: str) -> Iterator[Any]:
    loader = YAML(typ="safe", pure=True)
    yield from loader.parse(text)


def _finished(text: str, shift: int, events: Callable[[str], Iterator[Any]]) -> Built:
    indented = tabs(text, [], shift)
    try:
        built = build(events(text), shift=shift)
    except (MarkedYAMLError, FastError, YAMLError) as wrong:
        built = Built()
        built.findings.extend(indented or [explained(wrong, text, shift)])
        return built
    except (RecursionError, ValueError, OverflowError, IndexError):
        built = Built()
        built.findings.append(
            Finding("SMM101", (1 + shift, 1), msg("this is not YAML"), msg("write one `name: value` a line"))
        )
        return built
    built.findings.extend(tabs(text, built.scalars, shift))
    built.findings.extend(losses(text, built.scalars, shift))
    built.findings.sort(key=lambda finding: finding.spot)
    return built
