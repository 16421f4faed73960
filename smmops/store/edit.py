"""Edits of files that people wrote: comments, order and quotes stay. ruamel.yaml is the only writer."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.resolver import VersionedResolver

from smmops.model.document import Trail
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.store.finding import Finding
from smmops.store.frontmatter import split
from smmops.store.kinds import Kind
from smmops.store.sheet import fresh
from smmops.store.yaml import decode, read

_ROUNDS = 8
_BOM = b"\xef\xbb\xbf"
SAFE = frozenset({"SMM105", "SMM106"})
"""Findings whose rewritten line says what was meant beyond doubt."""


def put(data: bytes, trail: Trail, value: str | list[str] | None, *, page: bool) -> bytes:
    """The file with the value of a trail set (None: the key taken away); missing mappings are made.

    `page` says that the YAML is a Markdown file's front matter; the body stays byte by byte. Raises SmmopsError
    where the file cannot be read, or where a rewrite would change anything else in it.
    """
    text = decode(data)
    if isinstance(text, Finding):
        raise _unreadable(text)
    parts = split(text) if page else None
    if isinstance(parts, Finding):
        raise _unreadable(parts)
    front = parts.front if parts else text
    before = read(front)
    if before.findings:
        raise _unreadable(before.findings[0])
    after = _rewritten(front, trail, value)
    if _without(read(after).values, trail) != _without(before.values, trail):
        raise SmmopsError(
            msg("the file cannot be rewritten without changing more than `{key}`", key=str(trail[-1])),
            msg("set `{key}` by hand", key=str(trail[-1])),
            exit_code=1,
        )
    lines = data.split(b"\n")
    end = b"\r\n" if lines[0].endswith(b"\r") else b"\n"
    mark = _BOM if data.startswith(_BOM) else b""
    written = after.encode("utf-8").replace(b"\n", end)
    if parts is None:
        return mark + written
    return mark + b"---" + end + written + b"---" + end + b"\n".join(lines[parts.body_line - 1 :])


def mended(data: bytes, kind: Kind) -> bytes:
    """The file with every line rewritten that can be mended without a doubt; the same bytes where none can.

    A mend after which the file is read less well than before is not made.
    """
    findings = fresh(kind, data).findings
    for _ in range(_ROUNDS):
        made = _mended_once(data, findings)
        if made == data:
            break
        after = fresh(kind, made).findings
        if _unread(after) - _unread(findings):
            break
        data, findings = made, after
    return data


def _mended_once(data: bytes, findings: Sequence[Finding]) -> bytes:
    lines = data.split(b"\n")
    for finding in findings:
        wanted = dict(finding.fix.values).get("line")
        number = finding.spot[0] - 1
        if finding.code in SAFE and isinstance(wanted, str) and number < len(lines):
            end = b"\r" if lines[number].endswith(b"\r") else b""
            mark = _BOM if number == 0 and lines[0].startswith(_BOM) else b""
            lines[number] = mark + wanted.encode("utf-8") + end
    return b"\n".join(lines)


def _unread(findings: Sequence[Finding]) -> set[tuple[str, int]]:
    """Syntax errors and doubled keys by line: what a mend may never bring."""
    return {(finding.code, finding.spot[0]) for finding in findings if finding.code in ("SMM101", "SMM102")}


class Texts(VersionedResolver):
    """Every plain scalar is text, as in `store.yaml`, but the absent ones: nothing is rewritten as a side effect."""

    @property
    def versioned_resolver(self) -> Any:
        """What ruamel.yaml asks for, by a scalar's first character."""
        null = [("tag:yaml.org,2002:null", re.compile("(null|)$"))]
        return {"n": null, "": null}


def _rewritten(text: str, trail: Trail, value: str | list[str] | None) -> str:
    writer = YAML(typ="rt", pure=True)
    writer.Resolver = Texts
    writer.preserve_quotes = True
    writer.width = 1 << 20
    writer.allow_unicode = True
    indented = any(line.startswith("  - ") for line in text.split("\n"))
    writer.indent(mapping=2, sequence=4 if indented else 2, offset=2 if indented else 0)
    tree = writer.load(text)
    if tree is None:
        tree = CommentedMap()
    _set(tree, trail, value)
    out = io.StringIO()
    if tree or text.strip():
        writer.dump(tree, out)
    made = out.getvalue()
    return "" if made == "{}\n" and not text.strip() else made


def _set(tree: Any, trail: Trail, value: str | list[str] | None) -> None:
    at = tree
    for key in trail[:-1]:
        if isinstance(at, Mapping) and at.get(key) is None:
            if value is None:
                return
            at[key] = CommentedMap()  # type: ignore[index]
        at = at[key]
    last = trail[-1]
    if value is None:
        if last in at:
            del at[last]
    elif isinstance(value, list):
        at[last] = list(value)
    else:
        at[last] = value


def _without(values: Any, trail: Trail) -> Any:
    """The values less those of a trail, and less mappings that hold nothing else."""
    if trail and isinstance(values, list) and isinstance(trail[0], int):
        return [_without(item, trail[1:]) if at == trail[0] else item for at, item in enumerate(values)]
    if not trail or not isinstance(values, dict):
        return values
    rest = {key: item for key, item in values.items() if key != trail[0]}
    if len(trail) > 1 and trail[0] in values:
        inner = _without(values[trail[0]], trail[1:])
        if inner:
            rest[trail[0]] = inner
    return rest


def _unreadable(finding: Finding) -> SmmopsError:
    line = finding.spot[0]
    return SmmopsError(
        msg("line {line}: {said}", line=line, said=finding.message.fill()), finding.fix, exit_code=1
    )
