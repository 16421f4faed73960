"""Lines in as many columns as there are."""

from hypothesis import given
from hypothesis import strategies as st

from smmops.words.width import width
from smmops.words.wrap import wrap

TEXT = st.text(st.sampled_from("ab 가나\n👩🏽‍🍳☕é "), max_size=200)


@given(TEXT, st.integers(2, 60))
def test_no_line_is_wider_and_no_letter_is_lost(text, columns):
    lines = wrap(text, columns)
    assert all(width(line) <= max(columns, 2) or len(line) == 1 or " " not in line for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_at_blanks_and_within_a_word_only_where_it_is_longer():
    assert wrap("커피 60 g에 물 1리터", 12) == ["커피 60 g에", "물 1리터"]
    assert wrap("abcdefgh ij", 5) == ["abcde", "fgh", "ij"]
    assert wrap("one\n\ntwo", 10) == ["one", "", "two"]


def test_a_character_is_never_cut():
    assert wrap("👩🏽‍🍳👩🏽‍🍳👩🏽‍🍳", 4) == ["👩🏽‍🍳👩🏽‍🍳", "👩🏽‍🍳"]
