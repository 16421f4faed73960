"""CSV files of data/: rows with the line of each, in the exact text of their cells."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smmops.model.document import Spot, Trail
from smmops.model.message import msg
from smmops.store.fields import fields_at
from smmops.store.finding import Finding
from smmops.store.kinds import Kind
from smmops.store.near import few
from smmops.store.typed import MOST
from smmops.store.yaml_build import MOST_VALUES
from smmops.words.personal import found_in, is_personal


@dataclass(slots=True)
class Cells:
    """The filled cells of a file, row by row, each at the line where its row begins."""

    rows: list[Mapping[str, Any]] = field(default_factory=list)
    spots: dict[Trail, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def cells(kind: Kind, text: str) -> Cells:
    """What a CSV file of that kind holds; findings where it is no table, or holds what points at people."""
    made = Cells(spots={(): (1, 1)})
    lines = _lines(text, made)
    first = next(lines, None)
    if first is None:
        if not made.findings:
            made.findings.append(_form((1, 1), msg("the file is empty"), _columns_fix(kind)))
        return made
    columns = [name.strip() for name in first[1]]
    made.findings.extend(_judge_columns(columns, kind))
    if made.findings:
        return made
    for line, row in lines:
        if len(made.findings) >= MOST:
            break
        if len(row) != len(columns):
            message = msg(
                "{count} cells, and the first line has {wanted}", count=len(row), wanted=len(columns)
            )
            fix = msg(
                "give every row {wanted} cells; a comma inside a cell needs quotes", wanted=len(columns)
            )
            made.findings.append(_form((line, 1), message, fix))
            continue
        _take(dict(zip(columns, row, strict=True)), line, made, kind)
        if len(made.spots) > MOST_VALUES:
            message = msg("more than {limit} keys and values", limit=MOST_VALUES)
            fix = msg("split the file by date, or commit sums instead of rows")
            made.findings.append(Finding("SMM108", (line, 1), message, fix))
            break
    return made


def _lines(text: str, made: Cells) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row that is not blank."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            message = msg("a quote in this row is not closed, or something follows it")
            fix = msg('write a cell with commas as `"…"`, and a quote inside it twice')
            made.findings.append(_form((line, 1), message, fix))
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row


def _judge_columns(columns: Sequence[str], kind: Kind) -> Iterator[Finding]:
    """What is wrong with the first line."""
    spot = (1, 1)
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
        yield _form(
            spot,
            msg("the cells are not separated by commas"),
            msg("save it as CSV with commas: `source,…`"),
        )
        return
    for index, name in enumerate(columns):
        if not name:
            yield _form(
                spot, msg("column {number} has no name", number=index + 1), msg("name it, or take it out")
            )
        elif name in columns[:index]:
            yield _form(spot, msg("column `{name}` stands twice", name=name), msg("rename one of them"))
        elif is_personal(name):
            yield Finding(
                "SMM148",
                spot,
                msg("column `{name}` would hold what points at one person", name=name[:60]),
                msg(
                    "take the column out and sum its rows up: what is committed stays in the history for ever"
                ),
            )
    missing = [name for name in _needed(kind) if name not in columns]
    if missing:
        message = msg("the first line lacks {names}", names=few(missing))
        yield Finding("SMM147", spot, message, _columns_fix(kind))


def _take(row: Mapping[str, str], line: int, made: Cells, kind: Kind) -> None:
    """Adds a row, or what is wrong with it."""
    spot = (line, 1)
    for name, cell in row.items():
        person = found_in(cell)
        if person:
            made.findings.append(
                Finding(
                    "SMM148",
                    spot,
                    msg("column `{name}`: an e-mail address or telephone number stands here", name=name[:60]),
                    msg("take the row out: only sums are committed, never what points at one person"),
                )
            )
            return
    filled = {name: cell.strip() for name, cell in row.items() if cell.strip()}
    for name in _needed(kind):
        if name not in filled:
            message = msg("no value in column `{name}`", name=name)
            made.findings.append(Finding("SMM147", spot, message, msg("write one, or take the row out")))
            return
    index = len(made.rows)
    made.rows.append(filled)
    made.spots[("rows", index)] = spot
    for name in filled:
        made.spots["rows", index, name] = spot


def _needed(kind: Kind) -> tuple[str, ...]:
    """Columns that must be there, and filled."""
    row = kind.model.model_fields["rows"].annotation
    model = row.__args__[0] if row is not None else None
    fields = model.model_fields if model else {}
    return tuple(name for name, known in fields.items() if known.is_required())


def _columns_fix(kind: Kind) -> Any:
    known = fields_at(kind.model, ("rows", 0))
    needed = _needed(kind)
    example = ",".join([*needed, *(name for name in known if name not in needed)])
    return msg(
        "write the columns as the first line: `{columns}`; {needed} are needed",
        columns=example,
        needed=few(needed),
    )


def _form(spot: Spot, message: Any, fix: Any) -> Finding:
    return Finding("SMM146", spot, message, fix)
