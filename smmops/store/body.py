"""A post's body: sections and thread parts, exactly as formats.md 1.2 says.

Nothing here knows channels: names stay as written, and what only settings can judge is kept for later.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from smmops.model.document import Part, Section
from smmops.model.message import Message, msg
from smmops.store.finding import Finding

_ESCAPED = re.compile(r"\\(?=#|---)")
_TITLE = re.compile(r"# (.+)|#{3,} ?([^#].*)|##([^\s#].*)")
_FIRST = re.compile(r"first\s+comment\s*:", re.IGNORECASE)
_HOLE = re.compile(r"\{\{([^{}\n]{0,120})\}\}|\{\{")
_BOLD = re.compile(r"\*\*[^*\s][^*\n]{0,300}\*\*")
_LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)")
_CODE = re.compile(r"(?:```|~~~)")
_MOST = 20
_MOST_SECTIONS = 200


@dataclass(slots=True)
class Body:
    """`titles` are lines that look like headings of another level: (line, what they name)."""

    sections: tuple[Section, ...] = ()
    titles: list[tuple[int, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A section that is being read; `lines` are (line number, text), `cuts` counts its `---`."""

    names: tuple[str, ...]
    comment: bool
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def parse(text: str, *, line: int) -> Body:
    """Sections of a body whose first line has the number `line`."""
    body = Body()
    opened = [_Open((), comment=False, line=line)]
    for number, written in enumerate(text.split("\n"), line):
        content = written.rstrip(" \t")
        if written.startswith("## ") or content == "##":
            if len(opened) > _MOST_SECTIONS:
                body.findings.append(_too_many(number))
                break
            opened.append(_heading(content, number, body))
            continue
        title = _TITLE.fullmatch(content) if content.startswith("#") else None
        if title and len(body.titles) < _MOST_SECTIONS:
            body.titles.append((number, next(filter(None, title.groups()))))
        opened[-1].lines.append((number, content))
    sections = [_section(section, body) for section in opened]
    body.sections = tuple(section for section in sections if section)
    _read_as_markdown(text, line, body)
    body.findings.sort(key=lambda finding: finding.spot)
    return body


def _heading(content: str, number: int, body: Body) -> _Open:
    named = content[3:].strip()
    first = _FIRST.match(named)
    if first:
        named = named[first.end() :]
    names = tuple(name.strip() for name in named.split(","))
    if "" in names:
        body.findings.append(
            Finding(
                "SMM127",
                (number, 1),
                msg("this heading names no channel"),
                msg(
                    "write `## x-acme` or `## first comment: x-acme`; `\\##` at a line's start sends it as text"
                ),
            )
        )
        names = tuple(name for name in names if name)
    return _Open(names, first is not None, number)


def _section(opened: _Open, body: Body) -> Section | None:
    parts: list[list[tuple[int, str]]] = [[]]
    cuts: list[int] = []
    for number, content in opened.lines:
        if content == "---":
            cuts.append(number)
            parts.append([])
        else:
            parts[-1].append((number, content))
    trimmed = [_trimmed(part) for part in parts]
    if not cuts and not trimmed[0]:
        if opened.names:
            body.findings.append(_empty(opened.line, msg("this section holds no text")))
        return None
    for index, part in enumerate(trimmed):
        if not part and len(body.findings) < _MOST:
            body.findings.append(
                _empty(
                    cuts[max(index - 1, 0)],
                    msg("part {part} of {parts} is empty", part=index + 1, parts=len(parts)),
                )
            )
    if opened.comment and cuts:
        body.findings.append(
            Finding(
                "SMM130",
                (cuts[0], 1),
                msg("a first comment is one text: `---` would make {parts} of it", parts=len(parts)),
                msg("take the `---` away; `\\---` sends the line"),
            )
        )
    made = tuple(
        Part(unicodedata.normalize("NFC", "\n".join(_unescaped(content) for _, content in part)), part[0][0])
        for part in trimmed
        if part
    )
    first = opened.line if opened.names or opened.comment else (made[0].line if made else opened.line)
    return Section(opened.names, made, first, opened.comment)


def _too_many(number: int) -> Finding:
    return Finding(
        "SMM130",
        (number, 1),
        msg("more than {limit} sections", limit=_MOST_SECTIONS),
        msg("one section a channel is enough; `\\##` at a line's start sends it as text"),
    )


def _trimmed(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Without blank lines at the ends."""
    first, end = 0, len(lines)
    while first < end and not lines[first][1]:
        first += 1
    while end > first and not lines[end - 1][1]:
        end -= 1
    return lines[first:end]


def _unescaped(content: str) -> str:
    return content[1:] if _ESCAPED.match(content) else content


def _empty(line: int, message: Message) -> Finding:
    return Finding(
        "SMM130",
        (line, 1),
        message,
        msg("write its text, or take the heading or the `---` away; `\\---` sends the line"),
    )


def _read_as_markdown(text: str, line: int, body: Body) -> None:
    """What people write who take a body for Markdown, and holes that nothing fills."""
    if "<!--" in text:
        body.findings.extend(_comments(text, line))
    if "{{" in text:
        body.findings.extend(_holes(text, line))
    if not ("**" in text or "](" in text or "```" in text or "~~~" in text):
        return
    for number, written in enumerate(text.split("\n"), line):
        for pattern, at_start in ((_BOLD, False), (_LINK, False), (_CODE, True)):
            found = pattern.match(written) if at_start else pattern.search(written)
            if found and len(body.findings) < _MOST:
                body.findings.append(
                    Finding(
                        "SMM135",
                        (number, found.start() + 1),
                        msg("`{sign}` is sent as it stands: nothing here reads Markdown", sign=found[0][:40]),
                        msg("write it as people should read it, an address in full"),
                    )
                )


def _comments(text: str, line: int) -> list[Finding]:
    found: list[Finding] = []
    for number, written in enumerate(text.split("\n"), line):
        column = written.find("<!--")
        if column >= 0 and len(found) < _MOST:
            found.append(
                Finding(
                    "SMM134",
                    (number, column + 1),
                    msg("`<!--` would be sent: a body has no comments"),
                    msg("move the remark to `notes:` or to a `#` comment in the front matter"),
                )
            )
    return found


def _holes(text: str, line: int) -> list[Finding]:
    found: list[Finding] = []
    for number, written in enumerate(text.split("\n"), line):
        for hole in _HOLE.finditer(written):
            if len(found) >= _MOST:
                return found
            inner = (hole[1] or "").strip()
            known = hole[1] is not None and (inner == "link" or re.fullmatch(r"@[^\s@{}]+", inner))
            if not known:
                found.append(
                    Finding(
                        "SMM131",
                        (number, hole.start() + 1),
                        msg("`{hole}` stands for nothing", hole=hole[0][:60]),
                        msg(
                            "write `{link}` or `{name}`; no other placeholder is known",
                            link="{{ link }}",
                            name="{{ @name }}",
                        ),
                    )
                )
    return found
