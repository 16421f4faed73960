"""Bad days of git: lost answers, refusals, full disks, missing remotes and binaries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smmops.model.ports import Lost, RemoteError
from smmops.model.problem import SmmopsError
from smmops.store.git import GitRepository
from smmops.store.git_process import Git, readable
from tests.contracts.scene import REFS, STATE, GitScene, git, with_state

POST = "content/2026/12/brew-at-home.md"


@pytest.fixture
def scene(tmp_path):
    scene = GitScene(tmp_path)
    yield scene
    scene.close()


def hook(scene: GitScene, name: str, script: str) -> None:
    path = scene.origin / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_push_whose_answer_does_not_come_is_lost_and_then_found_at_the_remote(scene):
    base = with_state(scene)
    clone = scene.clone(push_seconds=1.0)
    clone.fetch()
    hook(scene, "post-receive", "sleep 30")
    pushed = clone.push(base, {"acme/1": b"1"}, "claim", seal=True)
    assert isinstance(pushed, Lost)
    assert clone.holds(pushed.commit)


def test_a_push_that_dies_before_its_effect_is_lost_and_not_there(scene):
    base = with_state(scene)
    clone = scene.clone(push_seconds=1.0)
    clone.fetch()
    hook(scene, "pre-receive", "sleep 30")
    pushed = clone.push(base, {"acme/1": b"1"}, "claim", seal=True)
    assert isinstance(pushed, Lost)
    assert not clone.holds(pushed.commit)
    assert scene.at(STATE) == base


def test_a_remote_that_will_never_take_it_is_an_error_and_not_a_race(scene):
    base = with_state(scene)
    clone = scene.clone()
    clone.fetch()
    hook(scene, "pre-receive", "echo protected; exit 1")
    with pytest.raises(RemoteError, match="hook declined"):
        clone.push(base, {"acme/1": b"1"}, "claim", seal=True)
    assert scene.at(STATE) == base


WRITER = """
import os, resource, signal, sys
from smmops.model.problem import SmmopsError
from smmops.store.git import GitRepository, Refs
where, base, way = sys.argv[1:]
clone = GitRepository(where, Refs(brand="acme"))
clone.fetch()
if way == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
else:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    clone.push(base, {"acme/1": os.urandom(4096)}, "claim", seal=False)
except SmmopsError as wrong:
    print("said:", wrong, "|", wrong.hint)
"""


@pytest.mark.parametrize(
    ("way", "words"), [("full", "the disk or the quota is full"), ("read-only", "may not write")]
)
def test_what_cannot_be_written_is_said_clearly(scene, way, words):
    if way == "read-only" and os.getuid() != 0:
        pytest.skip(
            "becoming another user needs root; without root the folder itself would be made read-only"
        )
    base = with_state(scene)
    clone = scene.clone()
    for folder in [scene.folder, *scene.folder.parents]:
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    git(scene.folder, "config", "--global", "--add", "safe.directory", "*")
    Path(os.environ["HOME"]).chmod(0o755)
    run = [sys.executable, "-c", WRITER, str(clone.folder.parent), base, way]
    ended = subprocess.run(run, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    git(scene.folder, "config", "--global", "--unset-all", "safe.directory")
    assert words in ended.stdout, ended.stderr[-800:]
    assert scene.at(STATE) == base


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda where: git(where, "remote", "remove", "origin"), "has no remote origin"),
        (lambda where: git(where, "remote", "set-url", "--add", "origin", "/second"), "several addresses"),
    ],
)
def test_a_remote_that_is_missing_or_ambiguous_is_named(scene, spoil, words):
    clone = scene.clone()
    spoil(clone.folder.parent)
    with pytest.raises(SmmopsError, match=words):
        clone.fetch()


def test_a_folder_outside_of_git_is_named(tmp_path):
    with pytest.raises(SmmopsError, match="is not in a git repository"):
        GitRepository(tmp_path, REFS)
    with pytest.raises(SmmopsError, match="is not in a git repository"):
        GitRepository(tmp_path / "none", REFS)


def test_git_that_is_missing_or_old_is_named(scene, tmp_path):
    where = scene.clone().folder.parent
    with pytest.raises(SmmopsError, match="git is not installed"):
        Git(where, environ={"PATH": str(tmp_path / "empty")})
    old = tmp_path / "bin"
    old.mkdir()
    (old / "git").write_text("#!/bin/sh\necho git version 2.30.2\n", encoding="utf-8")
    (old / "git").chmod(0o755)
    with pytest.raises(SmmopsError, match=r"needs git 2\.38"):
        Git(where, environ={"PATH": f"{old}:{os.environ['PATH']}"})


def test_messages_hold_no_password_and_no_control_characters(scene):
    where = scene.clone().folder.parent
    git(where, "remote", "set-url", "origin", "https://mina:ghp_secret@127.0.0.1:1/acme.git")
    clone = GitRepository(where, REFS)
    with pytest.raises(RemoteError) as wrong:
        clone.fetch()
    assert "ghp_secret" not in str(wrong.value)
    assert "cannot be reached" in str(wrong.value)
    assert readable("fatal: \x1b[31mhttps://a:b@h/x\u202e\x00") == "fatal: [31mhttps://***@h/x"
