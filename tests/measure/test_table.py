"""Rows as CSV: what is missing says why, nothing is a formula, and a damaged file costs nothing."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.measure.cadence import Mark
from smmops.measure.table import COLUMNS, encoded, marked, path, row, summed, taken
from smmops.model.outcome import Sample

AT = datetime(2026, 12, 1, 9, 0, 7, tzinfo=UTC)


def sample(value: str | None, *, metric: str = "likes", note: str = "", subject: str = "brew") -> Sample:
    return Sample(subject=subject, metric=metric, value=value, source="getPosts", note=note)


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_a_file_is_a_head_and_a_line_a_number():
    rows = [
        row(sample("7"), at=AT, channel="bluesky-acme"),
        row(sample(None, metric="reach", note="bluesky gives no such number"), at=AT, channel="bluesky-acme"),
    ]
    assert encoded(rows).decode() == (
        "taken_at,channel,subject,metric,value,unit,window,source,formula,note\n"
        "2026-12-01T09:00:07Z,bluesky-acme,brew,likes,7,count,lifetime,getPosts,,\n"
        "2026-12-01T09:00:07Z,bluesky-acme,brew,reach,,count,lifetime,getPosts,,bluesky gives no such number\n"
    )


def test_a_missing_number_has_a_reason_even_where_nobody_gave_one():
    made = row(sample(None), at=AT, channel="c")
    assert (made.value, made.note) == ("", "no reason was given")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_is_a_formula(start):
    hostile = f'{start}HYPERLINK("http://evil.example","look")'
    (line,) = read(encoded([row(sample(None, note=hostile, subject=hostile), at=AT, channel="c")]))
    assert line["note"][0] in "'\\"
    assert line["subject"][0] in "'\\"


@given(st.text())
def test_whatever_a_network_says_is_one_short_line(said):
    made = row(sample(None, note=said), at=AT, channel="c")
    assert len(made.note) <= 200
    assert made.note
    (line,) = read(encoded([made]))
    assert set(line) == set(COLUMNS)
    assert not set(line["note"]) & set("\n\r\x00\x1b\u202e")


def test_a_file_tells_what_was_got_and_what_was_tried_in_vain():
    rows = [
        row(sample("7"), at=AT, channel="c"),
        row(sample(None, metric="reach", note="never"), at=AT, channel="c"),
        row(sample(None, subject="gone", note="not shown"), at=AT, channel="c"),
    ]
    assert marked(encoded(rows), AT) == {("c", "brew"): Mark(AT, AT), ("c", "gone"): Mark(None, AT)}


@given(st.binary())
def test_a_damaged_file_marks_nothing_and_raises_nothing(content):
    marked(content, AT)
    assert marked(b"not,ours\n" + content.replace(b"channel", b""), AT) == {}


def test_a_path_says_when_its_file_was_written():
    name = path("acme", "posts", AT)
    assert name == "acme/metrics/posts/2026/12/01/090007.csv"
    assert taken(name) == AT
    for other in (
        "acme/metrics/posts/2026/13/01/090007.csv",
        "README.md",
        "acme/metrics/ads/2026/12/01/090007.csv",
    ):
        assert taken(other) is None


def test_a_thread_is_the_sum_of_its_parts_with_the_formula_beside_it():
    whole = summed("brew", [sample("7"), sample("2"), sample("0")])
    assert (whole.subject, whole.value, whole.formula) == ("brew", "9", "sum of 3 parts")
    assert summed("brew", [sample("7", subject="brew#1")]).formula == ""


def test_a_thread_with_a_part_that_is_not_known_is_not_known():
    whole = summed("brew", [sample("7"), sample(None, note="not shown")])
    assert (whole.value, whole.note) == (None, "part 2: not shown")
    never = summed("brew", [sample(None, note="no such number")] * 2)
    assert (never.value, never.note) == (None, "no such number")
