"""Posts as a spreadsheet that comes back as it was: one row a post, and the reading of such a file.

The column `smmops` says that the file is one and which form it has. Text that a spreadsheet would take for a formula
has an apostrophe before it, as has text that begins with one; nothing else is changed. A cell that begins with `"` is
JSON, as are lists that a comma cannot separate and whatever has keys of its own.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from smmops.exchange.days import both
from smmops.exchange.own import Read, RowError, unknown
from smmops.exchange.piece import Piece
from smmops.exchange.record import Record, file
from smmops.exchange.table import Refusal, Table
from smmops.model.files_post import PostFile
from smmops.model.message import msg
from smmops.words.escape import csv as safe

VERSION = "1"
MARK = "smmops"
_FIELDS = tuple(field.alias or name for name, field in PostFile.model_fields.items())
_FRONT_FIRST = ("title", "publish_at", "channels", "link", "media", "campaign")
_COLUMNS = (*_FRONT_FIRST, *(name for name in _FIELDS if name not in _FRONT_FIRST))
_PLAIN = re.compile(r"[^\s,\[\]{}\"][^,\[\]{}\"\n\r]*(?<!\s)|[^\s,\[\]{}\"]")
_FIRST = "first comment:"


def text(records: Iterable[Record]) -> str:
    """The CSV file of some posts, with a header, `\\r\\n` at the ends of rows."""
    rows = [_cells(each) for each in records]
    named = dict.fromkeys(name for row in rows for name in row)
    order = [MARK, "id", "path", *(name for name in _COLUMNS if name in named)]
    if "alt" in named:
        order.insert(order.index("media") + 1, "alt")
    order += [name for name in ("text", "body") if name in named]
    order += [name for name in named if name not in order]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_guarded(name) for name in order])
    for row in rows:
        writer.writerow([_guarded(row.get(name, "")) for name in order])
    return out.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith("'") else safe(cell)


def _unguarded(cell: str) -> str:
    return cell.removeprefix("'")


def _cells(record: Record) -> dict[str, str]:
    cells = {MARK: VERSION, "id": record.id, "path": record.path}
    front = dict(record.front)
    media = front.get("media")
    simple = _simple(media)
    if simple:
        front.pop("media")
        cells |= simple
    cells |= {key: _cell(value) for key, value in front.items()}
    sections = _sections(record.body)
    if sections is None:
        cells["body"] = _scalar(record.body)
    else:
        cells |= {name: _scalar(part) for name, part in sections.items()}
    if record.allows:
        cells["allow"] = json.dumps(dict(record.allows), ensure_ascii=False)
    return cells


def _simple(media: Any) -> dict[str, str] | None:
    """`media` and `alt` for people, where an item is a file and what it shows, and nothing needs more."""
    if not isinstance(media, list) or not media or not all(isinstance(item, dict) for item in media):
        return None
    for item in media:
        if set(item) != {"file", "alt"} or not all(isinstance(each, str) for each in item.values()):
            return None
        if not all(_line(each) for each in item.values()):
            return None
    return {name: "\n".join(item[key] for item in media) for name, key in (("media", "file"), ("alt", "alt"))}


def _line(text: str) -> bool:
    return bool(text) and text == text.strip() and text[0] not in '["' and not re.search(r"[\n\r|\x00]", text)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return _scalar(value)
    if (
        isinstance(value, list)
        and value
        and all(isinstance(each, str) and _PLAIN.fullmatch(each) for each in value)
    ):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _scalar(value: str) -> str:
    odd = (
        not value
        or value.startswith('"')
        or value != value.strip()
        or re.search(r"[\r\x00-\x08\ud800-\udfff]", value)
    )
    return json.dumps(value, ensure_ascii=True) if odd else value


def _sections(body: str) -> dict[str, str] | None:
    """Each section of a body by its column; None where columns cannot hold them."""
    found: dict[str, str] = {}
    name, lines = "text", list[str]()
    for line in [*body.split("\n"), None]:
        if line is None or line.startswith("## ") or line.rstrip(" \t") == "##":
            part = "\n".join(lines).strip("\n")
            if name in found or (name != "text" and not part):
                return None
            if part:
                found[name] = part
            if line is None:
                break
            name, lines = _heading(line[3:]), []
        else:
            lines.append(line)
    return found if body == _body(found) else None


def _heading(named: str) -> str:
    plain = named.strip()
    if plain.startswith(_FIRST) and plain[len(_FIRST) :].strip():
        return f"first_comment:{plain[len(_FIRST) :].strip()}"
    return f"text:{plain}"


def _body(cells: Mapping[str, str]) -> str:
    blocks = [cells["text"]] if "text" in cells else []
    for name, part in cells.items():
        head, colon, whose = name.partition(":")
        if colon:
            blocks.append(f"## {f'{_FIRST} ' if head == 'first_comment' else ''}{whose}\n{part}")
    return "\n\n".join(blocks)


def is_ours(table: Table) -> bool:
    """Whether the table is an export of ours."""
    return MARK in table.columns


def pieces(table: Table) -> Read:
    """The posts of an export, exactly as they were."""
    read = Read()
    names = {written: _unguarded(written) for written in table.columns}
    for written, name in names.items():
        known = name in (MARK, "id", "path", "text", "body", "allow", "alt", *_FIELDS)
        if (
            not known
            and not name.startswith(("text:", "first_comment:"))
            and any(row[written] for row in table.rows)
        ):
            read.refusals.append(unknown(written))
    if read.refusals:
        return read
    for row in table.rows:
        try:
            cells = {names[written]: _unguarded(cell) for written, cell in row.cells.items() if cell}
            read.pieces.append(replace(piece(_record(cells)), row=row.number, line=row.line))
        except RowError as wrong:
            read.refusals.append(Refusal(row.number, wrong.column, wrong.why, wrong.fix, row.line))
    return read


def piece(record: Record) -> Piece:
    """The post to be of a record."""
    at = record.front.get("publish_at")
    channels = record.front.get("channels")
    return Piece(
        row=0,
        title=str(record.front.get("title", "")),
        at=at if isinstance(at, str) else "",
        channels=tuple(each for each in channels if isinstance(each, str))
        if isinstance(channels, list)
        else (),
        texts={},
        id=record.id,
        path=record.path,
        file=file(record),
    )


def _record(cells: Mapping[str, str]) -> Record:
    version = cells.get(MARK, "")
    if version != VERSION:
        raise RowError(
            MARK,
            msg(
                "the form of this export is `{version}`, this smmops reads {known}",
                version=version[:20],
                known=VERSION,
            ),
            msg("export it again, or use a newer smmops"),
        )
    front: dict[str, Any] = {
        key: _value(key, cells[key]) for key in _FIELDS if key in cells and key != "media"
    }
    if "publish_at" in front and isinstance(front["publish_at"], str):
        front["publish_at"] = _time(front["publish_at"])
    if "media" in cells:
        front["media"] = _media(cells)
    body = _text(cells["body"]) if "body" in cells else _body({k: _text(v) for k, v in _prose(cells)})
    allows = _value("allow", cells["allow"]) if "allow" in cells else {}
    if not isinstance(allows, dict):
        raise _not_json("allow")
    return Record(_text(cells.get("id", "")), cells.get("path", ""), front, body, allows)


def _prose(cells: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    return [(name, cell) for name, cell in cells.items() if name == "text" or ":" in name]


_LISTS = frozenset(name for name in ("channels", "labels", "proof"))
_TREES = frozenset(
    ("card", "poll", "options", "disclose", "audience", "production", "event", "takedown", "allow")
)


def _value(key: str, cell: str) -> Any:
    if key in _TREES or (key in _LISTS and cell.lstrip().startswith("[")):
        return _json(key, cell)
    if key in _LISTS:
        return [part.strip() for part in cell.split(",") if part.strip()]
    return _text(cell)


def _media(cells: Mapping[str, str]) -> Any:
    cell = cells["media"]
    if cell.lstrip().startswith("["):
        return _json("media", cell)
    files, alts = cell.split("\n"), cells.get("alt", "").split("\n")
    if len(files) != len(alts):
        raise RowError(
            "alt",
            msg("{count} alt texts for {files} files", count=len(alts), files=len(files)),
            msg("one a line, in the order of the files"),
        )
    return [{"file": name.strip(), "alt": alt.strip()} for name, alt in zip(files, alts, strict=True)]


def _text(cell: str) -> str:
    if not cell.startswith('"'):
        return cell
    try:
        found = json.loads(cell)
    except ValueError:
        return cell
    return found if isinstance(found, str) else cell


def _json(column: str, cell: str) -> Any:
    try:
        return _texts_only(json.loads(cell))
    except (ValueError, RecursionError):
        raise _not_json(column) from None


def _texts_only(value: Any) -> Any:
    """JSON whose leaves are text, as YAML has them here; ValueError for another."""
    if isinstance(value, dict):
        return {str(key): _texts_only(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts_only(item) for item in value]
    if not isinstance(value, str):
        raise ValueError
    return value


def _not_json(column: str) -> RowError:
    return RowError(
        column,
        msg("the cell is not the JSON that the export had there"),
        msg("take it from the export again, or edit the post's file once it is imported"),
    )


def _time(cell: str) -> str:
    """A time that a spreadsheet rewrote, in our form again; what it cannot be stays for `check` to refuse."""
    found = both(cell)
    return f"{found[0]} {found[1]:%H:%M}{found[2]}" if len(found) == 3 and _rewritten(cell) else cell


def _rewritten(cell: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?", cell) is None
