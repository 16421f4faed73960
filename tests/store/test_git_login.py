"""A token goes to the forge's own host as a header, and nowhere else."""

import base64
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from smmops.store.git_login import header
from smmops.store.git_process import Git

TOKEN = "ghs_of-this-test"


class Listener(ThreadingHTTPServer):
    """Answers 404 and keeps what it was shown."""

    shown: list[str | None]


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.shown.append(self.headers.get("Authorization"))
        self.send_error(404)

    def log_message(self, *words: object) -> None: ...


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), _Answer) as server:
        server.shown = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def asked(folder: Path, listener: Listener, server: str) -> None:
    git = Git(folder, settings=header(server, TOKEN))
    ran = git.run("ls-remote", f"http://127.0.0.1:{listener.server_port}/acme/social.git")
    assert ran.status != 0
    assert TOKEN not in ran.error


def test_git_shows_the_token_to_the_forge(folder: Path, listener: Listener) -> None:
    asked(folder, listener, f"http://127.0.0.1:{listener.server_port}")
    expected = "Basic " + base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    assert set(listener.shown) == {expected}


def test_another_host_is_shown_nothing(folder: Path, listener: Listener) -> None:
    asked(folder, listener, "https://github.com")
    assert set(listener.shown) == {None}


@pytest.mark.parametrize(
    "server", ["http://github.com", "ftp://github.com", "https://", "github.com", "https://me@github.com"]
)
def test_a_server_that_is_not_https_is_shown_nothing(server: str) -> None:
    assert header(server, TOKEN) == ()


def test_without_a_token_nothing_is_set() -> None:
    assert header("https://github.com", "") == ()
