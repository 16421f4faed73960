"""One file out of an archive that anybody may have packed."""

import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.forge.archive import ArchiveError, only_member
from tests.forge.packed import encrypted, linked, lying, packed

PLAN = b'{"plan": 1}'
MOST = 10_000


def test_the_one_expected_file_is_read():
    assert only_member(packed({"plan.json": PLAN}), "plan.json", largest=MOST) == PLAN
    stored = packed({"plan.json": PLAN}, method=zipfile.ZIP_STORED)
    assert only_member(stored, "plan.json", largest=MOST) == PLAN


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (packed({}), "0 files"),
        (packed({"plan.json": PLAN, "more.json": b"1"}), "2 files"),
        (packed({f"{n}.json": b"" for n in range(3000)}), "3000 files"),
        (packed({"../plan.json": PLAN}), "not called plan.json"),
        (packed({"/plan.json": PLAN}), "not called plan.json"),
        (packed({"a/plan.json": PLAN}), "not called plan.json"),
        (packed({"plan.json/": b""}), "not called plan.json"),
        (packed({"PLAN.JSON": PLAN}), "not called plan.json"),
        (packed({"plan.jsonX.sh": PLAN}).replace(b"nX.sh", b"n\x00.sh"), "not called plan.json"),
        (linked("plan.json", "/etc/passwd"), "link"),
        (encrypted("plan.json", PLAN), "not read"),
        (packed({"plan.json": PLAN}, method=zipfile.ZIP_BZIP2), "not read"),
        (packed({"plan.json": PLAN}, method=zipfile.ZIP_LZMA), "not read"),
        (packed({"plan.json": b"0" * 50_000_000}), "more than 10000 bytes"),
        (b"", "no zip archive"),
        (PLAN, "no zip archive"),
        (packed({"plan.json": PLAN})[:-30], "no zip archive"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "archive",  # its bytes hold the time
)
def test_anything_else_is_refused_with_the_reason(archive, why):
    with pytest.raises(ArchiveError, match=why):
        only_member(archive, "plan.json", largest=MOST)


def test_a_bomb_that_calls_itself_small_is_never_unpacked_beyond_what_is_read():
    bomb = lying("plan.json", b"0" * 40_000_000, size=9_000)
    tracemalloc.start()
    try:
        with pytest.raises(ArchiveError):
            only_member(bomb, "plan.json", largest=MOST)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=400), st.integers(0, 200), st.integers(0, 255))
def test_whatever_the_bytes_are_the_answer_is_a_file_or_a_reason(noise, at, value):
    honest = bytearray(packed({"plan.json": PLAN}))
    honest[at % len(honest)] = value
    for archive in (noise, bytes(honest), bytes(honest) + noise):
        try:
            content = only_member(archive, "plan.json", largest=MOST)
        except ArchiveError:
            continue
        assert len(content) <= MOST
