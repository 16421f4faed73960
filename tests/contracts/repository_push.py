"""What every `Repository` does when it writes: one suite for memory and for git."""

import threading

import pytest

from smmops.model.ports import Landed, Refused
from smmops.store.memory import Edit
from tests.contracts.scene import SEAL, STATE, with_state


class PushContract:
    """Subclasses give the fixture `scene`."""

    def test_a_push_adds_new_files_as_a_fast_forward(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        files = {
            "acme/ledger/3f/brew-홈카페/bluesky-acme/001-claimed.json": '{"왜": "☕️"}\n'.encode(),
            "acme/b": b"",
        }
        pushed = clone.push(base, files, "claim: 2 posts", seal=False)
        assert isinstance(pushed, Landed)
        other = scene.clone()
        tips = other.fetch()
        assert (tips.state, tips.seal) == (pushed.tip, base)
        assert {path: other.tree(pushed.tip).read(path) for path in files} == files
        assert other.tree(pushed.tip).read("README") == b"state\n"
        written = other.commits(pushed.tip)[0]
        assert (written.parents, written.subject) == ((base,), "claim: 2 posts")
        assert other.holds(pushed.tip)

    def test_seal_and_tag_move_with_the_push(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        first = clone.push(base, {"acme/1": b"1"}, "mark", seal=True)
        second = clone.push(
            first.tip, {"acme/2": b"2"}, "receipt", seal=True, tag="smmops-checkpoint/acme/2026-12-01.090000"
        )
        tips = scene.clone().fetch()
        assert (tips.state, tips.seal) == (second.tip, second.tip)
        assert dict(tips.checkpoints) == {"smmops-checkpoint/acme/2026-12-01.090000": second.tip}

    def test_of_two_clones_that_push_onto_one_base_exactly_one_lands(self, scene):
        base = with_state(scene)
        clones = [scene.clone(), scene.clone()]
        for clone in clones:
            clone.fetch()
        ends = [clone.push(base, {"acme/same": b"same"}, "claim", seal=True) for clone in clones]
        assert isinstance(ends[0], Landed)
        assert isinstance(ends[1], Refused)
        tips = clones[1].fetch()
        assert (tips.state, tips.seal) == (ends[0].tip, ends[0].tip)
        again = clones[1].push(tips.state, {"acme/other": b"o"}, "claim", seal=True)
        assert isinstance(again, Landed)
        assert clones[0].holds(ends[0].tip)

    def test_threads_that_push_side_by_side_land_one_at_a_time(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        ends = []

        def push(name):
            ends.append(clone.push(base, {f"acme/{name}": b"x"}, "claim", seal=True))

        threads = [threading.Thread(target=push, args=(n,)) for n in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(ends) == 3
        assert [type(end) for end in ends].count(Landed) == 1
        assert [type(end) for end in ends].count(Refused) == 2

    def test_a_tag_that_exists_holds_the_whole_push_back(self, scene):
        base = with_state(scene)
        scene.set("refs/tags/smmops-checkpoint/acme/2026-12-01.090000", base)
        clone = scene.clone()
        clone.fetch()
        end = clone.push(
            base, {"acme/1": b"1"}, "point", seal=True, tag="smmops-checkpoint/acme/2026-12-01.090000"
        )
        assert isinstance(end, Refused)
        assert (scene.at(STATE), scene.at(SEAL)) == (base, base)

    def test_a_seal_that_moved_elsewhere_holds_the_whole_push_back(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        scene.set(SEAL, scene.write([base], Edit({"stray": b"1"})))
        assert isinstance(clone.push(base, {"acme/1": b"1"}, "mark", seal=True), Refused)
        clone.fetch()
        assert isinstance(clone.push(base, {"acme/1": b"1"}, "mark", seal=True), Refused)
        assert scene.at(STATE) == base

    def test_a_missing_seal_or_branch_is_never_made_by_a_push(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        scene.set(SEAL, None)
        assert isinstance(clone.push(base, {"acme/1": b"1"}, "mark", seal=True), Refused)
        clone.fetch()
        assert isinstance(clone.push(base, {"acme/1": b"1"}, "mark", seal=True), Refused)
        scene.set(STATE, None)
        assert isinstance(clone.push(base, {"acme/1": b"1"}, "mark", seal=False), Refused)
        assert (scene.at(STATE), scene.at(SEAL)) == (None, None)

    def test_a_branch_that_was_rolled_back_takes_no_push_onto_what_it_was(self, scene):
        base = with_state(scene)
        newer = scene.commit(Edit({"acme/1": b"1"}), ref=STATE)
        clone = scene.clone()
        clone.fetch()
        scene.set(STATE, base)
        assert isinstance(clone.push(newer, {"acme/2": b"2"}, "claim", seal=False), Refused)
        assert scene.at(STATE) == base

    @pytest.mark.parametrize(
        "path",
        [
            "README",
            "acme/x",
            "acme",
            "acme/x/y",
            "",
            "/etc",
            "a//b",
            "../up",
            "a/./b",
            ".git/config",
            "a/.GIT/x",
        ],
    )
    def test_a_push_never_changes_shadows_or_leaves_the_tree(self, scene, path):
        with_state(scene)
        base = scene.commit(Edit({"acme/x": b"1"}), ref=STATE)
        clone = scene.clone()
        clone.fetch()
        with pytest.raises(ValueError, match=r"."):
            clone.push(base, {path: b"other", "fine.json": b"{}"}, "claim", seal=False)
        assert scene.at(STATE) == base

    def test_a_push_of_nothing_or_with_another_brands_tag_is_our_bug(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        with pytest.raises(ValueError, match="without files"):
            clone.push(base, {}, "claim", seal=False)
        for tag in (
            "v1.0",
            "smmops-checkpoint/other/1",
            "smmops-checkpoint/acme/../x",
            "smmops-checkpoint/acme/a b",
        ):
            with pytest.raises(ValueError, match="checkpoint"):
                clone.push(base, {"a": b""}, "claim", seal=False, tag=tag)
        with pytest.raises(KeyError):
            clone.push("0" * len(base), {"a": b""}, "claim", seal=False)

    def test_holds_asks_the_remote_and_not_the_clone(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        pushed = clone.push(base, {"acme/1": b"1"}, "claim", seal=False)
        assert clone.holds(pushed.tip)
        scene.set(STATE, base)
        assert not clone.holds(pushed.tip)
        scene.set(STATE, None)
        assert not clone.holds(pushed.tip)

    def test_holds_finds_a_commit_that_others_built_upon(self, scene):
        base = with_state(scene)
        clone, other = scene.clone(), scene.clone()
        clone.fetch()
        pushed = clone.push(base, {"acme/1": b"1"}, "claim", seal=False)
        other.fetch()
        assert isinstance(other.push(pushed.tip, {"acme/2": b"1"}, "claim", seal=False), Landed)
        assert clone.holds(pushed.tip)

    def test_founding_makes_branch_and_seal_once(self, scene):
        scene.commit(Edit({"smmops.yaml": b"version: 1\n"}))
        clone = scene.clone()
        clone.fetch()
        made = clone.found({"README.md": b"# ledger\n"}, "ledger: begins")
        assert isinstance(made, Landed)
        tips = clone.fetch()
        assert (tips.state, tips.seal) == (made.tip, made.tip)
        assert clone.commits(made.tip)[0].parents == ()
        assert list(clone.tree(made.tip).blobs()) == ["README.md"]
        assert isinstance(clone.found({"README.md": b"2\n"}, "again"), Refused)
        assert isinstance(clone.push(made.tip, {"acme/1": b"1"}, "claim", seal=True), Landed)

    def test_a_lost_branch_is_founded_again_on_the_seal(self, scene):
        base = with_state(scene)
        clone = scene.clone()
        clone.fetch()
        scene.set(STATE, None)
        assert isinstance(clone.found({"README.md": b"x"}, "orphan"), Refused)
        made = clone.found({"acme/held.json": b"{}\n"}, "restored", base=base)
        assert isinstance(made, Landed)
        tips = clone.fetch()
        assert (tips.state, tips.seal) == (made.tip, made.tip)
        assert clone.commits(made.tip)[0].parents == (base,)
