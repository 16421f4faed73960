"""Media files made of headers alone: what examples and tests need where a real picture would only weigh."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to be made: `size` is its bytes in all, 0 for as few as the headers take."""

    mime: str
    width: int = 1200
    height: int = 900
    seconds: int = 10
    size: int = 0

    def __str__(self) -> str:
        size = f", {self.size:,} bytes" if self.size else ""
        if self.mime.startswith("image/"):
            return f"{self.mime}, {self.width} × {self.height}{size}"
        if self.mime.startswith("video/"):
            return f"{self.mime}, {self.width} × {self.height}, {self.seconds} s{size}"
        return f"{self.mime}{size}"


def sample_bytes(sample: Sample) -> bytes:
    """The file: a probe finds kind, size and length; nothing can show it. KeyError for another type."""
    head = {
        "image/jpeg": _jpeg,
        "image/png": _png,
        "image/gif": _gif,
        "image/webp": _webp,
        "image/svg+xml": _svg,
        "video/mp4": _mp4,
        "video/quicktime": _mp4,
    }.get(sample.mime, _fixed)(sample)
    return head + bytes(max(0, sample.size - len(head)))


def _jpeg(sample: Sample) -> bytes:
    frame = struct.pack(">BHHB", 8, sample.height, sample.width, 3) + bytes(9)
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"


def _png(sample: Sample) -> bytes:
    header = struct.pack(">II", sample.width, sample.height) + b"\x08\x06\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + bytes(4)


def _gif(sample: Sample) -> bytes:
    return b"GIF89a" + struct.pack("<HH", sample.width, sample.height) + bytes(3)


def _webp(sample: Sample) -> bytes:
    size = (sample.width - 1).to_bytes(3, "little") + (sample.height - 1).to_bytes(3, "little")
    return b"RIFF" + bytes(4) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size


def _fixed(sample: Sample) -> bytes:
    return {
        "application/pdf": b"%PDF-1.7\n",
        "audio/mpeg": b"ID3\x04\x00\x00\x00\x00\x00\x00",
        "text/vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nPour slowly\n",
        "text/plain": b"Pour slowly\n",
    }[sample.mime]


def _svg(_: Sample) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def _mp4(sample: Sample) -> bytes:
    brand = b"qt  " if sample.mime == "video/quicktime" else b"isom"
    film = _box(b"mvhd", bytes(12) + struct.pack(">II", 1000, sample.seconds * 1000) + bytes(80))
    matrix = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    sides = struct.pack(">II", sample.width << 16, sample.height << 16)
    track = _box(b"trak", _box(b"tkhd", bytes(40) + matrix + sides))
    return _box(b"ftyp", brand + bytes(4)) + _box(b"moov", film + track)


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content
