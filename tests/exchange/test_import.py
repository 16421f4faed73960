"""A table of rows as posts: what is read, what is refused, and what comes back as it was."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.exchange.naming import Ids, named
from smmops.exchange.own import COLUMNS, Read, pieces
from smmops.exchange.piece import written
from smmops.exchange.table import Refusal, Table, table
from smmops.store.kinds import KINDS
from smmops.store.load import load
from smmops.store.sheet import fresh
from smmops.store.writing import unwritable
from tests.store.trees import SETTINGS, Files

SETTINGS_HERE = load(Files({"smmops.yaml": SETTINGS})).settings


def read(text: str | bytes, **options) -> Read:
    found = table(text.encode() if isinstance(text, str) else text, **options)
    if isinstance(found, Refusal):
        return Read(refusals=[found])
    assert SETTINGS_HERE is not None
    return pieces(found, SETTINGS_HERE)


def refused(text: str | bytes, **options) -> tuple[int, str, str]:
    found = read(text, **options)
    assert len(found.refusals) == 1
    one = found.refusals[0]
    assert str(one.fix)
    return one.row, one.column, str(one.why)


def sheet(*rows: dict[str, str], mark: str = ",") -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


ROW = {"date": "2026-12-01", "time": "09:30", "channels": "bluesky-acme", "text": "Hello, Busan"}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings_of_spreadsheets_are_told_apart(mark, encoding):
    text = sheet({**ROW, "text": 'Say "hi"; or, in Korean:\n안녕 👩🏽‍🍳'}, mark=mark)
    (piece,) = read(text.encode(encoding)).pieces
    assert piece.texts == {"": 'Say "hi"; or, in Korean:\n안녕 👩🏽‍🍳'}
    assert (piece.row, piece.at, piece.channels) == (2, "2026-12-01 09:30", ("bluesky-acme",))


def test_a_korean_excel_export_is_called_by_its_name_and_can_be_read():
    text = "날짜,시간,채널,본문\n2026-12-01,오후 6:00,bluesky,안녕하세요\n"
    row, _, why = refused(text.encode("cp949"))
    assert "CP949" in why
    assert row == 1
    (piece,) = read(text.encode("cp949"), encoding="cp949").pieces
    assert (piece.at, piece.texts) == ("2026-12-01 18:00", {"": "안녕하세요"})


@pytest.mark.parametrize(
    ("text", "row", "why"),
    [
        ("", 1, "empty"),
        ("text\n\x00", 1, "zero character"),
        ('channels,text\nbluesky,"open\n', 2, "not closed"),
        ("channels,text\nbluesky,a,b\n", 2, "3 cells"),
        ("text,text\na,b\n", 1, "two columns are called"),
        ("text,본문\na,b\n", 1, "two columns mean"),
        ("channels,texts\nbluesky,a\n", 1, "no column `texts`"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(text, row, why):
    found = refused(text)
    assert found[0] == row
    assert why in found[2]


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"channels": "blusky"}, "channels", "no channel or network"),
        ({"channels": ""}, "channels", "no channel is named"),
        ({"date": "12/01/2026"}, "date", "two ways"),
        ({"time": ""}, "time", "belong together"),
        ({"date": ""}, "date", "belong together"),
        ({"publish_at": "2026-12-01 09:30"}, "publish_at", "both filled in"),
        ({"timezone": "Seoul"}, "timezone", "no time zone"),
        ({"text": ""}, "text", "neither text nor media"),
        ({"text": "\\# x"}, "text", "backslash"),
        ({"text:x": "for x"}, "text:x", "does not go there"),
        ({"media": "https://acme.example/a.jpg"}, "media", "nothing is fetched"),
        ({"media": "a.jpg", "alt": "one\ntwo"}, "alt", "2 alt texts for 1 files"),
    ],
)
def test_what_cannot_be_a_post_is_refused_with_its_row_and_column(change, column, why):
    found = refused(sheet({**ROW, "text": "first"}, {**ROW, **change}))
    assert found[:2] == (3, column)
    assert why in found[2]


def test_a_time_that_clocks_skip_or_show_twice_is_refused_in_its_zone():
    for day, said in (("2027-03-28", "does not exist"), ("2026-10-25", "comes twice")):
        _, _, why = refused(sheet({**ROW, "date": day, "time": "02:30", "timezone": "Europe/Berlin"}))
        assert said in why


def test_a_zone_of_its_own_is_written_as_an_offset_and_the_channels_own_is_not():
    def at(zone):
        return read(sheet({**ROW, "timezone": zone})).pieces[0].at

    assert at("Europe/Berlin") == "2026-12-01 09:30+01:00"
    assert at("Asia/Seoul") == "2026-12-01 09:30"


def test_networks_stand_for_their_channels_and_texts_for_networks():
    row = {
        **ROW,
        "channels": "twitter, bluesky-acme",
        "text:Twitter": "short",
        "first_comment:bluesky": "more",
    }
    (piece,) = read(sheet(row)).pieces
    assert piece.channels == ("x-acme", "x-lab", "bluesky-acme")
    assert piece.texts == {"": "Hello, Busan", "x": "short"}
    text = written(piece)
    assert "\n## x\nshort\n" in text
    assert "\n## first comment: bluesky\nmore\n" in text


def test_blank_rows_and_empty_unknown_columns_are_passed_over():
    text = sheet({**ROW, "status": ""}, dict.fromkeys(ROW, " "), {**ROW, "text": "second"})
    found = read(text)
    assert [piece.row for piece in found.pieces] == [2, 4]
    assert not found.refusals


def test_every_column_ends_in_the_file():
    several = {
        "id",
        "date",
        "time",
        "publish_at",
        "timezone",
        "channels",
        "text",
        "first_comment",
        "media",
        "alt",
    }
    values = {name: f"v-{name.replace('_', '-')}" for name in COLUMNS if name not in several}
    (piece,) = read(
        sheet({**ROW, **values, "first_comment": "cc", "media": "a.jpg|b.jpg", "alt": "one|two"})
    ).pieces
    text = written(piece)
    for name, value in values.items():
        assert f"{name}: {value}\n" in text or f"{name}: [{value}]\n" in text, name
    assert "  - file: a.jpg\n    alt: one\n  - file: b.jpg\n    alt: two\n" in text
    assert "## first comment: bluesky-acme\ncc\n" in text


LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
MARKS = st.sampled_from(
    [
        "---",
        "## x-acme",
        "##",
        "# one",
        "### bluesky-acme",
        "#tag",
        "----",
        "- item",
        "```",
        "",
        " indented",
        "title: x",
    ]
)


@given(st.lists(MARKS | LINES, min_size=1, max_size=12))
def test_any_text_comes_back_as_it_was(lines):
    text = "\n".join(lines)
    row = {"channels": "bluesky-acme,x-acme", "text": text, "text:x": text}
    found = read(sheet(row))
    if found.refusals:
        bare = text.replace("\r\n", "\n").replace("\r", "\n")
        assert not bare.strip() or unwritable(bare) is not None
        return
    (piece,) = found.pieces
    made = fresh(KINDS["post"], written(piece).encode())
    sections = {section.names: [part.text for part in section.parts] for section in made.sections}
    wanted = kept(text)
    assert sections == ({(): [wanted], ("x",): [wanted]} if wanted else {})
    assert made.front is not None


def kept(text: str) -> str:
    """What a body keeps of a text: blanks at the ends of lines and blank lines at both ends go."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip(" \t") for line in plain.split("\n")).strip("\n")


@given(
    title=LINES,
    notes=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200),
)
def test_any_title_and_notes_come_back_as_they_were(title, notes):
    (piece,) = read(sheet({**ROW, "title": title, "notes": notes})).pieces
    made = fresh(KINDS["post"], written(piece).encode())
    assert made.front is not None, written(piece)
    assert (made.front.title or "") == " ".join(title.split())
    if notes.isprintable():
        assert (made.front.notes or "") == notes.strip()


def test_ids_come_from_titles_and_from_days_where_little_is_left():
    assert named("Brew at home: 3 steps!", "2026-12-01") == "brew-at-home-3-steps"
    assert named("Café Crème", "2026-12-01") == "cafe-creme"
    assert named("라떼 아트 첫걸음", "2026-12-01") == "2026-12-01"
    assert named("라떼 아트 A", "2026-12-01") == "2026-12-01"
    assert named("☕", "") == "post"
    assert len(named("word " * 60, "")) <= 48
    assert not named("word " * 60, "").endswith("-")


@given(st.lists(st.sampled_from(["a", "b", "a-2", "a-3"]), max_size=30))
def test_an_id_is_given_once(wanted):
    ids = Ids({"a-2"})
    given_ids = [ids.free(name) for name in wanted]
    assert len(set(given_ids)) == len(given_ids)
    assert "a-2" not in given_ids


def test_the_work_grows_with_the_rows():
    """Counted, not timed: one piece and one look at each cell, however many rows share a title."""
    many = table(sheet(*({**ROW, "title": "Same"} for _ in range(3000))).encode())
    assert isinstance(many, Table)
    assert len(read(sheet(*({**ROW, "title": "Same"} for _ in range(3000)))).pieces) == 3000
    ids = Ids(set())
    assert [ids.free("same") for _ in range(3000)][-1] == "same-3000"
