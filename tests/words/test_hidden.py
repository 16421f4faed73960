"""Hidden characters are found; what real writing needs is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.words.hidden import Hidden, Why, hidden, lookalike


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Br\u200bew", Why.INVISIBLE),
        ("Br\u2060ew", Why.INVISIBLE),
        ("\ufeffBrew", Why.INVISIBLE),
        ("Br\xadew", Why.INVISIBLE),
        ("Br\u200dew", Why.INVISIBLE),
        ("Br\u200cew", Why.INVISIBLE),
        ("\u200d커피", Why.INVISIBLE),
        ("커\u200b피", Why.INVISIBLE),
        ("커\u3164피", Why.INVISIBLE),
        ("a\u1160b", Why.INVISIBLE),
        ("a\u034fb", Why.INVISIBLE),
        ("a\u2028b", Why.INVISIBLE),
        ("safe\u202egpj.exe", Why.DIRECTION),
        ("a\u2066b\u2069", Why.DIRECTION),
        ("left\u200fright", Why.DIRECTION),
        ("a\x00b", Why.CONTROL),
        ("a\x1b[31m", Why.CONTROL),
        ("a\rb", Why.CONTROL),
        ("a\x85b", Why.CONTROL),
        ("a\ufe0fb", Why.SELECTOR),
        ("☕\ufe0f\ufe0f", Why.SELECTOR),
        ("😀\U000e0100\U000e0110", Why.SELECTOR),
        ("a\U000e0041\U000e0042", Why.SELECTOR),
        ("\U0001f3f4\U000e0041", Why.SELECTOR),
        ("half \ud83d", Why.BROKEN),
        ("none \ufffe", Why.BROKEN),
        ("none \U0001ffff", Why.BROKEN),
    ],
)
def test_hidden_characters_are_found(text: str, why: Why):
    found = hidden(text)
    assert found
    assert {one.why for one in found} == {why}


@pytest.mark.parametrize(
    "text",
    [
        "Brew at home\nin three steps\t!",
        "👨\u200d👩\u200d👧\u200d👦 🧑🏽\u200d🍳 ❤️\u200d🔥 🏳️\u200d🌈 👁️\u200d🗨️",
        "1️⃣ #️⃣ 1⃣ ☕️ ☀\ufe0e ©️",
        "🇰🇷 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "나랏말ᄊᆞ미 ᄒᆞᇙ 커피ᅟᅡ",
        "می\u200cخواهم",
        "क्\u200dष क्\u200cष ශ්\u200dරී",
        "שלום\u200f! acme",
        "ภาษา\u200bไทย",
        "葛\U000e0100飾区 辻\ufe00",
        "narrow\u202fspace 10\u00a0% 전각\u3000공백",
        "naïve café Zoë",
        "ᠮᠣᠩᠭᠣᠯ\u180b",
        "",
    ],
)
def test_real_writing_hides_nothing(text: str):
    assert hidden(text) == []


def test_what_is_found_says_where_and_what():
    assert hidden("ab\u202ecd\U000e0041") == [
        Hidden(2, "U+202E RIGHT-TO-LEFT OVERRIDE", Why.DIRECTION),
        Hidden(5, "U+E0041 TAG LATIN CAPITAL LETTER A", Why.SELECTOR),
    ]


@given(st.text(max_size=60))
def test_offsets_are_in_order_and_inside(text: str):
    offsets = [found.offset for found in hidden(text)]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)


@given(
    st.text(
        alphabet=st.characters(
            categories=["L", "Nd", "P", "Sm", "Sc", "Zs"], exclude_characters="\u115f\u1160\u3164\uffa0"
        ),
        max_size=40,
    )
)
def test_letters_digits_and_punctuation_are_never_hidden(text: str):
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("аpple.com", "apple.com"),
        ("xn--pple-43d.com", "apple.com"),
        ("аррӏе.com", "apple.com"),
        ("acmе.example", "acme.example"),
        ("shop.αcme.coffee", "shop.acme.coffee"),
        ("ａｃｍｅ.example", "acme.example"),
        ("ac\u200bme.example", "acme.example"),
        ("ɑcme.example", "acme.example"),
        ("oliviаcafe", "oliviacafe"),
        ("ᴀcme", "acme"),
    ],
)
def test_look_alikes_are_named_with_what_they_look_like(host: str, plain: str):
    assert lookalike(host) == plain


@pytest.mark.parametrize(
    "host",
    [
        "acme.example", "café.example", "müller.de", "한국.kr", "커피acme.kr", "コーヒーacme.jp", "食品.cn", "пример.рф",
        "кофейня.com", "президент.рф", "xn--3e0b707e.xn--3e0b707e", "kahve-ışık.com.tr", "olivia.cafe", "ελλάδα.gr",
        "xn--99999999999", "", "...", "سلام.com", "123.456",
    ],
)  # fmt: skip
def test_honest_names_are_left_alone(host: str):
    assert lookalike(host) is None


@given(st.text(max_size=40))
def test_no_host_makes_it_fail(host: str):
    found = lookalike(f"{host}\ud800")
    assert found is None or isinstance(found, str)
    found = lookalike(host)
    assert found is None or isinstance(found, str)
