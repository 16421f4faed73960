"""`smmops init` as people call it."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smmops import __version__
from smmops.cli.main import run
from tests.project.tree import ROOT

WORDS = ("--brand", "Acme Coffee", "--timezone", "Asia/Seoul", "--channel", "bluesky=acme.example")
TEAM = ("--member", "mina=mina-acme<mina@acme.example>", "--member", "juno=juno-acme")


def test_an_empty_folder_becomes_a_workspace_that_passes(tmp_path: Path, capsys) -> None:
    assert run(["init", str(tmp_path / "social"), *WORDS]) == 0
    assert run(["-C", str(tmp_path / "social"), "check"]) == 0
    assert (tmp_path / "social" / ".git").is_dir()
    assert "next: " in capsys.readouterr().out


def test_a_second_time_writes_nothing(tmp_path: Path, capsys) -> None:
    run(["init", str(tmp_path), *WORDS])
    capsys.readouterr()
    assert run(["init", str(tmp_path), *WORDS, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == []


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "smmops", "init", str(tmp_path / "new")]
    ran = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert ran.returncode == 64
    assert "--brand" in ran.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--channel", "myspace=acme"), "myspace"),
        (("--channel", "mastodon=acme"), "server"),
        (("--channel", "acme"), "network=handle"),
        (("--channel", "x=Acme Coffee"), "Acme Coffee"),
        (("--channel", "x=acme.coffee"), "no handle on x"),
        (("--timezone", "Mars/Olympus"), "Mars/Olympus"),
        (("--member", "Mina Park"), "Mina Park"),
        (("--github", "social"), "owner/name"),
        (("--github", "acme/social"), "--wheel"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(tmp_path: Path, capsys, words, named) -> None:
    assert run(["init", str(tmp_path / "new"), *WORDS, *words]) == 64
    assert named in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_brand_of_no_latin_letters_needs_an_id(tmp_path: Path, capsys) -> None:
    words = ["init", str(tmp_path), "--brand", "온다", "--channel", "bluesky=onda.example"]
    assert run(words) == 64
    assert "--id" in capsys.readouterr().err
    assert run([*words, "--id", "onda"]) == 0


def test_workflows_install_that_wheel_by_its_hash(tmp_path: Path) -> None:
    wheel = tmp_path / f"smmops-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    words = [*WORDS, *TEAM, "--github", "acme/social", "--wheel", str(wheel)]
    assert run(["init", str(tmp_path / "social"), *words]) == 0
    kept = tmp_path / "social" / ".github" / "smmops"
    listed = (kept / "requirements.txt").read_text(encoding="utf-8")
    assert (
        f"./.github/smmops/{wheel.name} \\\n    --hash=sha256:{hashlib.sha256(b'a wheel').hexdigest()}"
        in listed
    )
    assert (kept / wheel.name).read_bytes() == b"a wheel"
    names = re.findall(r"^([a-z0-9._-]+)==", listed, re.MULTILINE)
    assert {"pydantic", "ruamel-yaml", "httpx", "jinja2"} <= set(names)


def test_another_wheel_is_refused(tmp_path: Path, capsys) -> None:
    wheel = tmp_path / "smmops-9.9.9-py3-none-any.whl"
    wheel.write_bytes(b"")
    words = [*WORDS, "--github", "acme/social", "--wheel", str(wheel)]
    assert run(["init", str(tmp_path / "new"), *words]) == 64
    assert "9.9.9" in capsys.readouterr().err


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} comes with the development dependencies: make test installs them"
    return found


def test_the_workflows_that_are_written_are_sound(tmp_path: Path) -> None:
    wheel = tmp_path / f"smmops-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"")
    run(["init", str(tmp_path / "social"), *WORDS, *TEAM, "--github", "acme/social", "--wheel", str(wheel)])
    workflows = sorted((tmp_path / "social" / ".github" / "workflows").iterdir())
    command = [_tool("actionlint"), *map(str, workflows)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    torn = tmp_path / "social" / ".github" / "workflows" / "smmops-publish.yml"
    torn.write_text(torn.read_text(encoding="utf-8").replace("github.token", "github.tokn"))
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_the_workflows_that_are_written_are_safe(tmp_path: Path) -> None:
    zizmor = _tool("zizmor")
    wheel = tmp_path / f"smmops-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"")
    run(["init", str(tmp_path / "social"), *WORDS, *TEAM, "--github", "acme/social", "--wheel", str(wheel)])
    workflows = tmp_path / "social" / ".github" / "workflows"
    command = [zizmor, "--offline", "--persona=pedantic", str(workflows)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    unsafe = workflows / "smmops-check.yml"
    unsafe.write_text(unsafe.read_text(encoding="utf-8").replace("pull_request:", "pull_request_target:"))
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
