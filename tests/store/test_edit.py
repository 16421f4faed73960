import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.problem import SmmopsError
from smmops.store.edit import mended, put
from smmops.store.kinds import POST, SETTINGS
from smmops.store.yaml import read

PAGE = b"""---
# what colleagues wrote stays
title: Brew at home   # for people
publish_at: 2026-12-01 09:30
channels: [bluesky-acme, x-acme]   # two
count: 010
ok: no
hold:

media:
  - file: brew.jpg
    alt: "pour: over"
---
Body stays  \r
---
## x-acme
"""


def test_a_value_is_set_and_everything_else_stays() -> None:
    made = put(PAGE, ("publish_at",), "2026-12-03 18:00", page=True)
    assert made == PAGE.replace(b"2026-12-01 09:30", b"2026-12-03 18:00")


def test_a_key_is_taken_away_and_comments_stay() -> None:
    made = put(PAGE, ("publish_at",), None, page=True).decode()
    assert "publish_at" not in made
    assert "# what colleagues wrote stays" in made
    assert "title: Brew at home   # for people" in made


def test_missing_mappings_are_made_on_the_way() -> None:
    made = put(b"a: 1\n", ("options", "x-acme", "link"), "none", page=False)
    assert made == b"a: 1\noptions:\n  x-acme:\n    link: none\n"


def test_a_list_of_orders_is_written_so_that_it_reads_the_same() -> None:
    made = put(b"scope: all\n", ("lift",), ["2026-12-02 a", "b: c", "null", ""], page=False)
    assert read(made.decode()).values == {"scope": "all", "lift": ["2026-12-02 a", "b: c", "null", ""]}


def test_line_ends_and_a_bom_stay_as_they_were() -> None:
    made = put(b"\xef\xbb\xbfscope: all\r\nby: mina\r\n", ("scope",), "none", page=False)
    assert made == b"\xef\xbb\xbfscope: none\r\nby: mina\r\n"


def test_what_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(SmmopsError):
        put(b"a: [\n", ("b",), "c", page=False)
    with pytest.raises(SmmopsError):
        put(b"no fences\n", ("b",), "c", page=True)


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=40)
)
def test_any_text_that_is_written_reads_back_the_same(text: str) -> None:
    made = put(b"title: x # y\nb: 1\n", ("title",), text, page=False)
    assert read(made.decode()).values == {"title": text, "b": "1"}


def test_slips_whose_meaning_is_beyond_doubt_are_mended() -> None:
    slips = b"---\ntitle: Brew #coffee  # a comment\nmedia:\n\t- {file: a.jpg}\nchannels: [x]\n---\nHi\n"
    assert mended(slips, POST) == (
        b'---\ntitle: "Brew #coffee" # a comment\nmedia:\n  - {file: a.jpg}\nchannels: [x]\n---\nHi\n'
    )


@pytest.mark.parametrize("data", [PAGE, b"a: b: c\n", b"a: [3,000]\n", b"\xff", b"", b"a: 1\na: 2\n"])
def test_what_may_mean_several_things_is_left_to_people(data: bytes) -> None:
    assert mended(data, POST if data is PAGE else SETTINGS) == data
