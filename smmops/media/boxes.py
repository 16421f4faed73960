"""Size and length of an MP4 or QuickTime file from its boxes (ISO/IEC 14496-12, 4.2 and 8.2 to 8.3)."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_BOXES = 2048
"""Most boxes of one level that are looked at."""
_HEADER = 256
"""Bytes of a header box that are read: `mvhd` and `tkhd` are about 100."""


@dataclass(frozen=True, slots=True)
class Film:
    """Size in pixels of the largest track, as shown after its rotation, and length; None where not said."""

    width: int | None = None
    height: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int  # of its content
    end: int


def film(stream: BinaryIO) -> Film:
    """Reads the headers of `moov`, wherever in the file it lies; the rest is seeked over."""
    whole = stream.seek(0, io.SEEK_END)
    seconds: float | None = None
    sizes: list[tuple[int, int]] = []
    for top in _boxes(stream, 0, whole):
        if top.kind != b"moov":
            continue
        for box in _boxes(stream, top.start, top.end):
            if box.kind == b"mvhd":
                seconds = _length(_content(stream, box))
            elif box.kind == b"trak":
                sizes += [
                    size
                    for header in _boxes(stream, box.start, box.end)
                    if header.kind == b"tkhd" and (size := _size(_content(stream, header)))
                ]
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=(None, None))
    return Film(width, height, seconds)


def _boxes(stream: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    for _ in range(_BOXES):
        if start + 8 > end:
            return
        stream.seek(start)
        header = stream.read(16)
        if len(header) < 8:
            return
        length, kind = struct.unpack(">I4s", header[:8])
        content = start + 8
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack(">Q", header[8:])
            content = start + 16
        elif length == 0:
            length = end - start
        if length < content - start:
            return
        yield _Box(kind, content, min(start + length, end))
        start += length


def _content(stream: BinaryIO, box: _Box) -> bytes:
    stream.seek(box.start)
    return stream.read(min(box.end - box.start, _HEADER))


def _length(header: bytes) -> float | None:
    form = ">20xIQ" if header[:1] == b"\x01" else ">12xII"
    if len(header) < struct.calcsize(form):
        return None
    scale, length = struct.unpack_from(form, header)
    return length / scale if scale else None


def _size(header: bytes) -> tuple[int, int] | None:
    start = 52 if header[:1] == b"\x01" else 40
    if len(header) < start + 44:
        return None
    a, b = struct.unpack_from(">ii", header, start)
    width, height = (side >> 16 for side in struct.unpack_from(">II", header, start + 36))
    if not width or not height:
        return None
    return (height, width) if a == 0 and b else (width, height)
