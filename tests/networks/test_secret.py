import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.networks.answer import Answer, cleaned
from smmops.networks.secret import Bound, Secret, hidden, is_loopback, origin


def test_a_secret_shows_in_no_way_of_writing_it():
    secret = Secret("abcd-efgh-ijkl-mnop")
    for text in (repr(secret), str(secret), f"{secret}", f"{secret!r:>20}", "%s" % secret, repr([secret])):  # noqa: UP031
        assert "abcd" not in text


def test_a_secret_is_never_pickled_or_copied_into_a_file():
    with pytest.raises(TypeError):
        pickle.dumps(Secret("abcd-efgh"))
    with pytest.raises(TypeError):
        copy.deepcopy(Secret("abcd-efgh"))


def test_equal_secrets_are_equal_and_hash_alike():
    assert Secret("a") == Secret("a") != Secret("b")
    assert len({Secret("a"), Secret("a")}) == 1


@pytest.mark.parametrize("value", ["", "line\nbreak", "null\x00byte", "café", "tab\there"])
def test_what_no_header_can_carry_is_not_sendable(value: str):
    assert not Secret(value).is_sendable


@pytest.mark.parametrize(
    "url",
    [
        "https://bsky.social/xrpc/x",
        "https://BSKY.social:443/xrpc/x",
        "https://morel.host.bsky.network/xrpc/x",
        "https://social.example/api",
        "https://social.example:443/api",
    ],
)
def test_secrets_go_to_the_networks_hosts_and_the_server(url: str):
    assert Bound(("bsky.social", "*.host.bsky.network"), "https://social.example").allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://bsky.social/xrpc/x",
        "https://bsky.social:8443/xrpc/x",
        "https://bsky.social.evil.example/x",
        "https://evilbsky.social/x",
        "https://host.bsky.network/x",
        "https://social.example:8443/api",
        "http://social.example/api",
        "https://bsky.social@evil.example/",
        "https://user:pass@bsky.social/",
        "https://user@bsky.social/",
        "ftp://social.example/",
        "//social.example/",
        "https:///x",
        "https://[::1",
        "https://social.example:port/",
        "http://127.0.0.1:2583/",
        "",
    ],
)
def test_secrets_go_nowhere_else(url: str):
    assert not Bound(("bsky.social", "*.host.bsky.network"), "https://social.example").allows(url)


def test_plain_http_is_for_a_server_on_this_machine_only():
    assert Bound((), "http://127.0.0.1:2583").allows("http://127.0.0.1:2583/xrpc/x")
    assert not Bound((), "http://127.0.0.1:2583").allows("http://127.0.0.1:2584/xrpc/x")
    assert not Bound((), "http://127.0.0.1:2583").allows("http://localhost:2583/xrpc/x")
    assert not Bound((), "http://social.example").allows("http://social.example/")
    assert Bound((), "http://[::1]:80").allows("http://[::1]/xrpc/x")


def test_a_host_of_the_spec_is_not_reached_over_loopback_http():
    assert not Bound(("localhost",)).allows("http://localhost/x")


@given(st.text())
def test_no_address_breaks_the_check(url: str):
    assert Bound(("bsky.social",), url).allows("https://elsewhere.example/") in (True, False)
    assert is_loopback(url) in (True, False)
    assert len(origin(url)) == 3


@given(st.text(min_size=4), st.text(), st.text())
def test_a_secret_is_taken_out_of_any_text(secret: str, before: str, after: str):
    assert secret not in hidden(before + secret + after, frozenset({Secret(secret)})).replace("***", "\x00")


def test_a_secret_inside_another_leaves_nothing_of_the_longer_one():
    both = frozenset({Secret("abcd"), Secret("abcd-efgh")})
    assert hidden("see abcd-efgh and abcd", both) == "see *** and ***"


def test_words_of_an_answer_are_one_short_line_without_secrets_and_queries():
    body = (
        b'{"error":"Bad\\n\\u202eThing","message":"token tok-1234 at https://cdn.example/a?sig=zzz9 '
        + b"x" * 500
        + b'"}'
    )
    words = Answer(400, {}, body, frozenset({Secret("tok-1234")})).words
    assert words.startswith("400 Bad Thing: token *** at https://cdn.example/a?…")
    assert "zzz9" not in words
    assert "\n" not in words
    assert len(words) < 260


@given(st.text(max_size=2000))
def test_cleaned_text_is_always_one_line_of_bounded_length(text: str):
    line = cleaned(text, frozenset())
    assert len(line.splitlines()) <= 1
    assert len(line) <= 240
