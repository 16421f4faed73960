"""A real Bluesky PDS on loopback for tests: `from tests.sandbox.pds.server import pds  # noqa: F401`.

It comes from npm (`npm install` in `.tools/pds`, where `package.json` of this folder is copied to) and is
not part of the project. Without it, tests that ask for it are skipped and say so; with
`SMMOPS_REQUIRE_PDS=1` its absence is a failure.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

HERE: Final = Path(__file__).parent
INSTALLED: Final = HERE.parents[2] / ".tools" / "pds"


@dataclass(frozen=True)
class Pds:
    """A running server: its address without a slash at the end."""

    url: str

    def create_account(self, name: str, password: str) -> dict[str, Any]:
        """Opens `<name>.test`; gives what createAccount answers: did, handle, accessJwt, refreshJwt."""
        handle = f"{name}.test"
        body = {"handle": handle, "email": f"{name}@smmops.test", "password": password}
        answer = httpx.post(f"{self.url}/xrpc/com.atproto.server.createAccount", json=body, trust_env=False)
        answer.raise_for_status()
        account: dict[str, Any] = answer.json()
        return account


def why_absent() -> str | None:
    """What is missing to run the server, or None."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (INSTALLED / "node_modules" / "@atproto" / "dev-env").is_dir():
        return "the real PDS is not installed: copy tests/sandbox/pds to .tools/pds and run npm install there"
    return None


@pytest.fixture(scope="session")
def pds() -> Iterator[Pds]:
    """One server for the whole session, with a PLC directory of its own and no account yet."""
    absent = why_absent()
    if absent is not None:
        if os.environ.get("SMMOPS_REQUIRE_PDS") == "1":
            pytest.fail(f"SMMOPS_REQUIRE_PDS is set: {absent}")
        pytest.skip(absent)
    script = INSTALLED / "serve.js"
    shutil.copyfile(HERE / "serve.js", script)
    with subprocess.Popen(
        ["node", str(script)],
        cwd=INSTALLED,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        first = next((line for line in process.stdout if line.startswith("{")), "")
        if not first:
            pytest.fail("the real PDS ended before it answered")
        try:
            yield Pds(json.loads(first)["url"])
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
