"""Reading a tree in order: many files at a time, and never another file's bytes."""

import random

import pytest

from smmops.store.load import settings_of
from smmops.store.memory import Edit
from tests.contracts.scene import GitScene
from tests.store.trees import SETTINGS, Files

FILES = {f"content/{n:04d}.md": b"post %d\n" % n * (n % 7 + 1) for n in range(700)}
BIG = {"content/0100.md": bytes(70_000), "content/0101.md": b"", "content/0102.md": b"\n\n"}


@pytest.fixture
def tree(tmp_path):
    scene = GitScene(tmp_path)
    tip = scene.commit(Edit({**FILES, **BIG}))
    clone = scene.clone()
    clone.fetch()
    yield clone.tree(tip)
    scene.close()


def test_files_read_in_order_are_their_own_bytes(tree):
    wanted = {**FILES, **BIG}
    assert {path: tree.read(path) for path in tree.blobs() if path in wanted} == wanted


def test_files_read_in_any_order_and_again_are_their_own_bytes(tree):
    wanted = {**FILES, **BIG}
    order = sorted(wanted) * 2
    random.Random(1).shuffle(order)
    runs = [*order[:200], *sorted(wanted)[90:400], *order[200:500], *sorted(wanted)[350:380]]
    assert all(tree.read(path) == wanted[path] for path in runs)


def test_a_path_that_is_not_there_is_a_key_error_also_in_between(tree):
    assert tree.read("content/0003.md") == FILES["content/0003.md"]
    with pytest.raises(KeyError):
        tree.read("content/0003b.md")
    assert tree.read("content/0004.md") == FILES["content/0004.md"]


def test_settings_are_read_without_any_other_file():
    files = Files({"smmops.yaml": SETTINGS, "content/2026/12/a.md": "---\nchannels: [\n---\n"})
    found = settings_of(files)
    assert found is not None
    assert found.id == "acme"
    assert files.asked in ([], ["smmops.yaml"])


@pytest.mark.parametrize(
    "files", [{}, {"smmops.yaml": "version: 1\nid: [\n"}, {"smmops.yaml": "version: 1\n"}]
)
def test_settings_that_cannot_be_used_are_none(files):
    assert settings_of(Files(files)) is None
