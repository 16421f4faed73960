"""YAML text -> exact strings with positions, or what is wrong with it (formats.md 1.1).

ruamel.yaml, pure, decides what is YAML and words what is not. libyaml stands in front: its events are the same
and thirty times sooner, but a text counts as read by it only while nothing at all is wrong or unusual
(docs/decisions/0002-yaml-reader.md). Without PyYAML's C extension everything goes the slow way.
"""

import re
from collections.abc import Iterator
from typing import Any

from smmops.model.message import msg
from smmops.store.finding import Finding
from smmops.store.yaml_build import Built, build
from smmops.store.yaml_refuse import explained, losses, tabs

try:
    from yaml.cyaml import CParser  # type: ignore[import-untyped]
    from yaml.error import YAMLError as FastError  # type: ignore[import-untyped]
except ImportError:  # a platform for which PyYAML has no wheel
    CParser = None
    FastError = RuntimeError

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read."""
SHOWN = 500_000
"""Bytes of the largest file whose difference a forge still shows to reviewers; a larger one nobody has seen.
https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits#diff-limits (checked 2026-11-25)
"""
PATIENCE = 64 * 1024
"""Characters up to which ruamel.yaml words a refusal; it needs 3 s for a file of LARGEST, libyaml's words serve."""

_ODD_CHARACTER = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ODD_SCALAR = re.compile(
    r"[|>](?:(?<!: .)[-+0-9]*[ ]*(?:#[^\n]*)?$"  # a block scalar that is not a key's value
    r"|-?[+0-9]|--|-?[ ]*#|-?[ ]*\n[ ]*(?:\n|\Z))",  # or has an odd head
    re.MULTILINE,
)
_ODD_QUESTION = re.compile(r"\?(?<![^ \n\[{,-].)(?:[ \n]|\Z)")
_ODD_COLON = re.compile(r"[\"'\]}] *:(?![ \n]|\Z)")  # `"a":b` in a list
_MARKERS = ("---", "...")


def unusual(text: str) -> bool:
    """Whether libyaml and ruamel.yaml might differ on it (tests/store/test_yaml_differential.py)."""
    if _ODD_CHARACTER.search(text) or text.startswith(_MARKERS) or "\n---" in text or "\n..." in text:
        return True
    if ("|" in text or ">" in text) and _ODD_SCALAR.search(text):
        return True
    return bool(("?" in text and _ODD_QUESTION.search(text)) or _ODD_COLON.search(text))


def decode(data: bytes) -> str | Finding:
    """The text of a file with `\\n` line ends and without a BOM, or why it has none."""
    if len(data) > LARGEST:
        return too_big(len(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        return Finding(
            "SMM111",
            (line, column),
            msg("byte {byte} is not UTF-8", byte=f"0x{data[wrong.start]:02X}"),
            msg("save the file as UTF-8; in most editors: Save with encoding"),
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def too_big(size: int, limit: int = LARGEST) -> Finding:
    """What is said of a file that is not read for its size in bytes."""
    return Finding(
        "SMM108",
        (1, 1),
        msg("{size} bytes, limit {limit}", size=size, limit=limit),
        msg("split the file; media belong into files of their own under content/media"),
    )


def read(text: str, *, shift: int = 0) -> Built:
    """Values, positions and refusals of a YAML text as `decode` gives it; `shift` is added to every line.

    With findings, `values` are not to be used.
    """
    if CParser is not None:
        fast = read_fast(text, shift=shift)
        if fast is not None:
            return fast
        if len(text) > PATIENCE:
            return _patient(text, shift)
    return read_pure(text, shift=shift)


def read_fast(text: str, *, shift: int = 0) -> Built | None:
    """What libyaml reads where nothing is to be said about it; None leaves the text to ruamel.yaml."""
    if CParser is None or unusual(text):
        return None
    try:
        built = build(_events(text), shift=shift)
    except FastError:
        return None
    if built.findings or losses(text, built.scalars, shift):
        return None
    return built


def read_pure(text: str, *, shift: int = 0) -> Built:
    """As `read`, by ruamel.yaml alone."""
    from smmops.store.yaml_pure import parse

    return _finished(parse(text, shift=shift), text, shift)


def _patient(text: str, shift: int) -> Built:
    """As `read`, by libyaml alone: for texts on which ruamel.yaml would take its time."""
    try:
        built = build(_events(text), shift=shift)
    except FastError as wrong:
        built = Built()
        built.findings.append(explained(wrong, text, shift))
    return _finished(built, text, shift)


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _finished(built: Built, text: str, shift: int) -> Built:
    """Adds what YAML allows and we refuse; a tab in the indentation explains most refusals of a parser."""
    indented = tabs(text, built.scalars, shift)
    if indented and any(finding.code == "SMM101" for finding in built.findings):
        built.findings = [finding for finding in built.findings if finding.code != "SMM101"]
    built.findings.extend(indented)
    built.findings.extend(losses(text, built.scalars, shift) if built.values is not None else [])
    built.findings.sort(key=lambda finding: finding.spot)
    return built
