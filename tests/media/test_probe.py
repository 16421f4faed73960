"""Media files are known by their bytes, quickly, and whatever their bytes are."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from smmops.media.probe import Probe, probe
from smmops.media.sample import Sample, sample_bytes
from smmops.specs.spec import Kind


def picture(form: str, size: tuple[int, int], **settings: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (120, 80, 40)).save(out, form, **settings)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "mime", "settings"),
    [
        ("JPEG", "image/jpeg", {}),
        ("JPEG", "image/jpeg", {"progressive": True}),
        ("JPEG", "image/jpeg", {"exif": b"Exif\x00\x00" + bytes(30_000)}),
        ("PNG", "image/png", {}),
        ("GIF", "image/gif", {}),
        ("WEBP", "image/webp", {}),
        ("WEBP", "image/webp", {"lossless": True}),
    ],
)
def test_a_picture_as_an_editor_saves_it_has_its_type_and_size(form: str, mime: str, settings: dict) -> None:
    found = probe(picture(form, (641, 480), **settings))
    assert (found.mime, found.width, found.height, found.animated) == (mime, 641, 480, False)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_told_from_a_still_picture(form: str) -> None:
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 120, 240)]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    assert probe(out.getvalue()).animated


def test_a_gif_is_a_kind_of_its_own() -> None:
    assert probe(picture("GIF", (10, 10))).kind is Kind.GIF


@pytest.mark.parametrize("mime", ["video/mp4", "video/quicktime"])
def test_a_video_has_its_size_and_length(mime: str) -> None:
    found = probe(sample_bytes(Sample(mime, 1080, 1920, seconds=42)))
    assert found == Probe(Kind.VIDEO, mime, 1080, 1920, 42.0)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def test_headers_behind_the_pictures_and_in_64_bits_are_found() -> None:
    film = box(b"mvhd", b"\x01" + bytes(19) + struct.pack(">IQ", 600, 600 * 95) + bytes(80))
    turned = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    head = b"\x01" + bytes(51) + turned + struct.pack(">II", 1920 << 16, 1080 << 16)
    moov = box(b"moov", film + box(b"trak", box(b"tkhd", head)))
    long = struct.pack(">I4sQ", 1, b"mdat", 16 + 5000) + bytes(5000)
    found = probe(box(b"ftyp", b"isom" + bytes(4)) + long + moov)
    assert (found.width, found.height, found.seconds) == (1080, 1920, 95.0)


@pytest.mark.parametrize(
    ("content", "mime", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf", Kind.DOCUMENT),
        (b"PK\x03\x04\x14\x00", "application/zip", Kind.DOCUMENT),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00", "audio/mp4", Kind.AUDIO),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic", Kind.IMAGE),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns='x'/>", "image/svg+xml", None),
        (b"<!DOCTYPE html><html>", "text/html", None),
        ("물 온도는 92도".encode(), "text/plain", None),
        (b"WEBVTT\n\n", "text/vtt", None),
        (b"", "application/octet-stream", None),
        (b"\x00\x01\x02", "application/octet-stream", None),
    ],
)
def test_the_name_is_never_asked(content: bytes, mime: str, kind: Kind | None) -> None:
    assert (probe(content).mime, probe(content).kind) == (mime, kind)


def test_a_picture_cut_off_in_its_header_keeps_its_type() -> None:
    whole = picture("JPEG", (640, 480))
    assert probe(whole[:4]) == Probe(Kind.IMAGE, "image/jpeg")
    assert probe(picture("PNG", (640, 480))[:18]) == Probe(Kind.IMAGE, "image/png")


class Counted(io.BytesIO):
    """A stream that counts the bytes that were taken from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        got = super().read(size)
        self.taken += len(got)
        return got


def test_a_large_film_is_not_read_to_its_end() -> None:
    stream = Counted(sample_bytes(Sample("video/mp4", size=3_000_000)))
    assert probe(stream).seconds == 10.0
    assert stream.taken < 10_000


def test_a_bomb_of_headers_ends() -> None:
    assert probe(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 200_000).width is None
    empty = box(b"free", b"") * 100_000
    assert probe(box(b"ftyp", b"isom" + bytes(4)) + empty).seconds is None
    nested = b""
    for _ in range(2000):
        nested = box(b"moov", nested)
    assert probe(box(b"ftyp", b"isom" + bytes(4)) + nested).seconds is None


heads = st.sampled_from(
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x18ftypisom",
    ]
)


@given(heads, st.binary(max_size=600))
def test_no_bytes_raise(head: bytes, rest: bytes) -> None:
    found = probe(head + rest)
    assert found.mime
    assert found.width is None or found.width > 0


@given(st.binary(max_size=120), st.integers(0, 160))
def test_a_film_with_flipped_bytes_raises_nothing(noise: bytes, at: int) -> None:
    content = bytearray(sample_bytes(Sample("video/mp4")))
    content[at : at + len(noise)] = noise
    assert probe(bytes(content)).mime
