"""Our own columns: what `smmops import csv` reads. Another tool's export is a module like this one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from smmops.exchange.days import both, clock, day
from smmops.exchange.piece import Piece
from smmops.exchange.table import Refusal, Row, Table
from smmops.model.message import Message, msg
from smmops.model.moment import Moment, Unreal, instant
from smmops.model.settings import Channel, Settings
from smmops.specs.registry import NETWORKS, alias
from smmops.store.times import zone_of
from smmops.store.writing import unwritable

_ONE = (
    *(
        "pillar",
        "type",
        "persona",
        "purpose",
        "demand",
        "funnel",
        "pain_point",
        "campaign",
        "language",
        "link",
    ),
    *("not_after", "late", "content_warning", "source", "reply_to", "follows", "hold", "notes"),
    *("quote", "recycled_from", "gated", "sensitive", "evergreen", "deliver", "protect"),
)
COLUMNS = (
    *("id", "title", "date", "time", "publish_at", "timezone", "channels", "text", "first_comment"),
    *("media", "alt", "labels"),
    *_ONE,
)
"""Every column by its name; `text:<network or channel>` and `first_comment:<…>` come on top."""
_KOREAN = {
    "제목": "title",
    "날짜": "date",
    "일자": "date",
    "시간": "time",
    "시각": "time",
    "시간대": "timezone",
    "채널": "channels",
    "본문": "text",
    "내용": "text",
    "첫 댓글": "first_comment",
    "링크": "link",
    "이미지": "media",
    "미디어": "media",
    "대체 텍스트": "alt",
    "캠페인": "campaign",
    "라벨": "labels",
    "주제": "pillar",
    "유형": "type",
    "메모": "notes",
}
_SPLIT = re.compile(r"[,;|\s]+")
_LINES = re.compile(r"[\n|]")


class RowError(Exception):
    """A cell that cannot be represented."""

    def __init__(self, column: str, why: Message, fix: Message) -> None:
        super().__init__(column)
        self.column, self.why, self.fix = column, why, fix


@dataclass(slots=True)
class Read:
    """What a table holds: posts to be and what is refused, both in the order of rows.

    `media` are files that come with a post, by the post's source: (path from the brand's folder, bytes).
    """

    pieces: list[Piece] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    media: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)


def pieces(table: Table, settings: Settings) -> Read:
    """A post a row. A column that is not known is refused once, unless it is empty."""
    read = Read()
    columns: dict[str, str] = {}
    for written in table.columns:
        name = column_of(written)
        if name is None:
            if any(row[written] for row in table.rows):
                read.refusals.append(unknown(written))
        elif name in columns.values():
            why = msg("two columns mean `{name}`", name=name)
            read.refusals.append(Refusal(1, written, why, msg("take one of them away")))
        else:
            columns[written] = name
    if read.refusals:
        return read
    for row in table.rows:
        cells = {name: _cell(row, written, name) for written, name in columns.items()}
        try:
            read.pieces.append(replace(piece_of(row.number, cells, settings), line=row.line))
        except RowError as wrong:
            read.refusals.append(Refusal(row.number, wrong.column, wrong.why, wrong.fix, row.line))
    return read


def _cell(row: Row, written: str, name: str) -> str:
    """A cell; blanks at the ends of a text are the body's to judge."""
    prose = name.partition(":")[0] in ("text", "first_comment")
    return row.cells.get(written, "") if prose and row[written] else row[written]


def column_of(written: str) -> str | None:
    """The column that a header cell means, in any case, with blanks or `_`."""
    head, colon, rest = written.partition(":")
    head = " ".join(head.replace("_", " ").split()).casefold()
    name = _KOREAN.get(head, head.replace(" ", "_"))
    if colon:
        return (
            f"{name}:{rest.strip().casefold()}"
            if name in ("text", "first_comment") and rest.strip()
            else None
        )
    return name if name in COLUMNS else None


def unknown(written: str) -> Refusal:
    """The refusal of a column that is not known."""
    near = get_close_matches(written.casefold().replace(" ", "_"), COLUMNS, n=1)
    fix = (
        msg("did you mean `{name}`?", name=near[0])
        if near
        else msg("take the column away, or rename it: docs/writing.md lists the columns")
    )
    return Refusal(1, written, msg("there is no column `{name}`", name=written[:60]), fix)


def piece_of(number: int, cells: Mapping[str, str], settings: Settings) -> Piece:
    """The post of one row, by our own columns; RowError where it cannot be one."""
    channels = channels_of(cells.get("channels", ""), settings.channels)
    texts = dict(texts_of(cells, "text", channels, settings.channels))
    comments = dict(texts_of(cells, "first_comment", channels, settings.channels))
    media = _media(cells.get("media", ""), cells.get("alt", ""))
    if not texts and not media:
        raise RowError("text", msg("neither text nor media"), msg("write a text, or name a file under media"))
    return Piece(
        row=number,
        title=" ".join(cells.get("title", "").split()),
        at=_at(cells, channels, settings),
        channels=channels,
        texts=texts,
        comments=comments,
        media=media,
        labels=tuple(part for part in _SPLIT.split(cells.get("labels", "")) if part),
        more={key: cells[key] for key in _ONE if cells.get(key)},
        id=cells.get("id", ""),
    )


def channels_of(cell: str, known: Mapping[str, Channel]) -> tuple[str, ...]:
    """Ids as written; a network's name stands for its channels. RowError for what is neither."""
    found: dict[str, None] = {}
    for written in filter(None, _SPLIT.split(cell)):
        name = written.casefold()
        network = alias(name) or name
        ids = [name] if name in known else [i for i, channel in known.items() if channel.network == network]
        if not ids:
            near = get_close_matches(name, [*known, *NETWORKS], n=1)
            fix = msg("did you mean `{name}`?", name=near[0]) if near else msg("write ids of smmops.yaml")
            raise RowError("channels", msg("`{name}` is no channel or network here", name=written[:60]), fix)
        found.update(dict.fromkeys(ids))
    if not found:
        raise RowError(
            "channels", msg("no channel is named"), msg("write ids of smmops.yaml, with commas between")
        )
    return tuple(found)


def texts_of(
    cells: Mapping[str, str], name: str, channels: tuple[str, ...], known: Mapping[str, Channel]
) -> Iterator[tuple[str, str]]:
    """("" or a channel or network, text) of the columns `name` and `name:…`."""
    networks = {known[channel].network for channel in channels}
    for column, text in cells.items():
        head, _, whose = column.partition(":")
        if head != name or not text.strip():
            continue
        meant = whose if whose in channels or not whose else alias(whose) or whose
        if meant and meant not in channels and meant not in networks:
            why = msg("a text for `{name}`, and the row does not go there", name=whose)
            raise RowError(column, why, msg("add it to channels, or empty the cell"))
        line = unwritable(text)
        if line is not None:
            why = msg(
                "line {line} begins with a backslash before `#` or `---`: no post can send that", line=line
            )
            raise RowError(column, why, msg("begin the line with something else"))
        yield meant, text


def _media(cell: str, alt: str) -> tuple[tuple[str, str], ...]:
    """Files and their alt texts, both a line or a `|` apart."""
    files = [part.strip() for part in _LINES.split(cell) if part.strip()]
    alts = [part.strip() for part in _LINES.split(alt)] if alt else []
    for file in files:
        if "://" in file:
            why = msg("`{file}` is an address: nothing is fetched", file=file[:60])
            raise RowError("media", why, msg("put the file into content/media and write its name"))
    if len(alts) > len(files):
        why = msg("{count} alt texts for {files} files", count=len(alts), files=len(files))
        raise RowError("alt", why, msg("one a line, in the order of the files"))
    return tuple((file, alts[at] if at < len(alts) else "") for at, file in enumerate(files))


def _at(cells: Mapping[str, str], channels: tuple[str, ...], settings: Settings) -> str:
    """The time as the post writes it, with an offset where the row's zone is not that of all its channels."""
    found = _moment(cells)
    if found is None:
        return ""
    on, at, offset = found
    name = cells.get("timezone", "")
    civil = f"{on} {at:%H:%M}"
    if offset:
        return f"{civil}{offset}"
    if not name or all(settings.channels[channel].timezone == name for channel in channels):
        return civil
    zone = zone_of(name)
    if zone is None:
        raise RowError("timezone", msg("`{name}` is no time zone", name=name[:40]), msg("write `Asia/Seoul`"))
    return _fixed(civil, Moment(day=on, clock=at), zone)


def _fixed(civil: str, moment: Moment, zone: ZoneInfo) -> str:
    try:
        meant = instant(moment, zone=zone)
    except OverflowError:
        raise RowError(
            "date", msg("no calendar reaches that day"), msg("write a day of this century")
        ) from None
    if isinstance(meant, Unreal):
        one, other = (each.astimezone(zone).isoformat(" ", "minutes") for each in (meant.first, meant.second))
        why = (
            msg("`{at}` does not exist in {zone}: clocks skip it", at=civil, zone=zone.key)
            if meant.kind == "skipped"
            else msg("`{at}` comes twice in {zone}: clocks go back", at=civil, zone=zone.key)
        )
        raise RowError("timezone", why, msg("write `{one}` or `{other}`", one=one, other=other))
    return meant.astimezone(zone).isoformat(" ", "minutes")


def _moment(cells: Mapping[str, str]) -> tuple[date, time, str] | None:
    whole, on, at = (cells.get(name, "") for name in ("publish_at", "date", "time"))
    if whole and (on or at):
        why = msg("publish_at and date are both filled in")
        raise RowError("publish_at", why, msg("keep one of them"))
    if whole:
        found = both(whole)
        if len(found) == 2:
            raise RowError("publish_at", *found)
        return found
    if not on and not at:
        return None
    if not on or not at:
        column = "time" if on else "date"
        raise RowError(
            column, msg("a day and a time belong together"), msg("fill in both, or neither for a draft")
        )
    when, hour = day(on), clock(at)
    if isinstance(when, tuple):
        raise RowError("date", *when)
    if isinstance(hour, tuple):
        raise RowError("time", *hour)
    return datetime.combine(when, hour, UTC).date(), hour, ""
