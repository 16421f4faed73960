"""What lands is checked: `.ci/run` runs every step, and one that fails makes the whole fail."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.tree import ROOT

STEPS = ("release", "test", "journeys", "lint", "prove-ci")


@pytest.fixture
def tree(tmp_path) -> Path:
    """A tree with our `.ci/run`, and stand-ins for make and npm that write down how they were called."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    manifest = tmp_path / "tests" / "sandbox" / "pds" / "package.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"dependencies": {"@atproto/dev-env": "0.3.215"}}\n', encoding="utf-8")
    description = tmp_path / "tests" / "forge" / "github" / "package.json"
    description.parent.mkdir(parents=True)
    description.write_text('{"dependencies": {"@octokit/openapi": "23.0.2"}}\n', encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("make", "npm", "node"):
        program = programs / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $*" >> calls\ncase " $BROKEN " in *" {name}:$1 "*) exit 2;; esac\n'
        )
        program.chmod(0o755)
    return tmp_path


def run(tree: Path, broken: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{tree / 'bin'}:{os.environ['PATH']}", "BROKEN": broken}
    command = ["bash", str(tree / ".ci" / "run")]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def calls(tree: Path) -> list[str]:
    return (tree / "calls").read_text(encoding="utf-8").splitlines()


def test_all_steps_run_and_pass(tree):
    ran = run(tree)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [call for call in calls(tree) if call.startswith("make")] == [f"make {step}" for step in STEPS]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_fails_the_run_and_the_others_still_run(tree, step):
    ran = run(tree, broken=f"make:{step}")
    assert ran.returncode == 1
    assert "FAILED" in ran.stdout
    assert "failed:" in ran.stderr
    assert len([call for call in calls(tree) if call.startswith("make")]) == len(STEPS)


def test_a_bluesky_server_that_cannot_be_installed_fails_the_run(tree):
    assert run(tree, broken="npm:install").returncode == 1


def test_what_comes_from_npm_is_installed_once(tree):
    (tree / ".tools" / "pds" / "node_modules" / "@atproto" / "dev-env").mkdir(parents=True)
    shutil.copy(tree / "tests/sandbox/pds/package.json", tree / ".tools/pds/package.json")
    generated = tree / ".tools" / "github" / "node_modules" / "@octokit" / "openapi" / "generated"
    generated.mkdir(parents=True)
    (generated / "api.github.com.json").touch()
    shutil.copy(tree / "tests/forge/github/package.json", tree / ".tools/github/package.json")
    assert run(tree).returncode == 0
    assert not [call for call in calls(tree) if call.startswith("npm")]


def test_the_workflow_only_calls_ci_run():
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert "run: bash .ci/run" in text
    uses = [line.split("uses:")[1].strip() for line in text.splitlines() if "uses:" in line]
    assert all(use.startswith("actions/checkout@") for use in uses)
    assert "persist-credentials: false" in text
    assert "permissions:\n  contents: read" in text
