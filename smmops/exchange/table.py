"""A file of rows as spreadsheets write it: bytes -> cells, with the row's number for people."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smmops.model.message import Message, msg

_MARKS = (",", ";", "\t")
_LARGEST_CELL = 1 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands in a table and cannot become a post. `row` as a spreadsheet counts, the header is 1."""

    row: int
    column: str
    why: Message
    fix: Message
    line: int = 0  # of the file, from 1; 0 where a row is all that is known
    source: str = ""  # the file, where there are several


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank: its number and its cells by column, as written, line breaks as `\\n`."""

    number: int
    cells: Mapping[str, str]
    line: int = 0

    def __getitem__(self, column: str) -> str:
        """A cell without blanks at its ends; "" for a column that is not there."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it. `columns` are as written, without blanks at their ends."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def _its_own(_: tuple[str, ...]) -> tuple[str, ...] | None:
    return None


def table(
    data: bytes,
    *,
    encoding: str | None = None,
    header: Callable[[tuple[str, ...]], tuple[str, ...] | None] = _its_own,
) -> Table | Refusal:
    """The rows of a CSV file with a header, separated by commas, semicolons or tabs.

    `header` gives the names of the columns where the first row holds none of its own, else None.
    UTF-8 with or without a BOM, UTF-16 with one, else what `encoding` names. Cells may hold line breaks.
    """
    text = _decoded(data, encoding)
    if isinstance(text, Refusal):
        return text
    if "\x00" in text:
        why = msg("there is a zero character in it: this is no text file")
        return Refusal(1, "", why, msg("export it as CSV"))
    return _read(text.replace("\r\n", "\n").replace("\r", "\n"), header)


def _decoded(data: bytes, encoding: str | None) -> str | Refusal:
    found = encoding or next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(found)
    except LookupError:
        return Refusal(1, "", msg("`{name}` is no encoding", name=found), msg("write utf-8 or cp949"))
    except UnicodeDecodeError as wrong:
        row = data.count(b"\n", 0, wrong.start) + 1
    if encoding:
        why = msg(
            "not every character is {name}: the first that is not stands near line {line}",
            name=found,
            line=row,
        )
        return Refusal(row, "", why, msg("leave --encoding away, or name another"))
    return Refusal(row, "", _legacy(data), msg("save it as `CSV UTF-8`, or give `--encoding cp949`"))


def _legacy(data: bytes) -> Message:
    """What an old encoding looks like."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return msg("the file is not UTF-8")
    if any("가" <= character <= "힣" for character in text):
        return msg("the file is not UTF-8 but CP949, as Excel writes `CSV` in Korean")
    return msg("the file is not UTF-8")


def _read(text: str, named: Callable[[tuple[str, ...]], tuple[str, ...] | None]) -> Table | Refusal:
    if not text.strip():
        return Refusal(1, "", msg("the file is empty"), msg("begin with a row of column names"))
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text), strict=True)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    number = line = 0
    try:
        for cells in reader:
            number, begins, line = number + 1, line + 1, reader.line_num
            if not header:
                first = tuple(cell.strip() for cell in cells)
                given = named(first)
                header = given or first
                if given is None:
                    continue
            if any(cell.strip() for cell in cells[len(header) :]):
                why = msg("{count} cells, the header names {columns}", count=len(cells), columns=len(header))
                return Refusal(
                    number, "", why, msg("put text with separators in it into double quotes"), begins
                )
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, dict(zip(header, cells, strict=False)), begins))
    except csv.Error:
        why = msg("a cell in this row is not closed, or is longer than a million characters")
        return Refusal(
            number + 1,
            "",
            why,
            msg("double each double quote within a cell, and close the cell with one"),
            line + 1,
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        return Refusal(
            1, twice, msg("two columns are called `{name}`", name=twice), msg("rename one of them")
        )
    return Table(header, tuple(rows))


def _mark(text: str) -> str:
    """What separates the header's cells: the separator that stands there most often outside quotes."""
    counts = dict.fromkeys(_MARKS, 0)
    quoted = False
    for character in text:
        if character == '"':
            quoted = not quoted
        elif character == "\n" and not quoted:
            break
        elif not quoted and character in counts:
            counts[character] += 1
    return max(_MARKS, key=lambda mark: counts[mark])
