"""From an empty folder to a published post in the README's five commands, exactly as they stand there."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from smmops.cli.main import run
from smmops.cli.practice import SERVER
from smmops.sandbox.serve import Control
from tests.project.tree import ROOT

pytestmark = pytest.mark.journey

BIN = Path(sys.executable).parent
PORT = int(SERVER.rpartition(":")[2])


def five() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- five: begin -->\n```sh\n(.*?)```\n<!-- five: end -->", text, re.DOTALL)
    assert block, "README.md has the block"
    return block[1].splitlines()


@contextmanager
def ending(said: list[str]) -> Iterator[None]:
    """Ends the sandboxes that were left in the background."""
    try:
        yield
    finally:
        for number in re.findall(r"kill (\d+)", "".join(said)):
            with suppress(ProcessLookupError):
                os.kill(int(number), signal.SIGKILL)


def shell(folder: Path, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **more}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def live() -> list[str]:
    """The texts on the practice accounts."""
    control = Control(SERVER)
    try:
        accounts = (("bluesky", "practice.example"), ("mastodon", "practice"))
        return [post["text"] for account in accounts for post in control.live(*account)]
    finally:
        control.close()


def free(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The practice address is one for the whole machine: tests that serve it take turns."""
    import fcntl

    with (tmp_path_factory.getbasetemp().parent / "practice.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not free(PORT):
            pytest.skip(f"something else listens on port {PORT} of this machine")
        yield


def test_five_commands_publish_and_audit_a_post(tmp_path, alone):
    commands = five()
    assert len(commands) == 5
    said: list[str] = []
    with ending(said):
        ran = shell(tmp_path, "\n".join(commands))
        said.append(ran.stderr)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert ran.stdout.count("first-post") >= 2
        assert live() == ["Hello from a text file."] * 2
        again = shell(tmp_path, ". ./practice.env; smmops publish --live")
        assert "nothing to do" in again.stdout
        secrets = re.findall(r"=(\S+)", (tmp_path / "practice.env").read_text(encoding="utf-8"))
        shown = ran.stdout + ran.stderr + again.stdout
        assert not [secret for secret in secrets if secret in shown]
        tracked = shell(tmp_path, "git ls-files")
        assert "practice.env" not in tracked.stdout


def test_an_edit_that_is_pushed_changes_what_is_live(tmp_path, alone):
    said: list[str] = []
    with ending(said):
        said.append(shell(tmp_path, "\n".join(five()[:4])).stderr)
        change = (
            "sed -i 's/Hello from a text file./Hello again./' content/*/*/first-post.md\n"
            "git commit -qam 'content: hello again' && git push -q\n. ./practice.env\nsmmops publish --live"
        )
        ran = shell(tmp_path, change)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "Hello again." in live()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_a_name_in_git_it_commits_all_the_same(tmp_path, language):
    words = f"smmops init p --practice --language {language}"
    ran = shell(tmp_path, words, GIT_CONFIG_GLOBAL="/dev/null", HOME=str(tmp_path))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    log = shell(
        tmp_path / "p", "git status --porcelain; git log --format='%an %s' origin/main; git branch -r"
    )
    assert log.stdout.splitlines()[0] == "Practice Begin to practise"
    assert "origin/main" in log.stdout
    checked = shell(tmp_path / "p", "smmops check")
    assert checked.returncode == 0
    assert (tmp_path / "p" / "practice.env").stat().st_mode & 0o077 == 0


def test_a_folder_with_something_in_it_is_refused(tmp_path, capsys):
    (tmp_path / "smmops.yaml").write_text("version: 1\n", encoding="utf-8")
    assert run(["init", str(tmp_path), "--practice"]) == 1
    assert "empty folder" in capsys.readouterr().err
    assert run(["init", str(tmp_path / "new"), "--practice", "--github", "a/b"]) == 64


def test_a_sandbox_in_the_background_needs_channels_of_this_machine_and_their_secrets(tmp_path, capsys):
    shell(tmp_path, "smmops init p --practice")
    assert run(["-C", str(tmp_path / "p"), "sandbox", "--detach"]) == 64
    assert "BLUESKY_PRACTICE_APP_PASSWORD" in capsys.readouterr().err
    run(["init", str(tmp_path / "real"), "--brand", "Acme", "--channel", "bluesky=acme.example"])
    assert run(["-C", str(tmp_path / "real"), "sandbox", "--detach"]) == 1


def test_an_address_that_is_taken_is_said(tmp_path):
    shell(tmp_path, "smmops init p --practice")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = tmp_path / "p" / "smmops.yaml"
        text = settings.read_text(encoding="utf-8").replace(str(PORT), str(taken.getsockname()[1]))
        settings.write_text(text, encoding="utf-8")
        ran = shell(tmp_path / "p", ". ./practice.env; smmops sandbox --detach")
    assert ran.returncode == 1
    assert "did not start" in ran.stderr
