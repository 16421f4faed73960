"""What every `Repository` does: one suite for the one in memory and for git on disk."""

import hashlib

import pytest

from smmops.model.ports import Blob, RemoteError
from smmops.store.memory import Edit, Special
from tests.contracts.scene import MAIN, STATE, with_state

POST = "content/2026/12/brew-at-home.md"
MINA, JUNO = "mina@acme.example", "juno@acme.example"
ODD = (
    "content/media/커피 내리기.jpg",
    "content/media/café ☕️.png",
    "content/media/two\nlines.txt",
    'content/media/"quoted"\\back.txt',
    "content/media/final [v2].txt",
    "content/media/-dash.txt",
)


class ReadContract:
    """Subclasses give the fixture `scene`."""

    def test_a_remote_without_branches_has_no_tips(self, scene):
        tips = scene.clone().fetch()
        assert (tips.main, tips.state, tips.seal, dict(tips.checkpoints)) == (None, None, None, {})

    def test_tips_are_what_the_remote_has_now(self, scene):
        main = scene.commit(Edit({POST: b"one\n"}))
        state = with_state(scene)
        scene.set("refs/tags/smmops-checkpoint/acme/2026-12-01.090000", state)
        scene.set("refs/tags/smmops-checkpoint/other/2026-12-01.090000", state)
        clone = scene.clone()
        tips = clone.fetch()
        assert (tips.main, tips.state, tips.seal) == (main, state, state)
        assert dict(tips.checkpoints) == {"smmops-checkpoint/acme/2026-12-01.090000": state}
        newer = scene.commit(Edit({POST: b"two\n"}))
        assert clone.fetch().main == newer
        assert clone.tree(newer).read(POST) == b"two\n"

    def test_a_branch_that_goes_away_is_none_again(self, scene):
        with_state(scene)
        clone = scene.clone()
        assert clone.fetch().state
        scene.set(STATE, None)
        tips = clone.fetch()
        assert tips.state is None
        assert tips.seal is not None

    def test_an_unreachable_remote_is_a_remote_error(self, scene):
        with_state(scene)
        clone = scene.clone()
        base = clone.fetch().state
        scene.leave()
        with pytest.raises(RemoteError):
            clone.fetch()
        with pytest.raises(RemoteError):
            clone.holds(base)
        with pytest.raises(RemoteError):
            clone.push(base, {"acme/ledger/x.json": b"{}\n"}, "claim", seal=False)

    def test_a_tree_has_every_path_sorted_with_blob_size_and_mode(self, scene):
        content = "어서 오세요\n".encode()
        files = {path: path.encode() for path in ODD} | {
            POST: content,
            "run.sh": Special("100755", b"#!/bin/sh\n"),
        }
        tip = scene.commit(Edit(files))
        clone = scene.clone()
        clone.fetch()
        blobs = clone.tree(tip).blobs()
        assert list(blobs) == sorted(files)
        assert blobs[POST].size == len(content)
        assert blobs["run.sh"].mode == "100755"
        assert all(clone.tree(tip).read(path) == path.encode() for path in ODD)

    def test_links_and_submodules_are_shown_and_a_submodule_has_no_bytes(self, scene):
        first = scene.commit(Edit({"a.md": b"a\n"}))
        tip = scene.commit(
            Edit({"link": Special("120000", b"../../etc/passwd"), "sub": Special("160000", first.encode())})
        )
        clone = scene.clone()
        clone.fetch()
        tree = clone.tree(tip)
        assert tree.blobs()["link"].mode == "120000"
        assert tree.read("link") == b"../../etc/passwd"
        assert tree.blobs()["sub"] == Blob(oid=first, size=0, mode="160000")
        with pytest.raises(KeyError):
            tree.read("sub")
        with pytest.raises(KeyError):
            tree.sha256("sub")

    def test_a_path_or_a_commit_that_is_not_there_is_a_key_error(self, scene):
        tip = scene.commit(Edit({"a.md": b"a\n"}))
        clone = scene.clone()
        clone.fetch()
        with pytest.raises(KeyError):
            clone.tree(tip).read("b.md")
        for unknown in ("0" * len(tip), "f" * len(tip), "main", "--help", ""):
            with pytest.raises(KeyError):
                clone.tree(unknown)
            with pytest.raises(KeyError):
                clone.commits(unknown)
            with pytest.raises(KeyError):
                clone.touches(unknown, ["a.md"])

    def test_a_folder_of_a_tree_keeps_the_paths_of_the_root(self, scene):
        tip = scene.commit(
            Edit({"brands/acme/smmops.yaml": b"1", "brands/acme-kr/smmops.yaml": b"2", "x": b"3"})
        )
        clone = scene.clone()
        clone.fetch()
        assert list(clone.tree(tip, "brands/acme").blobs()) == ["brands/acme/smmops.yaml"]
        assert list(clone.tree(tip, "brands/acme/").blobs()) == ["brands/acme/smmops.yaml"]
        assert clone.tree(tip, "brands/acme").read("brands/acme/smmops.yaml") == b"1"
        assert list(clone.tree(tip, "none").blobs()) == []

    def test_sha256_is_of_the_bytes_and_of_the_file_that_a_pointer_names(self, scene):
        named = hashlib.sha256(b"the film").hexdigest()
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{named}\nsize 8\n".encode()
        big = b"\x00\xff" * 400_000
        tip = scene.commit(Edit({"film.mp4": pointer, "big.bin": big, "prose.md": pointer + b"and more\n"}))
        clone = scene.clone()
        clone.fetch()
        tree = clone.tree(tip)
        assert tree.sha256("film.mp4") == named
        assert tree.sha256("big.bin") == hashlib.sha256(big).hexdigest()
        assert tree.sha256("prose.md") == hashlib.sha256(pointer + b"and more\n").hexdigest()
        assert tree.read("big.bin") == big

    def test_five_thousand_files_are_listed(self, scene):
        tip = scene.commit(
            Edit({f"content/2026/{n % 12 + 1:02}/post-{n}.md": b"%d" % n for n in range(5000)})
        )
        clone = scene.clone()
        clone.fetch()
        assert len(clone.tree(tip).blobs()) == 5000
        assert clone.tree(tip).read("content/2026/08/post-4999.md") == b"4999"

    def test_diff_names_what_came_went_and_changed(self, scene):
        old = scene.commit(Edit({"a.md": b"1", "b.md": b"2", "same.md": b"3", "x.sh": b"4", "가.md": b"5"}))
        new = scene.commit(
            Edit(
                {"a.md": b"one", "b.md": None, "c.md": b"new", "x.sh": Special("100755", b"4"), "가.md": b"6"}
            )
        )
        clone = scene.clone()
        clone.fetch()
        before, after = clone.tree(old).blobs(), clone.tree(new).blobs()
        assert clone.diff(old, new) == [
            ("a.md", before["a.md"].oid, after["a.md"].oid),
            ("b.md", before["b.md"].oid, None),
            ("c.md", None, after["c.md"].oid),
            ("x.sh", before["x.sh"].oid, after["x.sh"].oid),
            ("가.md", before["가.md"].oid, after["가.md"].oid),
        ]
        assert clone.diff(old, old) == []

    def test_diff_of_a_folder_leaves_the_rest_out(self, scene):
        old = scene.commit(Edit({"one/a": b"1", "one-more/a": b"1"}))
        new = scene.commit(Edit({"one/a": b"2", "one-more/a": b"2"}))
        clone = scene.clone()
        clone.fetch()
        assert [path for path, _, _ in clone.diff(old, new, "one")] == ["one/a"]

    def test_ancestors(self, scene):
        first = scene.commit(Edit({"a": b"1"}))
        merge = scene.merge([Edit({"b": b"2"})], merger=Edit({}, MINA, "Merge b"))
        stray = scene.write([first], Edit({"c": b"3"}))
        clone = scene.clone()
        clone.fetch()
        side = clone.commits(merge)[0].parents[1]
        assert clone.is_ancestor(first, merge)
        assert clone.is_ancestor(side, merge)
        assert clone.is_ancestor(merge, merge)
        assert not clone.is_ancestor(merge, first)
        assert not clone.is_ancestor(stray, merge)
        assert not clone.is_ancestor("0" * len(first), merge)
        assert not clone.is_ancestor(first, "main")

    def test_a_rewritten_branch_is_no_descendant_of_its_old_tip(self, scene):
        base = with_state(scene)
        old = scene.commit(Edit({"acme/x": b"1"}), ref=STATE)
        clone = scene.clone()
        assert clone.fetch().state == old
        scene.set(STATE, scene.write([base], Edit({"acme/y": b"2"})))
        tips = clone.fetch()
        assert not clone.is_ancestor(old, tips.state)
        assert clone.is_ancestor(base, tips.state)

    def test_first_parent_history_is_newest_first_and_knows_who_wrote_what_a_merge_brought(self, scene):
        first = scene.commit(Edit({POST: b"1"}, MINA, "start\n\nwith a body"))
        said = "Merge brew\n\nApproved-by: mina\nApproved-by: lee\n  of legal\nReviewed-On: paper"
        merge = scene.merge(
            [
                Edit({POST: b"2"}, JUNO, "text\n\nCo-authored-by: Ana <ana@agency.example>"),
                Edit({POST: b"3"}, "kim@acme.example", "typo", committer="web@forge.example"),
            ],
            merger=Edit({}, MINA, said),
        )
        direct = scene.commit(Edit({POST: b"4"}, JUNO, "quick fix"))
        clone = scene.clone()
        clone.fetch()
        newest, merged, oldest = clone.commits(direct)
        assert [c.oid for c in (newest, merged, oldest)] == [direct, merge, first]
        assert merged.trailers == (
            ("Approved-by", "mina"),
            ("Approved-by", "lee of legal"),
            ("Reviewed-On", "paper"),
        )
        assert (merged.author, merged.committer, merged.subject) == (MINA, MINA, "Merge brew")
        assert set(merged.branch_authors) == {
            JUNO,
            "ana@agency.example",
            "kim@acme.example",
            "web@forge.example",
        }
        assert newest.branch_authors == (JUNO,)
        assert oldest.parents == ()
        assert oldest.subject == "start"
        assert newest.at > merged.at > oldest.at
        assert newest.at.utcoffset().total_seconds() == 0
        assert [c.oid for c in clone.commits(direct, limit=2)] == [direct, merge]
        assert clone.commits(merge, limit=1)[0].branch_authors == merged.branch_authors

    def test_a_branch_that_was_updated_from_main_brings_only_its_own_authors(self, scene):
        start = scene.commit(Edit({"a": b"1"}, MINA))
        side = scene.write([start], Edit({"b": b"1"}, JUNO))
        other = scene.commit(Edit({"a": b"2"}, "kim@acme.example"))
        side = scene.write([side, other], Edit({"a": b"2"}, JUNO, "Merge main"))
        scene.set(MAIN, scene.write([other, side], Edit({"b": b"1"}, MINA, "Merge b")))
        clone = scene.clone()
        tip = clone.fetch().main
        assert clone.commits(tip, limit=1)[0].branch_authors == (JUNO,)

    def test_touches_are_the_first_parent_commits_that_changed_a_path(self, scene):
        first = scene.commit(Edit({POST: b"1", "team.yaml": b"1"}))
        merge = scene.merge(
            [Edit({POST: b"2"}, JUNO), Edit({POST: b"3"}, JUNO)],
            merger=Edit({}, MINA, "Merge\n\nApproved-by: mina"),
        )
        scene.commit(Edit({"other.md": b"1"}))
        gone = scene.commit(Edit({POST: None}))
        back = scene.commit(Edit({POST: b"3"}))
        clone = scene.clone()
        tip = clone.fetch().main
        found = clone.touches(tip, [POST])
        assert [t.commit.oid for t in found] == [back, gone, merge, first]
        restored = clone.tree(back).blobs()[POST].oid
        assert [t.blob for t in found][:3] == [restored, None, restored]
        assert found[2].commit.branch_authors == (JUNO,)
        assert found[2].commit.trailers == (("Approved-by", "mina"),)

    def test_touches_take_globs_and_several_paths_and_the_first_commit_touches_all(self, scene):
        first = scene.commit(Edit({POST: b"1", "content/ideas/brew.md": b"1", "team.yaml": b"1"}))
        moved = scene.commit(Edit({POST: None, "content/2027/01/brew-at-home.md": b"1"}))
        clone = scene.clone()
        tip = clone.fetch().main
        found = clone.touches(tip, ["content/**/brew-at-home.md", "team.yaml"])
        assert [(t.commit.oid, t.path, t.blob is None) for t in found] == [
            (moved, POST, True),
            (moved, "content/2027/01/brew-at-home.md", False),
            (first, POST, False),
            (first, "team.yaml", False),
        ]
        assert clone.touches(tip, []) == []
        assert clone.touches(tip, ["content"]) == []

    def test_touches_of_odd_names(self, scene):
        tip = scene.commit(Edit(dict.fromkeys(ODD, b"1")))
        clone = scene.clone()
        clone.fetch()
        for path in ODD:
            assert [t.path for t in clone.touches(tip, [path])] == [path]
        assert sorted(t.path for t in clone.touches(tip, ["content/media/*"])) == sorted(ODD)
        many = [*(f"content/none-{n}.md" for n in range(400)), *ODD]
        assert sorted(t.path for t in clone.touches(tip, many)) == sorted(ODD)

    def test_a_change_of_mode_is_a_touch(self, scene):
        scene.commit(Edit({"a": b"target"}))
        tip = scene.commit(Edit({"a": Special("120000", b"target")}))
        clone = scene.clone()
        clone.fetch()
        assert len(clone.touches(tip, ["a"])) == 2

    def test_a_deep_history_is_read_to_its_root(self, scene):
        first = scene.commit(Edit({POST: b"0"}))
        tip = first
        for n in range(60):
            tip = scene.write([tip], Edit({"other": b"%d" % n}))
        scene.set(MAIN, tip)
        clone = scene.clone()
        clone.fetch()
        assert len(clone.commits(tip)) == 61
        assert [t.commit.oid for t in clone.touches(tip, [POST])] == [first]
        assert clone.is_ancestor(first, tip)
