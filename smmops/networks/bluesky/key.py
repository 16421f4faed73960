"""Record keys and identifiers that follow from what is published, never from when."""

import base64
import hashlib
from typing import Final

_ALPHABET: Final = "234567abcdefghijklmnopqrstuvwxyz"
_START: Final = 1_262_304_000_000_000
_SPAN: Final = 315_532_800_000_000
"""Microseconds: 2010-01-01 up to ten years later, before the network existed, so no client's own key is there."""
_CLOCKS: Final = 1024


def record_key(name: str, part: int) -> str:
    """The TID of one part of a publication: from SHA-256 of its key and the part's number (from 1).

    Always within 2010 to 2019. Source: the TID's syntax, atproto specs (interop_syntax vectors).
    """
    drawn = int.from_bytes(hashlib.sha256(f"{name}\n{part}".encode()).digest()[:16], "big")
    micros, clock = divmod(drawn % (_SPAN * _CLOCKS), _CLOCKS)
    return tid(_START + micros, clock)


def comment_key(first: str) -> str:
    """The record key of a publication's first comment, from the record key of its first part."""
    return record_key(f"{first}\ncomment", 0)


def tid(micros: int, clock: int) -> str:
    """A timestamp identifier: microseconds since 1970 and a clock id below 1024, base32-sortable."""
    number = micros << 10 | clock
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))


def blob_cid(sha256: str) -> str:
    """The CID under which a repository keeps bytes of this SHA-256 (hex): CIDv1, raw, base32.

    Source: atproto data model (blobs are raw CIDs); the sandbox and a real PDS give the same.
    """
    raw = bytes((0x01, 0x55, 0x12, 0x20)) + bytes.fromhex(sha256)
    return "b" + base64.b32encode(raw).decode().lower().rstrip("=")


def parts_of(uri: str) -> tuple[str, str, str] | None:
    """(repository, collection, record key) of an at-uri, None for anything else."""
    pieces = uri.removeprefix("at://").split("/")
    return (
        (pieces[0], pieces[1], pieces[2])
        if uri.startswith("at://") and len(pieces) == 3 and all(pieces)
        else None
    )
