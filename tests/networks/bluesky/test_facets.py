"""Links, mentions and hashtags by UTF-8 bytes; record keys; gates."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.networks.bluesky.facets import facets, handles
from smmops.networks.bluesky.gate import gates
from smmops.networks.bluesky.key import blob_cid, comment_key, parts_of, record_key
from smmops.sandbox.bluesky.cid import blob_cid as sandbox_cid
from smmops.sandbox.bluesky.syntax import FORMATS

CREATED = datetime(2026, 11, 22, 10, 0, 0, 500_000, tzinfo=UTC)
SHA = hashlib.sha256(b"kettle").hexdigest()
ROOT = Path(__file__).parents[3]


def test_record_keys_are_timestamp_identifiers_of_a_fixed_past():
    keys = [record_key(f"acme/post-{n}.bluesky-acme", part) for n in range(200) for part in (1, 2, 3)]
    assert len(set(keys)) == len(keys)
    vectors = json.loads((ROOT / "tests/sandbox/interop_syntax.json").read_text(encoding="utf-8"))["tid"]
    assert all(FORMATS["tid"](key) for key in [*keys, *vectors["valid"]])
    assert not any(FORMATS["tid"](key) for key in vectors["invalid"])
    alphabet = "234567abcdefghijklmnopqrstuvwxyz"
    for key in keys:
        number = 0
        for character in key:
            number = number << 5 | alphabet.index(character)
        year = datetime.fromtimestamp((number >> 10) / 1_000_000, UTC).year
        assert 2010 <= year < 2020


def test_a_record_key_never_changes_between_versions():
    assert record_key("acme/brew.bluesky-acme", 1) == "3g4gull6vyktu"
    assert record_key("acme/brew.bluesky-acme", 2) == "3devh4fv3eybt"


def test_the_first_comment_has_a_key_of_its_own():
    first = record_key("acme/brew.bluesky-acme", 1)
    assert comment_key(first) not in {record_key("acme/brew.bluesky-acme", part) for part in range(30)}


@given(st.binary())
def test_a_blob_is_named_by_its_bytes_as_the_server_does(content: bytes):
    assert blob_cid(hashlib.sha256(content).hexdigest()) == sandbox_cid(content)


@pytest.mark.parametrize(
    "text", ["", "at://", "at://did:plc:x/c", "at://did:plc:x/c/", "https://a/b/c", "at://a/b/c/d"]
)
def test_what_is_no_address_of_a_record_has_no_parts(text: str):
    assert parts_of(text) is None


def test_offsets_of_facets_count_utf8_bytes():
    text = "안녕 👋🏽 @mina.test: https://acme.example/집 #커피"
    whole = text.encode()
    found = [
        (whole[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(), f["features"][0])
        for f in facets(text, {"mina.test": "did:plc:mina"})
    ]
    assert [piece for piece, _ in found] == ["@mina.test", "https://acme.example/집", "#커피"]
    assert found[0][1]["did"] == "did:plc:mina"
    assert found[1][1]["uri"] == "https://acme.example/집"
    assert found[2][1]["tag"] == "커피"


def test_a_mention_inside_an_address_is_part_of_the_address():
    (facet,) = facets("https://a.example/(@mina.test)", {"mina.test": "did:plc:mina"})
    assert facet["features"][0]["$type"] == "app.bsky.richtext.facet#link"


def test_a_mention_that_nobody_answers_to_stays_text():
    assert facets("@nobody.test hello", {}) == []
    assert handles("@Mina.test and @mina.test, not me@acme.example") == ["mina.test"]


@given(
    st.lists(
        st.sampled_from(
            [
                "#커피",
                "@mina.test",
                "https://a.example/#x",
                "👩🏽‍🍳",
                "a.com",
                " ",
                "(",
                ")",
                "$AAPL",
                "\n",
                "#",
                "@",
            ]
        )
    )
)
def test_facets_of_any_text_never_overlap_and_lie_on_character_borders(pieces: list[str]):
    text = "".join(pieces)
    end = 0
    for facet in facets(text, {"mina.test": "did:plc:mina"}):
        start = facet["index"]["byteStart"]
        assert start >= end
        end = facet["index"]["byteEnd"]
        assert start < end <= len(text.encode())
        assert text.encode()[start:end].decode()


@pytest.mark.parametrize(
    ("control", "allow"),
    [
        ("nobody", []),
        ("following", ["followingRule"]),
        ("mentioned", ["mentionRule"]),
        ("followers", ["followerRule"]),
    ],
)
def test_who_may_reply(control: str, allow: list[str]):
    (gate,) = gates({"reply_control": control}, "at://p", "2026-11-22T10:00:00.000Z").values()
    assert gate["allow"] == [{"$type": f"app.bsky.feed.threadgate#{rule}"} for rule in allow]


def test_where_everybody_may_there_is_no_gate():
    assert gates({}, "at://p", "t") == {}
    assert gates({"reply_control": "everyone", "quotes": True}, "at://p", "t") == {}
    assert list(gates({"quotes": False}, "at://p", "t")) == ["app.bsky.feed.postgate"]
