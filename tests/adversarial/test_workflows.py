"""Attacks by way of the workflows: what a title, a branch or a text could bring into a shell."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project.tree import ROOT

pytestmark = pytest.mark.adversarial
FOLDERS = (ROOT / ".github" / "workflows", ROOT / "smmops" / "data")
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.yml")) if "workflows" in path.parts]


def jobs(path: Path) -> dict[str, Any]:
    """A workflow's jobs; lines of the template language are left out."""
    text = re.sub(r"^<%.*%>\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    read = yaml.safe_load(re.sub(r"<<\s*(\w+)\s*>>", r"\1", text))
    found: dict[str, Any] = read["jobs"]
    return found


def triggers(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text[text.index("\non:") : text.index("\njobs:")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_expression_stands_in_a_shell_script(path):
    """A title, a branch's name or a text is data of the environment, never a part of a script."""
    for job in jobs(path).values():
        for step in job.get("steps", ()):
            assert "${{" not in step.get("run", ""), step
            written = re.findall(r"GITHUB_(?:ENV|PATH)", step.get("run", ""))
            assert written == [], step


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_workflow_runs_what_a_pull_request_brings_with_more_than_it_may_have(path):
    text = triggers(path)
    assert "pull_request_target" not in text
    assert "issue_comment" not in text
    for job in jobs(path).values() if "workflow_run" in text else ():
        taken = [step for step in job.get("steps", ()) if "actions/checkout" in step.get("uses", "")]
        assert not [step for step in taken if "${{" in str(step.get("with", {}).get("ref", ""))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_secrets_stand_only_where_an_environment_guards_them(path):
    """A pull request of the same repository runs its own version of a workflow: no secret may be in its reach."""
    for job in jobs(path).values():
        if "secrets." in str(job):
            assert job.get("environment"), job
            assert "pull_request" not in triggers(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nobody_is_believed_by_his_name(path):
    """`github.actor` is who ran it last, under whatever name."""
    text = path.read_text(encoding="utf-8")
    assert "github.actor" not in text
    assert "triggering_actor" not in text
