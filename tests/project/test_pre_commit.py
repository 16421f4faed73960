"""Other repositories can name this one in their .pre-commit-config.yaml, and the hook that init writes works too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smmops.cli.main import run
from tests.project.tree import ROOT

BIN = Path(sys.executable).parent
PROGRAM = BIN / "pre-commit"
HOOKS = ".pre-commit-hooks.yaml"
POST = "content/2026/12/first.md"


def git(top: Path, *words: str) -> str:
    ran = subprocess.run(["git", "-C", str(top), *words], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A workspace with its own repository, as init leaves it."""
    top = tmp_path / "team"
    words = ["--brand", "Acme", "--channel", "bluesky=acme.example", "--timezone", "Asia/Seoul"]
    assert run(["init", str(top), *words]) == 0
    git(top, "add", "--all")
    return top


def pre_commit(top: Path, *words: str) -> subprocess.CompletedProcess[str]:
    if not PROGRAM.exists():
        pytest.skip("pre-commit is not installed: make test installs it")
    environment = {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(top.parent / "pre-commit"),
    }
    command = [str(PROGRAM), *words]
    return subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, check=False)


def broken(top: Path) -> None:
    path = top / POST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\nchannels: [nowhere]\n---\nHello\n", encoding="utf-8")
    git(top, "add", "--all")


def named(top: Path, tmp_path: Path) -> None:
    """Names our repository at a commit. `language: system`: the network is not there to install from."""
    ours = tmp_path / "smmops"
    ours.mkdir()
    shutil.copy(ROOT / HOOKS, ours)
    git(ours, "init", "--quiet")
    git(ours, "add", "--all")
    git(ours, "commit", "--quiet", "-m", "hooks")
    commit = git(ours, "rev-parse", "HEAD")
    (top / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: file://{ours}\n    rev: {commit}\n"
        "    hooks:\n      - {id: smmops-check, language: system}\n",
        encoding="utf-8",
    )
    git(top, "add", "--all")


def test_the_manifest_is_one(tmp_path):
    assert pre_commit(ROOT, "validate-manifest", HOOKS).returncode == 0


@pytest.mark.parametrize("how", ["by init", "by name"])
def test_the_hook_lets_a_right_workspace_through_and_stops_a_wrong_one(team, tmp_path, how):
    if how == "by name":
        named(team, tmp_path)
    fine = pre_commit(team, "run", "--all-files")
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert "Passed" in fine.stdout
    broken(team)
    stopped = pre_commit(team, "run", "--all-files")
    assert stopped.returncode == 1
    assert f"{POST}:2:" in stopped.stdout
    assert "fix:" in stopped.stdout


def test_a_commit_is_stopped_once_the_hook_is_installed(team):
    installed = pre_commit(team, "install")
    assert installed.returncode == 0, installed.stderr
    broken(team)
    environment = {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(team / "../pc"),
    }
    command = ["git", "commit", "--quiet", "-m", "content: first"]
    ran = subprocess.run(command, cwd=team, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "nowhere" in ran.stdout + ran.stderr
