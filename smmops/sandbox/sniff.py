"""What kind of file some bytes are, by their first bytes."""

import re
from typing import Final

SIGNATURES: Final[tuple[tuple[str, re.Pattern[bytes]], ...]] = (
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("image/avif", re.compile(rb".{4}ftypavi[fs]", re.DOTALL)),
    ("image/heic", re.compile(rb".{4}ftyp(?:heic|heix|mif1)", re.DOTALL)),
    ("video/quicktime", re.compile(rb".{4}ftypqt  ", re.DOTALL)),
    ("video/mp4", re.compile(rb".{4}ftyp", re.DOTALL)),
    ("video/webm", re.compile(rb"\x1aE\xdf\xa3")),
    ("audio/mpeg", re.compile(rb"ID3|\xff[\xfb\xf3\xf2]")),
    ("audio/ogg", re.compile(rb"OggS")),
    ("audio/wav", re.compile(rb"RIFF.{4}WAVE", re.DOTALL)),
    ("audio/flac", re.compile(rb"fLaC")),
    ("application/pdf", re.compile(rb"%PDF-")),
)


def sniffed(content: bytes) -> str | None:
    """The media type, or None where the first bytes say nothing."""
    return next((mime for mime, pattern in SIGNATURES if pattern.match(content)), None)
