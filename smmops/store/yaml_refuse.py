"""What YAML allows and we refuse, because a person meant something else; and what YAML refuses, in plain words."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from smmops.model.document import Spot
from smmops.model.message import Message, msg
from smmops.store.finding import Finding

_HASHTAG = re.compile(r" (#[^\W\d_]\w*)")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_SPLIT = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d{3})+)(?!\d)")
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)
_ENTRY = re.compile(r"^(\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*') *: +|\s*(?:- +)+)(\S.*?)\s*$")
_INNER = re.compile(r"^(\s*[\w-]+:\s+)'([^\"]*'[^\"]*)'\s*$")
_BARE = re.compile(r"^(\s*(?:- +)*[\w.-]+ *: +|\s*(?:- +)+)(#.*?)\s*$")
_LONGEST_LINE = 1000
"""Characters of a line that is still written anew in a fix."""
_MOST = 20
"""Findings of one sort a file: who has more sees the rest once these are mended."""

unreadable = msg("this is not YAML")
Scalars = Sequence[tuple[int, int]]


def losses(text: str, scalars: Scalars, shift: int) -> list[Finding]:
    """Words that YAML takes for a comment (` #launch`) and numbers that it takes for two (`[3,000]`)."""
    found: list[Finding] = []
    if " #" in text:
        for hit in _HASHTAG.finditer(text):
            if len(found) >= _MOST:
                break
            if (
                not inside(hit.start(1), scalars)
                and _line(text, hit.start(1))[: _column(text, hit.start(1))].strip()
            ):
                found.append(_hashtag(text, hit.start(1), hit[1], shift))
    if ("[" in text or "{" in text) and _THOUSANDS.search(text):
        for hit in _SPLIT.finditer(text):
            comma = hit.start() + hit[0].index(",")
            if len(found) >= 2 * _MOST:
                break
            if not inside(comma, scalars) and not _commented(text, comma):
                found.append(_split(text, hit.start(), hit[0], shift))
    return found


def tabs(text: str, scalars: Scalars, shift: int) -> list[Finding]:
    """Tabs in the indentation of lines that are no scalar's."""
    found: list[Finding] = []
    if "\t" not in text:
        return found
    for hit in _TAB.finditer(text):
        tab = text.index("\t", hit.start())
        if len(found) < _MOST and not inside(tab, scalars):
            line = _line(text, tab)
            found.append(
                Finding(
                    "SMM105",
                    spot_of(text, tab, shift),
                    msg("a tab indents this line: editors show it at any width, YAML counts spaces"),
                    _untabbed(line),
                )
            )
    return found


def _untabbed(line: str) -> Message:
    if len(line) > _LONGEST_LINE:
        return msg("write spaces where the tab is")
    return msg("write `{line}`", line=line.expandtabs(2).rstrip())


def spot_of(text: str, offset: int, shift: int) -> Spot:
    """Line and column of an offset."""
    return (text.count("\n", 0, offset) + 1 + shift, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def explained(wrong: Exception, text: str, shift: int) -> Finding:
    """A parser's refusal as a finding: where, what is so, and the line as it should be."""
    mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
    if mark is None:
        return _character(wrong, text, shift)
    lines = text.split("\n")
    number = min(mark.line, max(len(lines) - 1, 0))
    line = lines[number] if lines else ""
    spot = (number + 1 + shift, min(mark.column, len(line)) + 1)
    message, fix = _worded(wrong, line, number, shift)
    return Finding("SMM101", spot, message, fix)


def _character(wrong: Exception, text: str, shift: int) -> Finding:
    """The reader's refusal of a character that no YAML may hold."""
    place = getattr(wrong, "position", None)
    character = getattr(wrong, "character", None)
    offset = place if isinstance(place, int) and 0 <= place <= len(text) else 0
    code = character if isinstance(character, int) else ord(character[0]) if character else 0
    for index, letter in enumerate(text):
        if ord(letter) == code:
            offset = index
            break
    return Finding(
        "SMM101",
        spot_of(text, offset, shift),
        msg("the character U+{code} may not stand in YAML", code=f"{code:04X}"),
        msg("take the character away; it cannot be seen in most editors"),
    )


def _worded(wrong: Exception, line: str, number: int, shift: int) -> tuple[Message, Message]:
    problem = str(getattr(wrong, "problem", "") or "")
    context = str(getattr(wrong, "context", "") or "")
    start = getattr(wrong, "context_mark", None)
    first = (start.line if start else number) + 1 + shift
    if "mapping values are not allowed" in problem:
        return msg("a second `: ` on this line: YAML takes it for another key"), _quoted(line)
    if "quoted scalar" in context or "quoted scalar" in problem:
        return msg("the quote opened in line {first} is not closed", first=first), msg("close the quote")
    if "flow sequence" in context or "flow mapping" in context:
        mark = "]" if "sequence" in context else "}"
        return (
            msg("the bracket opened in line {first} is not closed, or a comma is missing", first=first),
            msg("put commas between the items and close with `{mark}`", mark=mark),
        )
    if "could not find expected ':'" in problem or "':'" in problem:
        return msg("this line has no `: ` after its name"), msg(
            "write `name: value`, with a space after the colon"
        )
    inner = _INNER.match(line) if len(line) <= _LONGEST_LINE else None
    if inner and "block" in context + problem:
        return (
            msg("the quote `'` closes within the value"),
            msg("write `{line}`", line=f'{inner[1]}"{inner[2]}"'),
        )
    if "block collection" in context or "block mapping" in context or "block end" in problem:
        return (
            msg("this line does not fit the block that began in line {first}", first=first),
            msg("indent it like its neighbours, with spaces; items of a list begin with `- `"),
        )
    if "cannot start any token" in problem:
        return msg("a value may not begin with this character"), _quoted(line)
    if "escape" in problem:
        return msg("a backslash in double quotes begins an escape that is not known"), msg(
            "use single quotes"
        )
    said = problem.replace("`", "'") or "unexpected text"
    return msg("YAML stops here: {said}", said=said), msg(
        "compare with the lines around it; quotes help with odd text"
    )


def _quoted(line: str) -> Message:
    found = _ENTRY.match(line) if len(line) <= _LONGEST_LINE else None
    if not found or found[2][0] in "[{|>\"'":
        return msg("put the value in quotes")
    return msg("write `{line}`", line=found[1] + _quotes(found[2]))


def _quotes(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _hashtag(text: str, offset: int, tag: str, shift: int) -> Finding:
    line = _line(text, offset)
    kept = _kept(line)
    fix = (
        msg("write `{line}`; for a comment put a space after `#`", line=kept)
        if kept != line
        else msg("put the text with `{tag}` in quotes; for a comment put a space after `#`", tag=tag)
    )
    return Finding(
        "SMM106",
        spot_of(text, offset, shift),
        msg("`{tag}` would be lost: after a space YAML takes `#` for a comment", tag=tag),
        fix,
    )


def _kept(line: str) -> str:
    """The line with its hashtag inside quotes and a comment behind it; as it is where that is not plain."""
    found = (_ENTRY.match(line) or _BARE.match(line)) if len(line) <= _LONGEST_LINE else None
    if not found or found[2][0] in "[{|>\"'":
        return line
    value, mark, comment = found[2].partition(" # ")
    return found[1] + _quotes(value.rstrip()) + (f" # {comment}" if mark else "")


def _split(text: str, offset: int, number: str, shift: int) -> Finding:
    one = number.replace(",", "_")
    two = number.replace(",", ", ")
    return Finding(
        "SMM107",
        spot_of(text, offset, shift),
        msg(
            "`{number}` inside brackets is {count} values, not one number",
            number=number,
            count=number.count(",") + 1,
        ),
        msg("write `{one}` for one number, `{two}` for several", one=one, two=two),
    )


def inside(offset: int, scalars: Scalars) -> bool:
    """Whether an offset lies in one of the scalars, which stand in order."""
    at = bisect_right(scalars, (offset, 1 << 60)) - 1
    return at >= 0 and offset < scalars[at][1]


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _commented(text: str, offset: int) -> bool:
    """Whether a comment begins before the offset on its line; a ` #` inside quotes errs on the side of silence."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line.lstrip().startswith("#") or " #" in line


def _line(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]
