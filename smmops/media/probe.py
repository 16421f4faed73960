"""What a media file is, from its bytes and never from its name: kind, type, size and length."""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from smmops.media.boxes import film
from smmops.specs.spec import Kind

_HEAD = 512
_SEGMENTS = 4096
"""Most segments or chunks of an image that are looked at: a file of headers alone ends here."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A media file by its bytes.

    `kind` is None for what no network takes (SVG, HTML, text, unknown bytes); `mime` then still says what it
    is. `width` and `height` are pixels as stored, `seconds` the length of a video; None where the file does
    not say. `animated` is known of GIF, PNG and WebP.
    """

    kind: Kind | None
    mime: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    animated: bool = False


def probe(source: bytes | BinaryIO) -> Probe:
    """What these bytes are. Reads headers only and seeks over the rest; a damaged file is what its head says."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    head = stream.read(_HEAD)
    for magic, offset, kind, mime in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            measure = _MEASURES.get(mime)
            found = Probe(kind, mime)
            try:
                return measure(found, stream) if measure else found
            except (struct.error, IndexError):
                return found
    if head[4:8] == b"ftyp":
        return _boxed(head, stream)
    return Probe(None, _written(head))


_MAGIC: tuple[tuple[bytes, int, Kind, str], ...] = (
    (b"\xff\xd8\xff", 0, Kind.IMAGE, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, Kind.IMAGE, "image/png"),
    (b"GIF87a", 0, Kind.GIF, "image/gif"),
    (b"GIF89a", 0, Kind.GIF, "image/gif"),
    (b"WEBP", 8, Kind.IMAGE, "image/webp"),
    (b"WAVE", 8, Kind.AUDIO, "audio/wav"),
    (b"AVI ", 8, Kind.VIDEO, "video/x-msvideo"),
    (b"BM", 0, Kind.IMAGE, "image/bmp"),
    (b"II*\x00", 0, Kind.IMAGE, "image/tiff"),
    (b"MM\x00*", 0, Kind.IMAGE, "image/tiff"),
    (b"\x1aE\xdf\xa3", 0, Kind.VIDEO, "video/webm"),
    (b"%PDF-", 0, Kind.DOCUMENT, "application/pdf"),
    (b"PK\x03\x04", 0, Kind.DOCUMENT, "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, Kind.DOCUMENT, "application/x-ole-storage"),
    (b"ID3", 0, Kind.AUDIO, "audio/mpeg"),
    (b"\xff\xfb", 0, Kind.AUDIO, "audio/mpeg"),
    (b"OggS", 0, Kind.AUDIO, "audio/ogg"),
    (b"fLaC", 0, Kind.AUDIO, "audio/flac"),
)

_BRANDS = {
    b"avif": (Kind.IMAGE, "image/avif"),
    b"avis": (Kind.IMAGE, "image/avif"),
    b"heic": (Kind.IMAGE, "image/heic"),
    b"heix": (Kind.IMAGE, "image/heic"),
    b"mif1": (Kind.IMAGE, "image/heif"),
    b"M4A ": (Kind.AUDIO, "audio/mp4"),
    b"M4B ": (Kind.AUDIO, "audio/mp4"),
    b"qt  ": (Kind.VIDEO, "video/quicktime"),
}


def _boxed(head: bytes, stream: BinaryIO) -> Probe:
    kind, mime = _BRANDS.get(head[8:12], (Kind.VIDEO, "video/mp4"))
    if kind is Kind.IMAGE:
        return Probe(kind, mime)
    measured = film(stream)
    if kind is Kind.AUDIO:
        return Probe(kind, mime, seconds=measured.seconds)
    return Probe(kind, mime, measured.width, measured.height, measured.seconds)


def _written(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"webvtt"):
        return "text/vtt"
    if b"<svg" in text:
        return "image/svg+xml"
    if text.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if b"\x00" in head:
        return "application/octet-stream"
    return "text/plain" if _is_text(head) else "application/octet-stream"


def _is_text(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as broken:
        return broken.start >= len(head) - 3 and len(head) == _HEAD
    return bool(head)


def _jpeg(found: Probe, stream: BinaryIO) -> Probe:
    stream.seek(2)
    for _ in range(_SEGMENTS):
        marker = stream.read(2)
        while marker == b"\xff\xff":
            marker = b"\xff" + stream.read(1)
        if len(marker) < 2 or marker[0] != 0xFF or marker[1] in (0xD9, 0xDA):
            break
        (length,) = struct.unpack(">H", stream.read(2))
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">xHH", stream.read(5))
            return _sized(found, width, height)
        stream.seek(max(length - 2, 0), io.SEEK_CUR)
    return found


def _png(found: Probe, stream: BinaryIO) -> Probe:
    stream.seek(16)
    width, height = struct.unpack(">II", stream.read(8))
    stream.seek(8)
    animated = False
    for _ in range(_SEGMENTS):
        header = stream.read(8)
        if len(header) < 8 or header[4:] == b"IDAT":
            break
        animated = animated or header[4:] == b"acTL"
        stream.seek(struct.unpack(">I", header[:4])[0] + 4, io.SEEK_CUR)
    return _sized(found, width, height, animated=animated)


def _gif(found: Probe, stream: BinaryIO) -> Probe:
    stream.seek(6)
    width, height = struct.unpack("<HH", stream.read(4))
    stream.seek(0)
    animated = stream.read(1 << 16).count(b"\x21\xf9\x04") > 1
    return _sized(found, width, height, animated=animated)


def _webp(found: Probe, stream: BinaryIO) -> Probe:
    stream.seek(12)
    head = stream.read(18)
    if head[:4] == b"VP8X":
        width = 1 + int.from_bytes(head[12:15], "little")
        height = 1 + int.from_bytes(head[15:18], "little")
        return _sized(found, width, height, animated=bool(head[8] & 2))
    if head[:4] == b"VP8L":
        bits = int.from_bytes(head[9:13], "little")
        return _sized(found, 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if head[:4] == b"VP8 ":
        width, height = struct.unpack("<HH", head[14:18])
        return _sized(found, width & 0x3FFF, height & 0x3FFF)
    return found


def _wav(found: Probe, stream: BinaryIO) -> Probe:
    stream.seek(28)
    (rate,) = struct.unpack("<I", stream.read(4))
    size = stream.seek(0, io.SEEK_END)
    return Probe(found.kind, found.mime, seconds=size / rate if rate else None)


def _sized(found: Probe, width: int, height: int, *, animated: bool = False) -> Probe:
    return Probe(found.kind, found.mime, width or None, height or None, animated=animated)


_MEASURES: dict[str, Callable[[Probe, BinaryIO], Probe]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
    "audio/wav": _wav,
}
