"""Guards of every test: loopback only, a home of its own, its own git, one time zone; and the `golden` fixture."""

import os
import re
import socket
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", ""})
_GIT = """\
[user]
\tname = Mina Park
\temail = mina@acme.example
[init]
\tdefaultBranch = main
[commit]
\tgpgsign = false
[tag]
\tgpgsign = false
[protocol "file"]
\tallow = always
"""

settings.register_profile("default", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


class OutsideLoopbackError(AssertionError):
    """A test tried to reach something that is not this machine."""


def pytest_configure(config: pytest.Config) -> None:
    """Sets the process up once: subprocesses inherit all of it."""
    home = Path(tempfile.mkdtemp(prefix="smmops-test-home-"))
    (home / ".gitconfig").write_text(_GIT, encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(
        HOME=str(home),
        XDG_CONFIG_HOME=str(home / ".config"),
        GIT_CONFIG_GLOBAL=str(home / ".gitconfig"),
        GIT_CONFIG_NOSYSTEM="1",
        GIT_TERMINAL_PROMPT="0",
        TZ="Asia/Kathmandu",
        NO_COLOR="1",
        PYTHONUTF8="1",
    )
    for name in ("COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS"):
        os.environ.pop(name, None)
    sys.addaudithook(_loopback_only)


def _loopback_only(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook cannot be patched away: connecting and looking up names stays on this machine."""
    if event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is not None and str(host) not in _LOOPBACK:
        raise OutsideLoopbackError(f"a test reached for {host}: only loopback is allowed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what came out into the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., None]:
    """`golden(path, text, replace={found: placeholder})`: compares with a file beside the tests.

    Temporary paths become `<tmp>`, commit and blob ids `<oid>`, loopback ports `<port>`.
    """

    def compare(path: Path, text: str, *, replace: Mapping[str, str] | None = None) -> None:
        came = _placeholders(text, {**(replace or {}), str(tmp_path): "<tmp>"})
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(came, encoding="utf-8")
        assert path.exists(), f"{path} is missing: run pytest with --update and read what it wrote"
        assert came == path.read_text(encoding="utf-8"), f"differs from {path.name}: --update writes it anew"

    return compare


def _placeholders(text: str, replace: Mapping[str, str]) -> str:
    for found in sorted(replace, key=len, reverse=True):
        text = text.replace(found, replace[found])
    text = re.sub(r"\b[0-9a-f]{40}\b", "<oid>", text)
    return re.sub(r"(127\.0\.0\.1|localhost):\d{2,5}\b", r"\1:<port>", text)
