"""What is git's own: clones of every kind, hostile surroundings, bad days."""

import os
from pathlib import Path

import pytest

from smmops.model.ports import Landed, RemoteError
from smmops.model.problem import SmmopsError
from smmops.store.git import GitRepository, Refs, root_of
from smmops.store.git_process import Git
from smmops.store.memory import Edit
from tests.contracts.scene import MAIN, REFS, GitScene, git, with_state

POST = "content/2026/12/brew-at-home.md"


@pytest.fixture
def scene(tmp_path):
    scene = GitScene(tmp_path)
    yield scene
    scene.close()


@pytest.mark.parametrize("kind", ["bare", "mirror", "shallow", "worktree"])
def test_every_kind_of_clone_reads_and_pushes(tmp_path, kind):
    scene = GitScene(tmp_path, kind=kind)
    first = scene.commit(Edit({POST: b"1"}))
    tip = scene.merge(
        [Edit({POST: b"2"})], merger=Edit({}, "mina@acme.example", "Merge\n\nApproved-by: mina")
    )
    for n in range(5):
        tip = scene.commit(Edit({"other": b"%d" % n}))
    base = with_state(scene)
    clone = scene.clone()
    tips = clone.fetch()
    assert (tips.main, tips.state) == (tip, base)
    assert [touch.commit.oid for touch in clone.touches(tip, [POST])][-1] == first
    assert len(clone.commits(tip)) == 7
    assert clone.is_ancestor(first, tip)
    assert isinstance(clone.push(base, {"acme/1": b"1"}, "claim", seal=True), Landed)
    scene.close()


def test_a_shallow_clone_never_takes_its_edge_for_the_beginning(tmp_path):
    scene = GitScene(tmp_path, kind="shallow")
    first = scene.commit(Edit({POST: b"1"}))
    scene.commit(Edit({"other": b"1"}))
    clone = scene.clone()
    tip = clone.fetch().main
    assert [touch.commit.oid for touch in clone.touches(tip, [POST])] == [first]
    scene.close()


def test_a_shallow_clone_without_its_remote_says_so_instead_of_guessing(tmp_path):
    scene = GitScene(tmp_path, kind="shallow")
    scene.commit(Edit({POST: b"1"}))
    scene.commit(Edit({"other": b"1"}))
    clone = scene.clone()
    tip = clone.fetch().main
    scene.leave()
    with pytest.raises(RemoteError):
        clone.touches(tip, [POST])
    scene.close()


def test_a_sha256_repository_works_alike(tmp_path):
    scene = GitScene(tmp_path, object_format="sha256")
    tip = scene.commit(Edit({POST: "커피".encode()}))
    base = with_state(scene)
    clone = scene.clone()
    assert len(clone.fetch().main) == 64
    assert clone.tree(tip).read(POST) == "커피".encode()
    pushed = clone.push(base, {"acme/1": b"1"}, "claim", seal=True)
    assert isinstance(pushed, Landed)
    assert clone.holds(pushed.tip)
    assert clone.touches(tip, [POST])[0].commit.oid == tip
    scene.close()


def test_work_tree_index_and_branches_of_the_clone_stay_as_they_are(scene):
    tip = scene.commit(Edit({POST: b"1\n"}))
    base = with_state(scene)
    clone = scene.clone()
    where = clone.folder.parent
    git(where, "fetch", "--quiet", "origin")
    git(where, "checkout", "--quiet", "-b", "mine", tip)
    (where / POST).write_text("half written", encoding="utf-8")
    git(where, "add", POST)
    (where / "loose.md").write_text("loose", encoding="utf-8")
    before = (
        git(where, "status", "--porcelain"),
        git(where, "branch", "-a"),
        (where / ".git/index").read_bytes(),
    )
    scene.commit(Edit({POST: b"2\n"}))
    clone.fetch()
    clone.push(base, {"acme/1": b"1"}, "claim", seal=True)
    index = (where / ".git/index").read_bytes()
    assert (git(where, "status", "--porcelain"), git(where, "branch", "-a"), index) == before
    assert git(where, "for-each-ref", "refs/smmops/new") == ""


HOSTILE = """
[core]
\thooksPath = {hooks}
\tfsmonitor = {evil}
\tsshCommand = {evil}
\taskPass = {evil}
\talternateRefsCommand = {evil}
\tpager = {evil}
\teditor = {evil}
[credential]
\thelper = !{evil}
[credential "https://forge.example"]
\thelper = !{evil}
[alias]
\tls-remote = !{evil}
\tpush = !{evil}
\tfetch = !{evil}
[protocol "ext"]
\tallow = always
[gpg]
\tprogram = {evil}
[push]
\tgpgSign = if-asked
[diff]
\texternal = {evil}
[log]
\tshowSignature = true
[merge "evil"]
\tdriver = {evil}
"""


def test_a_hostile_configuration_and_hooks_run_nothing(scene, tmp_path):
    proof = tmp_path / "it-ran"
    evil = tmp_path / "evil.sh"
    evil.write_text(f'#!/bin/sh\necho "$0 $*" >> {proof}\nexit 1\n', encoding="utf-8")
    evil.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    tip = scene.commit(Edit({POST: b"1", ".gitattributes": b"*.md merge=evil diff=evil filter=evil\n"}))
    head = scene.merge([Edit({POST: b"2"})], merger=Edit({}))
    other = scene.write([tip], Edit({POST: b"3"}))
    scene.set("refs/heads/other", other)
    base = with_state(scene)
    where = scene.clone().folder.parent
    git(where, "fetch", "--quiet", "origin")
    for name in ("pre-push", "reference-transaction", "post-checkout", "post-merge", "pre-auto-gc"):
        for folder in (hooks, where / ".git/hooks"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(evil.read_text(encoding="utf-8"), encoding="utf-8")
            (folder / name).chmod(0o755)
    with (where / ".git/config").open("a", encoding="utf-8") as config:
        config.write(HOSTILE.format(evil=evil, hooks=hooks))
    clone = GitRepository(where, REFS)
    assert clone.fetch().main == head
    clone.touches(head, [POST])
    clone.commits(head)
    clone.diff(tip, head)
    assert clone.merge_tree(head, other) is None
    assert isinstance(clone.push(base, {"acme/1": b"1"}, "claim", seal=True), Landed)
    git(where, "config", "remote.origin.url", "ssh://git@127.0.0.1:1/x.git")
    with pytest.raises(RemoteError):
        GitRepository(where, REFS).fetch()
    git(where, "config", "remote.origin.url", f"ext::{evil}")
    with pytest.raises(RemoteError):
        GitRepository(where, REFS).fetch()
    clone.close()
    assert not proof.exists(), proof.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "key", ["core.gitProxy", "remote.origin.vcs", "remote.origin.uploadpack", "remote.x.receivepack"]
)
def test_a_setting_that_cannot_be_undone_is_refused_with_the_way_out(scene, key):
    where = scene.clone().folder.parent
    git(where, "config", key, "evil")
    with pytest.raises(SmmopsError) as refused:
        GitRepository(where, REFS)
    assert f"git config --unset-all {key.lower()}" in refused.value.hint.fill()


def test_helpers_and_ssh_of_the_user_stand_and_those_of_the_repository_do_not():
    from smmops.store.git_config import overrides

    config = [
        ("global", "credential.helper", "store"),
        ("system", "credential.https://forge.example.helper", "!gh"),
        ("global", "core.sshcommand", "ssh -i ~/.ssh/acme"),
        ("local", "core.sshcommand", "evil"),
        ("local", "credential.helper", "!evil"),
        ("local", "http.https://forge.example/.extraheader", "AUTHORIZATION: basic x"),
    ]
    assert overrides(config) == [
        ("core.sshcommand", "ssh -i ~/.ssh/acme"),
        ("credential.helper", ""),
        ("credential.helper", "store"),
        ("credential.https://forge.example.helper", "!gh"),
    ]
    assert overrides(config[:3]) == []


def test_nothing_of_gits_environment_leaks_in(scene, tmp_path):
    tip = scene.commit(Edit({POST: b"1"}))
    where = scene.clone().folder.parent
    poison = {
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_WORK_TREE": "/",
        "GIT_INDEX_FILE": "/nowhere",
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_NAMESPACE": "x",
        "GIT_SSH_COMMAND": "evil",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "remote.origin.url",
        "GIT_CONFIG_VALUE_0": "/nowhere",
        "GIT_CONFIG_PARAMETERS": "'remote.origin.url=/nowhere'",
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_EXEC_PATH": "/nowhere",
    }
    git_of = Git(where, environ={**os.environ, **poison})
    listed = git_of.run("ls-remote", "origin").out.decode()
    assert listed.split() == [tip, "HEAD", tip, MAIN]
    seen = git_of.run("-c", "alias.show-env=!env", "show-env").out.decode()
    assert "nowhere" not in seen
    assert "evil" not in seen
    assert not (tmp_path / "trace").exists()


def test_settings_are_on_no_command_line(scene):
    where = scene.clone().folder.parent
    header = ("http.https://forge.example/.extraheader", "AUTHORIZATION: basic c2VjcmV0")
    git_of = Git(where, settings=[header])
    assert git_of.text("config", "--get", header[0]) == header[1]
    running = git_of.start("cat-file", "--batch")
    assert b"c2VjcmV0" not in Path(f"/proc/{running.pid}/cmdline").read_bytes()
    running.stdin.close()
    running.wait()


@pytest.mark.parametrize("name", ["--upload-pack=evil", "a..b", "", "a b", "a:b", "/x", "x.lock", "@"])
def test_names_that_git_could_misread_are_refused(name):
    with pytest.raises(SmmopsError):
        Refs(brand="acme", state=name)


def test_one_branch_cannot_be_two(scene):
    with pytest.raises(SmmopsError, match="share the branch"):
        Refs(brand="acme", state="main")
    with pytest.raises(SmmopsError, match="share the branch"):
        Refs(brand="acme", metrics="smmops-state")


def test_helpers_of_the_command_line(scene):
    tip = scene.commit(Edit({POST: b"1"}))
    clone = scene.clone()
    where = clone.folder.parent
    assert clone.head() is None
    clone.fetch()
    git(where, "fetch", "--quiet", "origin", "main")
    git(where, "checkout", "--quiet", tip)
    (where / "content").mkdir(exist_ok=True)
    assert clone.head() == tip
    assert list(clone.tree(clone.head()).blobs()) == [POST]
    assert clone.resolve("HEAD") == tip
    assert clone.actor() == ("Mina Park", "mina@acme.example")
    assert root_of(where / "content") == where
    assert root_of(scene.origin) == scene.origin
    with pytest.raises(SmmopsError):
        clone.resolve("--all")


def test_a_relative_address_counts_from_the_top_wherever_one_stands(scene):
    tip = scene.commit(Edit({POST: b"1"}))
    where = scene.clone().folder.parent
    git(where, "remote", "set-url", "origin", "../origin.git")
    (where / "content").mkdir()
    clone = GitRepository(where / "content", REFS)
    assert clone.fetch().main == tip
    clone.close()


def test_merging_two_sides_gives_the_tree_without_touching_anything(scene):
    base = scene.commit(Edit({"a.md": b"1", "b.md": b"1"}))
    side = scene.write([base], Edit({"b.md": b"2"}))
    scene.set("refs/heads/side", side)
    main = scene.commit(Edit({"a.md": b"2"}))
    clone = scene.clone()
    clone.fetch()
    git(clone.folder.parent, "fetch", "--quiet", "origin")
    tree = clone.tree(clone.merge_tree(main, side))
    assert {path: tree.read(path) for path in tree.blobs()} == {"a.md": b"2", "b.md": b"2"}
