"""What every `Repository` does with the metrics branch: one suite for memory and for git."""

import pytest

from smmops.model.ports import Landed, Refused, RemoteError
from smmops.store.memory import Edit
from tests.contracts.scene import METRICS, SEAL, STATE, with_state

FILE = "acme/metrics/posts/2026/12/01/090000.csv"
LATER = "acme/metrics/posts/2026/12/01/100000.csv"


def begun(scene):
    """The branch with a first file."""
    made = scene.clone().append(None, {"README.md": b"numbers\n"}, "metrics begun")
    assert isinstance(made, Landed)
    return made.tip


class MetricsContract:
    """Subclasses give the fixture `scene`."""

    def test_a_metrics_branch_that_is_not_there_is_none(self, scene):
        with_state(scene)
        assert scene.clone().metrics() is None

    def test_the_metrics_branch_is_made_once_as_an_orphan(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        made = clone.append(None, {"README.md": b"numbers\n"}, "metrics begun")
        assert isinstance(made, Landed)
        assert clone.metrics() == made.tip == scene.at(METRICS)
        assert list(clone.tree(made.tip).blobs()) == ["README.md"]
        assert clone.commits(made.tip)[0].parents == ()
        assert isinstance(scene.clone().append(None, {"README.md": b"2\n"}, "again"), Refused)
        assert scene.at(METRICS) == made.tip
        assert (scene.at(STATE), scene.at(SEAL)) == (base, base)

    def test_rows_are_added_as_a_fast_forward_and_move_no_other_branch(self, scene):
        state, base = with_state(scene), begun(scene)
        clone = scene.clone()
        assert clone.metrics() == base
        pushed = clone.append(base, {FILE: "좋아요,7\n".encode()}, "metrics acme: 1 post")
        assert isinstance(pushed, Landed)
        other = scene.clone()
        assert other.metrics() == pushed.tip
        assert other.tree(pushed.tip, "acme").read(FILE) == "좋아요,7\n".encode()
        written = other.commits(pushed.tip)[0]
        assert (written.parents, written.subject) == ((base,), "metrics acme: 1 post")
        assert (scene.at(STATE), scene.at(SEAL)) == (state, state)

    def test_fetch_brings_no_metrics(self, scene):
        with_state(scene)
        tip = begun(scene)
        clone = scene.clone()
        clone.fetch()
        with pytest.raises(KeyError):
            clone.tree(tip)
        clone.metrics()
        assert list(clone.tree(tip).blobs()) == ["README.md"]
        clone.fetch()
        assert clone.metrics() == tip

    def test_of_two_that_add_to_one_tip_exactly_one_lands_and_the_other_reads_again(self, scene):
        base = begun(scene)
        clones = [scene.clone(), scene.clone()]
        assert [clone.metrics() for clone in clones] == [base, base]
        first = clones[0].append(base, {FILE: b"1\n"}, "one")
        assert isinstance(first, Landed)
        assert isinstance(clones[1].append(base, {LATER: b"2\n"}, "two"), Refused)
        tip = clones[1].metrics()
        assert tip == first.tip
        second = clones[1].append(tip, {LATER: b"2\n"}, "two")
        assert isinstance(second, Landed)
        assert clones[0].metrics() == second.tip
        assert clones[0].is_ancestor(first.tip, second.tip)

    def test_a_branch_that_was_rolled_back_or_removed_takes_nothing_onto_what_it_was(self, scene):
        base = begun(scene)
        newer = scene.commit(Edit({FILE: b"1\n"}), ref=METRICS)
        clone = scene.clone()
        assert clone.metrics() == newer
        scene.set(METRICS, base)
        assert isinstance(clone.append(newer, {LATER: b"2\n"}, "on"), Refused)
        assert scene.at(METRICS) == base
        scene.set(METRICS, None)
        assert isinstance(clone.append(newer, {LATER: b"2\n"}, "on"), Refused)
        assert scene.at(METRICS) is None
        assert clone.metrics() is None

    @pytest.mark.parametrize("path", ["README.md", "README.md/x", "", "../up", ".git/config"])
    def test_what_stands_there_is_never_changed_or_shadowed(self, scene, path):
        base = begun(scene)
        clone = scene.clone()
        clone.metrics()
        with pytest.raises(ValueError, match=r"."):
            clone.append(base, {path: b"other"}, "no")
        assert scene.at(METRICS) == base

    def test_nothing_is_no_commit(self, scene):
        base = begun(scene)
        clone = scene.clone()
        clone.metrics()
        with pytest.raises(ValueError, match="without files"):
            clone.append(base, {}, "nothing")

    def test_a_remote_that_is_away_is_a_remote_error(self, scene):
        base = begun(scene)
        clone = scene.clone()
        clone.metrics()
        scene.leave()
        with pytest.raises(RemoteError):
            clone.metrics()
        with pytest.raises(RemoteError):
            clone.append(base, {FILE: b"1\n"}, "on")
