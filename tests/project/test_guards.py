"""The guards of the tests themselves hold: nothing outside, no home of a person, one time zone."""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import OutsideLoopbackError


def test_no_socket_reaches_beyond_this_machine():
    with socket.socket() as outside, pytest.raises(OutsideLoopbackError):
        outside.connect(("192.0.2.1", 80))


def test_no_name_is_looked_up():
    with pytest.raises(OutsideLoopbackError):
        socket.getaddrinfo("bsky.social", 443)


def test_loopback_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_home_and_git_are_the_tests_own():
    assert "smmops-test-home-" in str(Path.home())
    ran = subprocess.run(
        ["git", "config", "--show-scope", "--list"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path.home(),
    )
    assert "system\t" not in ran.stdout
    assert "global\tuser.email=mina@acme.example" in ran.stdout
    assert not [name for name in os.environ if name.startswith("GIT_") and name not in ALLOWED]


ALLOWED = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_TERMINAL_PROMPT"}


def test_the_time_zone_is_nobodys_own():
    time.tzset()
    assert time.strftime("%z", time.localtime(0)) == "+0530"
    assert time.strftime("%z", time.localtime(1_800_000_000)) == "+0545"


def test_a_golden_file_is_compared_with_placeholders(golden, tmp_path, request):
    if request.config.getoption("--update"):
        pytest.skip("--update writes what it would compare")
    expected = tmp_path / "expected.txt"
    expected.write_text("<tmp>/x at <oid> on 127.0.0.1:<port> by NAME\n", encoding="utf-8")
    oid = "0123456789abcdef0123456789abcdef01234567"
    golden(expected, f"{tmp_path}/x at {oid} on 127.0.0.1:8123 by Mina\n", replace={"Mina": "NAME"})
    with pytest.raises(AssertionError, match="--update"):
        golden(expected, "something else\n")
    with pytest.raises(AssertionError, match="is missing"):
        golden(tmp_path / "nowhere.txt", "x\n")
