"""libyaml stands in front of ruamel.yaml: what it lets through, ruamel.yaml reads to the same letter."""

import random

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from smmops.store import yaml
from smmops.store.yaml import decode, read, read_fast, read_pure
from tests.store.corpus import CORPUS
from tests.store.trees import SAMPLES

pytestmark = pytest.mark.skipif(
    yaml.CParser is None, reason="PyYAML has no C extension here: nothing stands in front"
)

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.*")) if path.is_file()]
FRONTS = [text.split("---\n")[1] if text.startswith("---") else text for text in TEXTS]
LINES = [line for front in FRONTS for line in front.split("\n")]
PIECES = [
    "a",
    "b c",
    "k: ",
    "key:",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    " ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    ": ",
    ":",
    "#",
    " #",
    " # ",
    '"',
    "'",
    "|",
    "|\n",
    ">-\n  ",
    ">",
    "!",
    "!!str ",
    "&a ",
    "*a",
    "?",
    "? ",
    "%",
    "@",
    "`",
    "\\",
    "\t",
    "---\n",
    "...\n",
    "09:30",
    "https://x.y/z",
    "é",
    "한",
    "😀",
    "~",
    "null",
    "<<",
    "3,000",
    "=",
    "|2\n",
    "|+\n",
    "\\n",
    "\\x41",
    "''",
    '""',
    "\xa0",
    "::",
    ":]",
    "?a",
    "-a",
    "a#b",
    "\r",
    "\x85",
    "\u2028",
    "\ufeff",
]
FLOW = [
    "a",
    "b c",
    "k: ",
    ",",
    ", ",
    ": ",
    ":",
    "[",
    "]",
    "{",
    "}",
    "'x'",
    '"y"',
    "?",
    "? ",
    "-",
    "- ",
    " ",
    "\n ",
    "#",
]


def same(text: str) -> bool:
    """Asserts that both read the same where the fast one reads; True where it does."""
    fast = read_fast(text)
    if fast is None:
        return False
    pure = read_pure(text)
    assert pure.findings == [], text
    assert fast.values == pure.values, text
    assert fast.spots == pure.spots, text
    assert fast.scalars == pure.scalars, text
    return True


@pytest.mark.parametrize("front", FRONTS)
def test_every_sample_takes_the_fast_way_and_reads_the_same(front: str) -> None:
    assert same(front)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@effort(max_examples=400)
def test_pieces_of_yaml_read_the_same(text: str) -> None:
    same(text)


@given(
    st.sampled_from("[{"),
    st.lists(st.sampled_from(FLOW), max_size=9).map("".join),
    st.sampled_from(["]", "}\n", "]\nb: 1"]),
)
@effort(max_examples=400)
def test_brackets_of_every_shape_read_the_same(opening: str, inner: str, closing: str) -> None:
    same(f"k: {opening}{inner}{closing}")


@given(st.lists(st.sampled_from(LINES), max_size=6).map("\n".join), st.data())
@effort(max_examples=200)
def test_samples_with_a_slip_read_the_same(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    slip = data.draw(st.sampled_from(PIECES))
    cut = data.draw(st.integers(0, 3))
    same(text[:at] + slip + text[at + cut :])


def test_a_thousand_seeded_slips_in_whole_samples_read_the_same() -> None:
    dice = random.Random(20261201)
    read_ = 0
    for _ in range(300):
        text = dice.choice(FRONTS)
        start = dice.randrange(len(text))
        text = text[start : start + 240]
        at = dice.randrange(len(text) + 1)
        read_ += same(text[:at] + dice.choice(PIECES) + text[at:])
    assert read_ > 30


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_the_nasty_corpus_reads_the_same(name: str) -> None:
    text = decode(CORPUS[name])
    if isinstance(text, str) and len(text) < 10_000:
        same(text)


def test_the_fast_way_adds_no_refusal_and_takes_none_away() -> None:
    for front in FRONTS:
        assert read(front).findings == read_pure(front).findings
