"""Content identifiers and record keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.sandbox.bluesky.cid import blob_cid, cbor, cid_bytes, record_cid, tid
from smmops.sandbox.bluesky.syntax import FORMATS

# Made by the reference PDS (@atproto/dev-env 0.3.215).
KNOWN = {
    "bafyreib6sqfkbqwsr74i6cdonvdmxs6asim6h2755b5svbwxhji3shipjq": {
        "$type": "app.bsky.feed.post",
        "text": "안녕 👋",
        "createdAt": "2026-11-22T10:00:00.000Z",
    }
}


@pytest.mark.parametrize(("cid", "record"), KNOWN.items())
def test_a_record_has_the_cid_that_a_pds_gives_it(cid: str, record: object) -> None:
    assert record_cid(record) == cid


def test_map_keys_are_sorted_by_length_before_their_letters() -> None:
    assert cbor({"b": 1, "aa": 2, "a": 3}) == bytes.fromhex("a3 6161 03 6162 01 626161 02".replace(" ", ""))


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (23, "17"),
        (24, "1818"),
        (256, "190100"),
        (65_536, "1a00010000"),
        (2**32, "1b0000000100000000"),
        (-1, "20"),
        (-256, "38ff"),
        (None, "f6"),
        (True, "f5"),
        ([], "80"),
        ({"$bytes": "AQI"}, "420102"),
    ],
)
def test_values_are_encoded_as_short_as_they_can_be(value: object, encoded: str) -> None:
    assert cbor(value).hex() == encoded


def test_a_link_is_a_tag_and_a_broken_one_is_a_plain_map() -> None:
    link = blob_cid(b"x")
    assert cbor({"$link": link}).hex().startswith("d82a58250001551220")
    assert cbor({"$link": "nonsense"}).hex().startswith("a1")


def test_a_float_is_not_in_the_data_model() -> None:
    with pytest.raises(ValueError, match="float"):
        cbor({"score": 1.5})


def test_no_bytes_of_a_cid_that_is_none() -> None:
    with pytest.raises(ValueError, match="no base32 CID"):
        cid_bytes("Qm123")


@given(st.integers(0, 2**53 - 1), st.integers(0, 2**53 - 1))
def test_record_keys_sort_as_their_times_do(one: int, other: int) -> None:
    assert FORMATS["tid"](tid(one))
    assert (tid(one) < tid(other)) == (one < other)
