"""The wheel that workflows install, a runner's Python, and a town to work in; the first two are made once a module."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smmops.sandbox.serve import serve
from tests.forge.github.hub import Hub
from tests.forge.github.server import served
from tests.project.tree import ROOT
from tests.workflows.town import JUNO, MINA, PASSWORD, Town


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's Python: pip, and our dependencies, as if the index had given them; not smmops itself."""
    home = tmp_path_factory.mktemp("runner")
    venv.create(home, with_pip=True, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # a path that a .pth file adds has its own .pth files unread: this checkout's editable install stays out
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


@pytest.fixture
def town(tmp_path: Path, python: Path, wheel: Path) -> Iterator[Town]:
    hub = Hub(now=lambda: datetime.now(UTC))
    for account in (MINA, JUNO):
        hub.accounts[account.login] = account
        hub.permissions[account.login] = "write"
    with serve(seed={"bluesky": {"haneul.example": PASSWORD}}) as sandbox, served(hub) as server:
        made = Town(tmp_path, python, sandbox, server)
        hub.blob = made.blob
        made.found(wheel)
        yield made
        assert server.wrong == []
