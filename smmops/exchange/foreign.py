"""The bulk file of another tool as posts: its columns become ours, its days are read as the person says."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from smmops.exchange.days import both, clock, day
from smmops.exchange.own import Read, RowError, column_of, piece_of, unknown
from smmops.exchange.piece import Piece
from smmops.exchange.table import Refusal, Row, Table
from smmops.exchange.tools import Tool
from smmops.model.message import msg
from smmops.model.settings import Settings

_ADDRESSES = re.compile(r"[\s|]+|,\s*(?=https?:)|,\s+")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person says of a file: where its posts go, how its days are read; and which media are here.

    `channels` are ids or networks, for rows that name none. `order` is `mdy`, `dmy` or "". `same` are columns of ours
    that hold the same in every row that does not fill them in.
    """

    channels: Sequence[str] = ()
    order: str = ""
    media: Collection[str] = ()
    same: Mapping[str, str] = field(default_factory=dict)


def header_of(tool: Tool, first: tuple[str, ...]) -> tuple[str, ...] | None:
    """The columns of a file whose first row is a post already; None where it is a header."""
    if not tool.headless or any(tool.column(cell) or column_of(cell) for cell in first if cell):
        return None
    return (
        tool.headless
        if len(both(first[0], order="mdy")) == 3 or len(both(first[0], order="dmy")) == 3
        else None
    )


def pieces(table: Table, tool: Tool, settings: Settings, *, choices: Choices) -> Read:
    """A post a row. Columns of our own (`alt`, `channels`, `title` …) may stand beside the tool's."""
    read = Read()
    columns: dict[str, str] = {}
    for written in table.columns:
        name = tool.column(written) or column_of(written)
        if name is None:
            if any(row[written] for row in table.rows):
                read.refusals.append(unknown(written))
        elif name in columns.values() and name != "images":
            why = msg("two columns mean `{name}`", name=name)
            read.refusals.append(Refusal(1, written, why, msg("take one of them away"), 1))
        else:
            columns[written] = name
    if not read.refusals and not {"text", "images"} & set(columns.values()):
        why = msg("no column of the file holds the texts of posts as {tool} calls it", tool=tool.name)
        wanted = next(head for head, name in tool.columns.items() if name == "text")
        fix = msg("begin the file with a header that has `{name}`", name=wanted.replace(" ", "_"))
        read.refusals.append(Refusal(1, "", why, fix, 1))
    if read.refusals:
        return read
    heads = {name: written for written, name in columns.items()}
    for row in table.rows:
        try:
            read.pieces.append(_piece(row, columns, settings, choices=choices))
        except RowError as wrong:
            column = heads.get(wrong.column, wrong.column)
            read.refusals.append(Refusal(row.number, column, wrong.why, wrong.fix, row.line))
    return read


def _piece(row: Row, columns: Mapping[str, str], settings: Settings, *, choices: Choices) -> Piece:
    cells = {name: row.cells.get(written, "") for written, name in columns.items() if name != "images"}
    cells |= {name: cell.strip() for name, cell in cells.items() if name != "text"}
    cells = {**choices.same, **{name: cell for name, cell in cells.items() if cell}}
    cells.setdefault("channels", ",".join(choices.channels))
    if not cells["channels"]:
        raise RowError(
            "channels",
            msg("the file does not say where its posts go"),
            msg("say it: --channel x-acme, once for each channel"),
        )
    _dated(cells, choices.order)
    cells["labels"] = _labels(cells.get("labels", ""))
    board = cells.pop("board", "")
    files, missing = _images(row, columns, choices.media)
    if files:
        cells["media"] = "\n".join(files)
    piece = piece_of(row.number, _without_media(cells, missing), settings)
    if board:
        piece = replace(piece, front={"options": {"pinterest": {"board": board}}})
    if missing:
        piece = replace(piece, more={**piece.more, "hold": "add the media: " + " ".join(missing)})
    return replace(piece, line=row.line)


def _without_media(cells: Mapping[str, str], missing: Sequence[str]) -> Mapping[str, str]:
    """A row that is nothing but a picture that is not here yet still is a post: its text is to come."""
    if missing and not cells.get("text", "").strip() and not cells.get("media"):
        name = _name(missing[0])
        raise RowError(
            "images",
            msg("the row is a picture alone, and `{name}` is not in content/media", name=name[:80]),
            msg("save it as content/media/{name} and run it again", name=name[:80]),
        )
    return cells


def _dated(cells: dict[str, str], order: str) -> None:
    """The day and time in our form."""
    whole, on, at = (cells.get(name, "") for name in ("publish_at", "date", "time"))
    hint = msg("say how the file writes days: `--dates mdy` (month first) or `--dates dmy`")
    if whole and at:  # a tool with the day in the one column and the time in the other
        on, whole = whole, ""
        cells.pop("publish_at")
        cells["date"] = on
    if whole:
        found = both(whole, order=order)
        if len(found) == 2:
            raise RowError("publish_at", found[0], hint if _twofold(whole) and not order else found[1])
        cells["publish_at"] = f"{found[0]} {found[1]:%H:%M}{found[2]}"
    if on:
        when = day(on, order=order)
        if isinstance(when, tuple):
            raise RowError("date", when[0], hint if _twofold(on) and not order else when[1])
        cells["date"] = str(when)
    if at:
        hour = clock(at)
        if isinstance(hour, tuple):
            raise RowError("time", *hour)
        cells["time"] = f"{hour:%H:%M}"


def _twofold(text: str) -> bool:
    return re.match(r"\d{1,2}[-./]\d{1,2}[-./]\d{2}", text) is not None


def _labels(cell: str) -> str:
    """Tags with blanks in them as labels, which have none."""
    return ",".join("-".join(tag.split()) for tag in re.split(r"[,;|\n]", cell) if tag.strip())


def _images(row: Row, columns: Mapping[str, str], here: Collection[str]) -> tuple[list[str], list[str]]:
    """The files under content/media that a row's addresses name, and the addresses whose files are not there."""
    cells = [row[written] for written, name in columns.items() if name == "images"]
    found = [each for cell in cells for each in _ADDRESSES.split(cell) if each]
    names = [_name(each) for each in found]
    files = [name for name in names if name in here]
    missing = [each for each, name in zip(found, names, strict=True) if name not in here]
    return files, missing


def _name(address: str) -> str:
    """The file's name in an address or path."""
    return PurePosixPath(unquote(urlsplit(address).path) if "://" in address else address).name
