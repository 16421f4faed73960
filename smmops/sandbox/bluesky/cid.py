"""Content identifiers as AT Protocol makes them, and record keys from time.

DAG-CBOR (https://ipld.io/specs/codecs/dag-cbor/spec/) of the AT data model, which has no floats;
CIDv1, sha2-256, base32. The real PDS gives the same identifiers: the corpus compares them.
"""

import base64
import hashlib
from typing import Any, Final

from smmops.sandbox.bluesky.syntax import CID

DAG_CBOR: Final = 0x71
RAW: Final = 0x55
ALPHABET: Final = "234567abcdefghijklmnopqrstuvwxyz"


def _cid(codec: int, content: bytes) -> str:
    head = bytes([1, codec, 0x12, 32])
    return "b" + base64.b32encode(head + hashlib.sha256(content).digest()).decode().lower().rstrip("=")


def cid_bytes(text: str) -> bytes:
    """The bytes of a base32 CID; ValueError when it is none."""
    if not text.startswith("b"):
        raise ValueError(f"no base32 CID: {text[:60]}")
    body = text[1:].upper()
    return base64.b32decode(body + "=" * (-len(body) % 8))


def record_cid(record: Any) -> str:
    """The CID of a record in its JSON form (`$link`, `$bytes`)."""
    return _cid(DAG_CBOR, cbor(record))


def blob_cid(content: bytes) -> str:
    """The CID of uploaded bytes."""
    return _cid(RAW, content)


def _head(major: int, value: int) -> bytes:
    if value < 24:
        return bytes([major << 5 | value])
    for extra, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([major << 5 | extra]) + value.to_bytes(size, "big")
    raise ValueError(f"integer too large: {value}")


def _text(text: str) -> bytes:
    raw = text.encode()
    return _head(3, len(raw)) + raw


def cbor(value: Any) -> bytes:
    """DAG-CBOR of a JSON value: map keys by length, then bytes; ValueError for what it cannot hold."""
    match value:
        case None:
            return b"\xf6"
        case bool():
            return b"\xf5" if value else b"\xf4"
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case str():
            return _text(value)
        case list():
            return _head(4, len(value)) + b"".join(cbor(item) for item in value)
        case {"$link": str(link)} if len(value) == 1 and CID.fullmatch(link):
            raw = b"\x00" + cid_bytes(link)
            return b"\xd8\x2a" + _head(2, len(raw)) + raw
        case {"$bytes": str(encoded)} if len(value) == 1:
            raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
            return _head(2, len(raw)) + raw
        case dict():
            pairs = sorted((key.encode(), item) for key, item in value.items())
            pairs.sort(key=lambda pair: len(pair[0]))
            return _head(5, len(pairs)) + b"".join(_head(3, len(k)) + k + cbor(item) for k, item in pairs)
        case _:
            raise ValueError(f"not in the data model: {type(value).__name__}")


def tid(microseconds: int, clock_id: int = 0) -> str:
    """A TID: base32-sortable of microseconds << 10 | clock id."""
    number = microseconds << 10 | clock_id
    return "".join(ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))
