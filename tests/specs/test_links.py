"""Where addresses, mentions and tags are in a text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.specs.links import (
    bluesky_links,
    bluesky_mentions,
    bluesky_tags,
    byte_range,
    hashtags,
    http_urls,
    mastodon_mentions,
    mentions,
    x_urls,
)
from smmops.specs.tlds import known_tld, tld_length


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("example.com", ["example.com"]),
        ("www.example.com, and t.co", ["www.example.com", "t.co"]),
        ("foo.co.jp", ["foo.co.jp"]),
        (
            "example.com/path/to/resource?search=foo&lang=en",
            ["example.com/path/to/resource?search=foo&lang=en"],
        ),
        ("http://twitter.com/#!/twitter", ["http://twitter.com/#!/twitter"]),
        ("HTTPS://www.ExaMPLE.COM/index.html", ["HTTPS://www.ExaMPLE.COM/index.html"]),
        ("http://test_underscore.twitter.com", ["http://test_underscore.twitter.com"]),
        ("http://foo_bar.com", []),
        ("http://☃.net/", ["http://☃.net/"]),
        ("☃.net", []),
        ("http://example.com/Русские_слова", ["http://example.com/Русские_слова"]),
        ("http://www.-domain4352.com/", []),
        ("ftp://www.example.com/", []),
        ("user@example.com", []),
        ("@mina.com", []),
        ("$acme.com", []),
        ("#acme.com", []),
        ("http://twitter.comのつぶやき", ["http://twitter.com"]),
        ("日本語twitter.com", ["twitter.com"]),
        ("http://en.wikipedia.org/wiki/Coffee_(drink)", ["http://en.wikipedia.org/wiki/Coffee_(drink)"]),
        ("(see http://example.com/a)", ["http://example.com/a"]),
        ("http://example.com/a!", ["http://example.com/a"]),
        ("http://example.com:8080/x", ["http://example.com:8080/x"]),
        ("https://t.co/abc_def", ["https://t.co/abc"]),
        ("https://t.co/" + "a" * 41, []),
        ("https://example.한국/커피", ["https://example.한국/"]),
        ("example.xn--3e0b707e", ["example.xn--3e0b707e"]),
        ("end.Of sentence.Then", []),
        ("v1.2.3 and 10.000", []),
        ("https://\nexample.com", ["example.com"]),
        ("éa.com", ["a.com"]),
        ("café.com", ["café.com"]),
        ("a.com-b.com", ["a.com-b.com"]),
        ("https://a.com/日b.com", ["https://a.com/", "b.com"]),
        ("http://sub.acme_x.com", []),
        ("‘xn--80ao21a‘t.co/", []),
        ("-a.com", []),
        ("https://" + "a" * 64 + ".com", []),
        ("https://a.com/" + "x" * 4100, []),
    ],
)
def test_x_links_what_twitter_text_links(text: str, found: list[str]):
    assert [text[span.start : span.end] for span in x_urls(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://acme.coffee", ["https://acme.coffee"]),
        ("acme.coffee", []),
        ("xhttps://acme.coffee", []),
        ("https://ko.wikipedia.org/wiki/커피?액션=보기", ["https://ko.wikipedia.org/wiki/커피?액션=보기"]),
        ("<https://acme.coffee/a>", ["https://acme.coffee/a"]),
        ("https://acme.coffee/a,", ["https://acme.coffee/a"]),
        ("https://192.168.0.1/", []),
    ],
)
def test_mastodon_links_addresses_with_a_scheme(text: str, found: list[str]):
    assert [span.value for span in http_urls(text)] == found


def test_mastodon_mentions_are_found_outside_words_and_paths():
    text = "@mina @jun@social.example. mail@acme.coffee /@x =@y 안녕@z"
    assert [(text[s.start : s.end], s.value) for s in mastodon_mentions(text)] == [
        ("@mina", "mina"),
        ("@jun@social.example", "jun"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Read https://acme.coffee/brew.", [("https://acme.coffee/brew", "https://acme.coffee/brew")]),
        ("Read acme.coffee/brew!", [("acme.coffee/brew", "https://acme.coffee/brew")]),
        ("(https://acme.coffee/brew)", [("https://acme.coffee/brew", "https://acme.coffee/brew")]),
        ("https://a.co/wiki_(x)", [("https://a.co/wiki_(x)", "https://a.co/wiki_(x)")]),
        ("커피https://a.co", []),
        ("file.txt and v1.2", []),
        ("a\nacme.coffee", [("acme.coffee", "https://acme.coffee")]),
        ("https://localhost:2583/x", [("https://localhost:2583/x", "https://localhost:2583/x")]),
        ("mail@acme.coffee", []),
    ],
)
def test_bluesky_links_as_its_app_does(text: str, found: list[tuple[str, str]]):
    assert [(text[s.start : s.end], s.value) for s in bluesky_links(text)] == found


def test_bluesky_mentions_need_a_known_domain_or_test():
    text = "@mina.bsky.social (@jun.test) @nobody @a.b.invalidtld mail@x.com"
    assert [s.value for s in bluesky_mentions(text)] == ["mina.bsky.social", "jun.test"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#커피 한 잔", ["커피"]),
        ("#brew!", ["brew"]),
        ("＃brew", ["brew"]),
        ("#1", []),
        ("#1st", ["1st"]),
        ("#!?", []),
        ("word#tag", []),
        ("# tag", []),
        ("#" + "a" * 64, ["a" * 64]),
        ("#" + "a" * 65, []),
        ("#\ufe0f", []),
        ("$acme and $TOOLONG", ["$ACME"]),
        ("#a\u200bb", ["a"]),
        ("#one #two", ["one", "two"]),
    ],
)
def test_bluesky_tags_as_its_app_does(text: str, tags: list[str]):
    assert [span.value for span in bluesky_tags(text)] == tags


def test_facets_count_bytes():
    text = "커피 #brew ☕ https://a.co"
    (tag,) = bluesky_tags(text)
    (link,) = bluesky_links(text)
    raw = text.encode()
    assert raw[slice(*byte_range(text, tag))] == b"#brew"
    assert raw[slice(*byte_range(text, link))] == b"https://a.co"


def test_common_hashtags_and_mentions():
    text = "#커피 #2026 #brew_at_home &#39; a#b @olivia.cafe, mina@acme.coffee @준 https://x.com/@mina"
    assert [s.value for s in hashtags(text)] == ["커피", "brew_at_home"]
    assert [s.value for s in mentions(text)] == ["olivia.cafe"]


@pytest.mark.parametrize(
    ("label", "following", "size"),
    [
        ("com", "", 3),
        ("com입니다", "", 3),
        ("comma", "", 0),
        ("com", "@", 0),
        ("한국", "", 2),
        ("coffee/", "", 6),
        ("", "", 0),
    ],
)
def test_a_top_level_domain_ends_where_no_letter_follows(label: str, following: str, size: int):
    assert tld_length(label, following) == size


def test_known_top_level_domains():
    assert known_tld("COM")
    assert known_tld("한국")
    assert known_tld("xn--3e0b707e")
    assert not known_tld("example")
    assert not known_tld("")


@given(st.text(alphabet="a.@#/:htps()-_é커\n\u200d", max_size=40))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str):
    for find in (
        x_urls,
        http_urls,
        mastodon_mentions,
        bluesky_links,
        bluesky_mentions,
        bluesky_tags,
        hashtags,
        mentions,
    ):
        spans = find(text)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
