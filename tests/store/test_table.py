"""CSV files of data/: every row keeps its line, and what is no table is said with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.tables import Conversions, Reviews
from smmops.store.kinds import TABLES, Kind, Stray, kind_of
from smmops.store.sheet import Sheet, fresh


def read(kind: str, text: str) -> Sheet:
    return fresh(TABLES[kind], text.encode())


def said(sheet: Sheet) -> list[tuple[str, int]]:
    return [(finding.code, finding.spot[0]) for finding in sheet.findings]


def test_rows_are_typed_from_their_exact_text() -> None:
    front = read("conversions", "source,metric,value,rule,note\nshop,sales,1240000.10,first order,x\n").front
    assert isinstance(front, Conversions)
    assert str(front.rows[0].value) == "1240000.10"
    assert front.rows[0].model_extra == {"note": "x"}


def test_an_empty_cell_is_not_measured() -> None:
    front = read("reviews", "source,rating,count\nGoogle,,\n").front
    assert isinstance(front, Reviews)
    assert (front.rows[0].rating, front.rows[0].count) == (None, None)


def test_lines_are_those_of_the_file_also_behind_blank_ones_and_breaks_in_quotes() -> None:
    text = 'source,metric,value,rule\n\n"GA4,\nweb",leads,1,r\nGA4,leads,3 %,r\n'
    assert said(read("conversions", text)) == [("SMM116", 5)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "SMM146", 1),
        ("\n\n", "SMM146", 1),
        ("source;rating\n", "SMM146", 1),
        ("source\trating\n", "SMM146", 1),
        ("source,source\n", "SMM146", 1),
        ("source,\n", "SMM146", 1),
        ("source,rating\nGoogle\n", "SMM146", 2),
        ("source,rating\nGoogle,4.5,1\n", "SMM146", 2),
        ('source,rating\nGoogle,4.5\n"Yelp,4\n', "SMM146", 3),
        ('source,rating\n"Go"ogle,4.5\n', "SMM146", 2),
        ("rating,count\n4.5,2\n", "SMM147", 1),
        ("source,rating\n,4.5\n", "SMM147", 2),
        ("source,reviewer_name\n", "SMM148", 1),
        ("source,place\nGoogle,call 010-2345-6789\n", "SMM148", 2),
        ("source,rating\nGoogle,good\n", "SMM116", 2),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, code: str, line: int) -> None:
    sheet = read("reviews", text)
    assert said(sheet) == [(code, line)]
    assert sheet.front is None


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    assert said(fresh(TABLES["reviews"], "\ufeffsource,rating\r\nGoogle,4.5\r\n".encode())) == []


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    for kind in TABLES.values():
        found = fresh(kind, text.encode("utf-8", "replace"))
        assert found.front is None or not found.findings


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("data/conversions/2026-12-31.csv", "data-conversions"),
        ("data/reviews/2026-12-31.csv", "data-reviews"),
        ("tasks/menu.md", "task"),
        ("experiments/questions.md", "experiment"),
        ("inspiration/table.md", "inspiration"),
        ("feedback/hours.md", "feedback"),
        ("advocacy/winter.md", "advocacy"),
        ("decisions/2026-12.md", "decisions"),
        ("reviews/brew/12.yaml", "review"),
    ],
)
def test_small_files_have_a_kind(path: str, name: str) -> None:
    kind = kind_of(path)
    assert isinstance(kind, Kind)
    assert kind.name == name


@pytest.mark.parametrize(
    "path",
    [
        "tasks/menu.yaml",
        "tasks/deep/menu.md",
        "decisions/december.md",
        "decisions/2026-13.md",
        "reviews/brew/first.yaml",
        "reviews/1.yaml",
        "data/conversions/december.csv",
        "data/convertions/2026-12-31.csv",
    ],
)
def test_a_file_that_nobody_would_read_is_told(path: str) -> None:
    assert isinstance(kind_of(path), Stray)


@pytest.mark.parametrize(
    "path", ["tasks/README.md", "inspiration/table.png", "data/notes.txt", "data/raw/x.csv", "data/README.md"]
)
def test_pictures_and_readmes_are_left_alone(path: str) -> None:
    assert kind_of(path) is None
