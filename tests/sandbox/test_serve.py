"""The sandbox as a process: where it listens, what it keeps, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from smmops.sandbox.serve import Control, serve
from tests.sandbox.conftest import HANDLE, PASSWORD, TOKEN, USER

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from smmops.sandbox.serve import run
accounts = [("mastodon", "cafeluka", "made-up-token-1"), ("bluesky", "minji.bsky.social", "abcd-efgh-ijkl-mnop")]
run(int(sys.argv[2]), Path(sys.argv[1]), accounts=accounts, say=lambda url: print(url, flush=True))
print("ended", flush=True)
"""


@contextmanager
def process(state: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", PROGRAM, str(state), str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as started:
        assert started.stdout is not None
        try:
            yield started, started.stdout.readline().strip()
        finally:
            if started.poll() is None:
                started.kill()


def say(url: str, text: str, key: str = "k") -> httpx.Response:
    head = {"authorization": f"Bearer {TOKEN}", "idempotency-key": key}
    return httpx.post(f"{url}/api/v1/statuses", json={"status": text}, headers=head, trust_env=False)


def put(url: str, text: str) -> httpx.Response:
    with httpx.Client(base_url=url, trust_env=False) as http:
        session = http.post(
            "/xrpc/com.atproto.server.createSession", json={"identifier": HANDLE, "password": PASSWORD}
        ).json()
        body = {
            "repo": session["did"],
            "collection": "app.bsky.feed.post",
            "rkey": "3l2abcdefgh2k",
            "swapRecord": None,
            "record": {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-22T10:00:00Z"},
        }
        head = {"authorization": f"Bearer {session['accessJwt']}"}
        return http.post("/xrpc/com.atproto.repo.putRecord", json=body, headers=head)


def test_it_listens_on_loopback_only() -> None:
    with serve() as sandbox:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", sandbox.url)
        port = f"{int(sandbox.url.rpartition(':')[2]):04X}"
        listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        mine = [row[1] for row in listening if row[3] == "0A" and row[1].endswith(f":{port}")]
        assert mine == [f"0100007F:{port}"]


def test_two_sandboxes_side_by_side_know_nothing_of_each_other() -> None:
    seed = {"mastodon": {USER: TOKEN}}
    with serve(seed=seed) as one, serve(seed=seed) as other:
        say(one.url, "hier")
        assert len(one.control.live("mastodon", USER)) == 1
        assert other.control.live("mastodon", USER) == []


def test_a_killed_sandbox_comes_back_with_everything(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    with process(state) as (started, url):
        first = say(url, "vorher").json()["id"]
        cid = put(url, "vorher").json()["cid"]
        control = Control(url)
        control.clock(move=600)
        control.faults({"do": "delay", "seconds": 0, "times": None})
        control.options("mastodon", max_characters=77)
        control.close()
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
    with serve(state=state) as again:
        assert say(again.url, "anders").json()["id"] == first
        repeated = put(again.url, "vorher").json()
        assert (repeated["cid"], "commit" in repeated) == (cid, False)
        assert again.control.state()["counts"]["live"] == 2
        assert [fault["do"] for fault in again.control.state()["faults"]] == ["delay"]
        assert say(again.url, "x" * 78, key="").status_code == 422


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_interrupted(tmp_path: Path, ending: signal.Signals) -> None:
    with process(tmp_path / "sandbox.db") as (started, url):
        with httpx.Client(base_url=url, trust_env=False) as http:
            assert http.get("/_sandbox/").status_code == 200
            started.send_signal(ending)
            assert started.stdout is not None
            rest = started.stdout.read()
        code = started.wait(10)
    assert "Traceback" not in rest
    assert code in (0, -ending)
    if ending == signal.SIGINT:
        assert (rest.strip(), code) == ("ended", 0)


def test_a_taken_port_is_an_error_that_says_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"), serve(port=taken.getsockname()[1]):
            pass


def test_a_seed_of_an_unknown_network_is_refused() -> None:
    with pytest.raises(ValueError, match="no network 'myspace'"), serve(seed={"myspace": {"tom": "x"}}):
        pass


def test_fifty_publishers_at_once_leave_fifty_posts(tmp_path: Path) -> None:
    with serve(state=tmp_path / "sandbox.db", seed={"mastodon": {USER: TOKEN}}) as sandbox:
        codes: list[int] = []

        def publish(number: int) -> None:
            codes.extend(say(sandbox.url, f"Beitrag {number}", key=str(number)).status_code for _ in range(2))

        threads = [threading.Thread(target=publish, args=(number,)) for number in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        live = sandbox.control.live("mastodon", USER)
    assert codes == [200] * 100
    assert sorted(post["text"] for post in live) == sorted(f"Beitrag {number}" for number in range(50))
    assert {post["requests"] for post in live} == {2}
