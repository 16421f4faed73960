"""Lengths as the networks count them."""

import itertools
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from smmops.specs.linkedin_text import escape_little_text
from smmops.specs.links import http_urls, x_urls
from smmops.specs.measure import emoji_bytes, graphemes, length, limit_of, surely_fits, weighted
from smmops.specs.registry import NETWORKS, spec
from smmops.specs.spec import TextRule, Unit

_CJK = "오늘의커피는에티오피아입니다"
_FAMILY = "👨\u200d👩\u200d👧\u200d👦"
_ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
_LONG_LABEL = "오늘의커피는에티오피아입니다그리고내일은콜롬비아"


def _rules() -> list[TextRule]:
    rules = [spec(name).text for name in NETWORKS]
    rules += [rule for name in NETWORKS if (rule := spec(name).first_comment)]
    return rules + [f.text_rule for name in NETWORKS for f in spec(name).formats.values() if f.text_rule]


_hostile = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["https://", "acme.example", "a.co", "x", "커피", ".", "/", "(", ")", "@mina", "@mina@acme.example", "#", "tag",
         _FAMILY, "🇰🇷", "1⃣", "\u200d", "\ufe0f", "\ud800", "\n", " ", "é", "e\u0301", "क़", "&", "☕", "_", "{", "\\"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Brew at home", 12),
        ("Hi http://test.co", 26),
        ("http://test.co", 23),
        ("285 chars-" + "xxxxxxxxxx-" * 25, 285),
        ("285 chars- http://www.twitter.com/jack " + "xxxxxxxxxx-" * 24, 299),
        ("https://www.twitter.com/aloha " * 10, 240),
        ("A\u0301B", 2),
        ("A\ufb2c", 4),
        ("H🐱☺" + _FAMILY, 7),
        ("😷👾😡🔥💩", 10),
        ("🙋🏽👨\u200d🎤", 4),
        ("1⃣", 2),
        ("1️⃣", 2),
        ("randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", 68),
        ("あいうえおかきくけこ" * 12 + " http://" + "あいうえおかきくけこ" * 5 + "あいう.com", 358),
        ("あいうえおかきくけこ" * 12 + " http://" + "あいうえおかきくけこ" * 5 + "あい.com", 264),
        (_FAMILY * 140, 280),
        (f"Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; {_ENGLAND}", 34),
        ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
        ("ABC\u202a\uffffABC\ufffe", 12),
        ("\u2066\u202ahttp://foobar.پاکستان/\u202c\u2069", 31),
        ("\u2000\u200a\u200b\u200d‐―‖‗‘‟′‷", 12),
    ],
)
def test_x_counts_as_the_published_cases_of_twitter_text_do(text: str, count: int):
    assert weighted(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (_CJK, 28),
        ("커피 ☕️ 한 잔", 13),
        ("acme.example", 12),  # `example` is no top-level domain
        ("see acme.coffee.", 4 + 23 + 1),
        ("쓴맛이 난다면 acme.coffee에서", 14 + 23 + 4),
        ("mina@acme.coffee", 16),
        ("🇰🇷🇰🇷", 4),
        ("🇽🇽", 4),  # no such flag: two letters
        ("👍🏽", 2),
        ("☝🏽", 2),
        ("☀\ufe0e", 4),
        ("© Acme", 6),
        ("©\ufe0f Acme", 7),
        ("👨\u200d🦄", 5),  # a joined sequence that nobody listed: two emoji and the joiner
        ("\U0001f642\u200d\u2194\ufe0f", 5),  # Emoji 15.1, after the parser that X is known to use
        ("❤️\u200d🔥", 2),
        (f"https://{_LONG_LABEL}.com", 8 + 2 * len(_LONG_LABEL) + 4),
    ],
)
def test_x_counts_korean_twice_addresses_23_and_emoji_2(text: str, count: int):
    assert weighted(text) == count


@pytest.mark.parametrize(
    ("text", "warning", "count"),
    [
        ("Kaffee um 9 Uhr", "", 15),
        (f"Lies https://acme.coffee/{'x' * 200}", "", 5 + 23),
        ("Lies acme.coffee", "", 16),
        ("@mina@mastodon.example danke", "", 5 + 6),
        ("@mina danke", "", 11),
        ("Danke @mina@mastodon.example.", "", 12),
        ("mail@acme.coffee", "", 16),
        ("Flackert", "flackerndes Licht", 8 + 17),
        ("Flackert", "https://acme.coffee", 8 + 19),
        (f"{_FAMILY}é", "", 2),
        ("각" * 3, "", 3),
        ("https://ko.wikipedia.org/wiki/커피 좋아요", "", 23 + 4),
        ("http://localhost:3000/x", "", 23),
        ("https://a.coffee/@mina@mastodon.example", "", 23),
        ("(https://a.coffee/b)", "", 25),
        ("https://a.coffee https://b.coffee", "", 47),
        ("https://a.coffee/?(@mina@b.example)", "", 24),
    ],
)
def test_mastodon_counts_graphemes_short_links_and_short_mentions(text: str, warning: str, count: int):
    assert length(text, spec("mastodon").text, warning=warning).count == count


def test_a_warning_counts_only_where_the_network_counts_it():
    assert length("Kaffee", spec("bluesky").text, warning="heiß").count == 6


def test_bluesky_counts_graphemes_and_bytes():
    found = length(f"{_FAMILY}한글 café https://acme.coffee/long", spec("bluesky").text)
    assert found.count == 1 + 2 + 1 + 4 + 1 + 24
    assert found.bytes == 25 + 6 + 1 + 5 + 1 + 24


@given(st.text(alphabet="🇰🇷e\u0301\u200d\u0600 👍🏽", max_size=30))
def test_long_runs_of_flags_are_counted_like_short_ones(text: str):
    assert graphemes(text) == len(regex.findall(r"\X", text))


def test_a_text_of_nothing_but_flags_is_counted_in_time():
    assert graphemes("🇰🇷" * 100_000 + "🇰") == 100_001


def test_text_is_measured_as_it_is_sent_after_normalisation():
    found = length("cafe\u0301", spec("facebook").text)
    assert (found.count, found.bytes) == (4, 5)


def test_line_breaks_of_two_characters_are_one_grapheme():
    assert graphemes("a\r\nb\n") == 4
    assert graphemes("é\r\nb") == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [("Kaffee", 6), ("커피", 2), ("☕", 3), ("👍🏽", 8), (_FAMILY, 25), ("© 2026", 6), ("1️⃣", 7), ("🇰🇷!", 9)],
)
def test_threads_counts_an_emoji_by_its_bytes(text: str, count: int):
    assert length(text, spec("threads").text).count == count
    assert emoji_bytes(text) == count


def test_tiktok_counts_utf16_units():
    assert length("커피 👍🏽", spec("tiktok").text).count == 3 + 4


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Hi (all) #news", r"Hi \(all\) #news"),
        ("a_b*c~d|e", r"a\_b\*c\~d\|e"),
        ("{x} <y> [z]", r"\{x\} \<y\> \[z\]"),
        ("back\\slash", r"back\\slash"),
        ("#1 and #커피", r"\#1 and #커피"),
        ("#cold_brew", r"{hashtag|\#|cold\_brew}"),
        ("mina@acme.coffee", r"mina\@acme.coffee"),
        ("Hi @[Acme (Coffee)](urn:li:organization:123)!", r"Hi @[Acme \(Coffee\)](urn:li:organization:123)!"),
        ("@[Acme](https://evil.example)", r"\@\[Acme\]\(https://evil.example\)"),
        ("@[#tag](urn:li:person:a_B-1)", r"@[\#tag](urn:li:person:a_B-1)"),
    ],
)
def test_linkedin_text_is_escaped_but_for_hashtags_and_mentions(text: str, escaped: str):
    assert escape_little_text(text) == escaped
    assert length(text, spec("linkedin").text).count == len(escaped)


def test_the_channels_own_limit_beats_the_networks():
    rule = spec("mastodon").text
    assert limit_of(rule) == 500
    assert limit_of(rule, {"text": 5000}) == 5000
    assert limit_of(rule, {"url": 30}) == 500


@given(_hostile, _hostile)
def test_no_text_can_make_counting_fail(text: str, warning: str):
    for rule in _rules():
        found = length(text, rule, warning=warning)
        assert found.count >= 0
        assert 0 <= found.bytes <= 4 * len(unicodedata.normalize("NFC", text))


@given(_hostile, st.integers(0, 400))
def test_what_surely_fits_does_fit(text: str, limit: int):
    for rule in _rules():
        for bounded in (rule, rule.model_copy(update={"byte_limit": 300})):
            if surely_fits(text, bounded, limit):
                found = length(text, bounded)
                assert found.count <= limit
                assert found.bytes <= (bounded.byte_limit or found.bytes)


@pytest.mark.parametrize(
    ("network", "text"),
    [("x", "커피" * 100), ("threads", "☕" * 200), ("linkedin", "#a_ " * 400), ("tiktok", "👍" * 1500)],
)
def test_a_text_that_may_be_heavier_than_its_characters_is_looked_at(network: str, text: str):
    rule = spec(network).text
    assert len(text) < (rule.limit or 0) < length(text, rule).count
    assert not surely_fits(text, rule)


def test_bytes_are_looked_at_where_they_are_bounded():
    rule = spec("bluesky").text.model_copy(update={"byte_limit": 500})
    assert not surely_fits("한" * 200, rule)


@given(_hostile)
def test_a_warning_that_counts_adds_to_what_surely_fits(text: str):
    rule = spec("mastodon").text
    if surely_fits(text, rule, 60, warning="flashing light"):
        assert length(text, rule, warning="flashing light").count <= 60


def test_short_posts_need_no_close_look():
    for name in ("bluesky", "mastodon", "x", "linkedin", "facebook"):
        assert surely_fits("Brew at home in three steps", spec(name).text)


@given(st.text(alphabet="abcdefgh/-", min_size=1, max_size=3000).map(lambda path: path.strip("-") or "a"))
def test_an_address_of_any_length_is_23(path: str):
    assert weighted(f"https://acme.coffee/{path}") == 23
    assert length(f"https://acme.coffee/{path}", spec("mastodon").text).count == 23


@given(_hostile, _hostile)
def test_two_texts_apart_are_as_long_as_both(one: str, other: str):
    joined = f"{one} \n {other}"
    for rule in (spec("bluesky").text, spec("facebook").text, spec("tiktok").text, spec("threads").text):
        if rule.unit is not Unit.GRAPHEMES or not other or unicodedata.combining(other[0]) == 0:
            parts = length(one, rule).count + length(other, rule).count
            assert length(joined, rule).count <= parts + 3


@given(_hostile)
def test_graphemes_are_never_more_than_characters(text: str):
    assert graphemes(text) <= len(text)


@given(_hostile)
def test_x_weighs_at_most_two_a_character_and_23_an_address(text: str):
    plain = unicodedata.normalize("NFC", text)
    assert weighted(text) <= 2 * len(plain) + 23 * len(x_urls(plain))


@given(_hostile)
def test_addresses_are_in_order_apart_and_inside_the_text(text: str):
    for found in (x_urls(text), http_urls(text)):
        assert all(0 <= span.start < span.end <= len(text) for span in found)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(_hostile)
def test_escaping_for_linkedin_loses_nothing(text: str):
    escaped = escape_little_text(text)
    assert len(escaped) >= len(text)
    if "#" not in text and "@[" not in text:
        plain = "".join(escaped[i] for i in range(len(escaped)) if not _is_escape(escaped, i))
        assert plain == text


def _is_escape(text: str, at: int) -> bool:
    run = len(text[:at]) - len(text[:at].rstrip("\\"))
    return text[at] == "\\" and run % 2 == 0
