"""A work tree over a base that has gone on: each file from the side that changed it."""

from smmops.store.merged import Merged
from tests.store.trees import Files


def test_each_file_comes_from_the_side_that_changed_it():
    origin = Files({"same": "1", "ours": "1", "theirs": "1", "gone": "1", "dropped": "1"})
    ours = Files({"same": "1", "ours": "2", "theirs": "1", "gone": "1", "new": "1"})
    theirs = Files({"same": "1", "ours": "1", "theirs": "2", "dropped": "1", "added": "1"})
    tree = Merged(origin, ours, theirs)
    assert {path: tree.read(path) for path in tree.blobs()} == {
        "added": b"1",
        "new": b"1",
        "ours": b"2",
        "same": b"1",
        "theirs": b"2",
    }
    assert tree.conflicts == ()
    assert tree.sha256("ours") == ours.sha256("ours")
    assert list(tree.blobs()) == sorted(tree.blobs())


def test_what_both_changed_is_a_conflict_unless_both_did_the_same():
    origin = Files({"a": "1", "b": "1", "c": "1"})
    tree = Merged(origin, Files({"a": "2", "b": "2"}), Files({"a": "3", "b": "2", "c": "2"}))
    assert tree.conflicts == ("a", "c")


def test_another_mode_alone_is_a_change():
    origin = Files({"a": "1"})
    tree = Merged(origin, Files({"a": "1"}, {"a": "100755"}), Files({"a": "1"}))
    assert tree.blobs()["a"].mode == "100755"
