"""The real sockets: what a slow or dead peer can cost."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest

from smmops.model.outcome import OutcomeUnknown, Unavailable
from smmops.networks.answer import Answer
from smmops.networks.http import Ask, Http
from smmops.networks.secret import Bound
from smmops.networks.wire import DEADLINE, Wire
from tests.contracts.stage import QuickClock

SECONDS = 0.4
SLOW = 8.0


@contextmanager
def peer(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def run() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, suppress(OSError):
                        serve(connection)

        threading.Thread(target=run, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def client(url: str) -> Http:
    return Http(Bound((), url), QuickClock(), jitter=lambda: 0.0)


def drip(head: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(head)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)

    return serve


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b""]
)
def test_a_peer_that_drips_bytes_cannot_hold_a_call_past_its_time(head: bytes):
    with peer(drip(head)) as url:
        started = time.monotonic()
        outcome = client(url).call(Ask("POST", f"{url}/x", json={}, seconds=SECONDS))
        assert isinstance(outcome, OutcomeUnknown), outcome
        assert time.monotonic() - started < SLOW


def test_a_peer_that_does_not_take_the_body_cannot_hold_an_upload_past_its_time():
    with peer(lambda connection: time.sleep(3)) as url:
        ask = Ask("POST", f"{url}/x", content=b"x" * 40_000_000, seconds=SECONDS)
        started = time.monotonic()
        assert isinstance(client(url).call(ask), OutcomeUnknown)
        assert time.monotonic() - started < SLOW


def test_a_peer_that_takes_the_body_slowly_cannot_hold_an_upload_past_its_time():
    def serve(connection: socket.socket) -> None:
        for _ in range(200):
            connection.recv(65536)
            time.sleep(0.05)

    with peer(serve) as url:
        ask = Ask("POST", f"{url}/x", content=b"x" * 200_000_000, seconds=SECONDS)
        started = time.monotonic()
        assert isinstance(client(url).call(ask), OutcomeUnknown)
        assert time.monotonic() - started < SLOW


def test_a_large_body_arrives_whole():
    sizes: list[int] = []

    def serve(connection: socket.socket) -> None:
        connection.settimeout(5)
        got = b""
        while not got.endswith(b"END"):
            got += connection.recv(1 << 20)
        sizes.append(len(got.partition(b"\r\n\r\n")[2]))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with peer(serve) as url:
        assert isinstance(
            client(url).upload(Ask("POST", f"{url}/x", content=b"x" * 1_000_000 + b"END")), Answer
        )
    assert sizes == [1_000_003]


class Jumping:
    """A clock that stands still for so many looks and then has passed every deadline."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def elapsed(self) -> float:
        self.looks -= 1
        return 0.0 if self.looks >= 0 else 1000.0


@pytest.mark.parametrize(
    ("looks", "error"),
    [(0, httpx.ConnectTimeout), (1, httpx.ConnectTimeout), (2, httpx.WriteTimeout), (3, httpx.ReadTimeout)],
)
def test_what_is_late_is_named_by_what_had_been_sent(looks: int, error: type[Exception]):
    def serve(connection: socket.socket) -> None:
        seen.append(connection.recv(65536))

    seen: list[bytes] = []
    with peer(serve) as url:
        request = httpx.Request(
            "GET", url, extensions={DEADLINE: 5.0, "timeout": {"connect": 3, "read": 3, "write": 3}}
        )
        with pytest.raises(error) as raised:
            Wire(Jumping(looks)).handle_request(request)
    assert type(raised.value) is error
    if looks < 2:
        assert not any(seen)


def test_a_peer_that_hangs_up_without_a_word_leaves_the_outcome_unknown():
    with peer(lambda connection: connection.recv(65536) and None) as url:
        assert isinstance(client(url).call(Ask("POST", f"{url}/x", json={})), OutcomeUnknown)


def test_a_peer_that_speaks_no_http_leaves_the_outcome_unknown():
    with peer(
        lambda connection: (connection.recv(65536), connection.sendall(b"220 mail.example ESMTP\r\n"))[1]
    ) as url:
        assert isinstance(client(url).call(Ask("POST", f"{url}/x", json={})), OutcomeUnknown)


def test_an_answer_cut_short_leaves_the_outcome_unknown():
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}")

    with peer(serve) as url:
        assert isinstance(client(url).call(Ask("POST", f"{url}/x", json={})), OutcomeUnknown)


def test_a_closed_port_and_a_name_that_does_not_resolve_prove_that_nothing_happened():
    assert isinstance(
        client("http://127.0.0.1:9").call(Ask("POST", "http://127.0.0.1:9/x", json={})), Unavailable
    )


def test_tls_with_a_certificate_that_nobody_knows_proves_that_nothing_happened(sandbox):
    url = sandbox.url.replace("http://", "https://")
    assert isinstance(client(url).call(Ask("POST", f"{url}/x", json={})), Unavailable)


def test_each_request_has_a_connection_of_its_own():
    peers: list[object] = []

    def serve(connection: socket.socket) -> None:
        peers.append(connection.getpeername())
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}")
        time.sleep(0.05)

    with peer(serve) as url:
        http = client(url)
        for _ in range(3):
            assert isinstance(http.call(Ask("POST", f"{url}/x", json={})), Answer)
    assert len(set(peers)) == 3
