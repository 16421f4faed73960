import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from smmops.store.disk import DiskTree
from tests.store.trees import LFS


def test_blob_ids_are_those_that_git_gives(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "부산.md"
    file.write_bytes("Café\n".encode())
    expected = subprocess.run(
        ["git", "hash-object", str(file)], capture_output=True, text=True, check=True
    ).stdout.strip()
    blob = DiskTree(tmp_path).blobs()["content/부산.md"]
    assert (blob.oid, blob.size, blob.mode) == (expected, 6, "100644")


def test_git_and_tools_folders_are_left_out(tmp_path: Path) -> None:
    for name in (".git/config", ".venv/x.py", "node_modules/y.js", "content/a.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert list(DiskTree(tmp_path).blobs()) == ["content/a.md"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.jpg").symlink_to("/etc/passwd")
    (tmp_path / "folder").symlink_to("/etc")
    (tmp_path / "loop").symlink_to(".")
    tree = DiskTree(tmp_path)
    assert [(path, blob.mode) for path, blob in tree.blobs().items()] == [
        ("folder", "120000"),
        ("link.jpg", "120000"),
        ("loop", "120000"),
    ]
    assert (
        tree.blobs()["link.jpg"].oid
        == hashlib.sha1(b"blob 11\0/etc/passwd", usedforsecurity=False).hexdigest()
    )


def test_an_executable_bit_and_sha256_repositories_are_seen(tmp_path: Path) -> None:
    (tmp_path / "run.sh").write_bytes(b"x")
    (tmp_path / "run.sh").chmod(0o755)
    blob = DiskTree(tmp_path, algorithm="sha256").blobs()["run.sh"]
    assert (blob.mode, blob.oid) == ("100755", hashlib.sha256(b"blob 1\0x").hexdigest())


def test_a_pointer_counts_as_the_file_it_names(tmp_path: Path) -> None:
    (tmp_path / "tour.mp4").write_bytes(LFS)
    (tmp_path / "a.jpg").write_bytes(b"abc")
    tree = DiskTree(tmp_path)
    assert tree.sha256("tour.mp4") == "ab" * 32
    assert tree.sha256("a.jpg") == hashlib.sha256(b"abc").hexdigest()


def test_listing_reads_no_file(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        os.mkfifo(tmp_path / "pipe")  # to open it would wait for ever
    (tmp_path / "a.md").write_bytes(b"x")
    assert list(DiskTree(tmp_path).blobs()) == ["a.md"]


def test_a_path_that_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        DiskTree(tmp_path).read("../etc/passwd")
    with pytest.raises(KeyError):
        DiskTree(tmp_path).blobs()["no.md"]


def test_names_that_are_not_utf8_are_left_out(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_bytes(b"x")
    assert list(DiskTree(tmp_path).blobs()) == []
