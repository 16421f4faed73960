"""A proxy on loopback that spoils what passes: the same faults before every server, real ones too."""

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import SplitResult, urlsplit

Do = Literal["reset", "status", "garbage", "truncate"]
_HOP = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive"})


@dataclass
class Spoil:
    """One fault: which request, what is done, before or after the server has had it, how often."""

    method: str
    path: str
    do: Do
    when: Literal["before", "after"] = "before"
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b'{"error":"InternalServerError","message":"a bad moment"}'
    times: int = 1


@dataclass
class Proxy:
    """`url` has no slash at the end; `passed` are (method, path) of what reached the server."""

    url: str
    spoils: list[Spoil] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def spoil(self, *spoils: Spoil) -> None:
        self.spoils.extend(spoils)

    def count(self, call: tuple[str, str]) -> int:
        """How often this (method, path prefix) reached the server."""
        return sum(method == call[0] and path.startswith(call[1]) for method, path in self.passed)

    def asked(self, call: tuple[str, str]) -> int:
        """How often a client sent this (method, path prefix), spoiled or not."""
        return sum(method == call[0] and path.startswith(call[1]) for method, path, _ in self.sent)


class _Passing(BaseHTTPRequestHandler):
    """`state` and `target` are set on the subclass that one proxy makes."""

    protocol_version = "HTTP/1.1"
    state: Proxy
    target: SplitResult

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = urlsplit(self.path).path
        self.state.sent.append((self.command, path, self.headers.get("user-agent", "")))
        spoil = next((s for s in self.state.spoils if _hits(s, self.command, path)), None)
        if spoil is not None:
            spoil.times -= 1
        if spoil is not None and spoil.when == "before":
            self._spoiled(spoil, b"")
            return
        self.state.passed.append((self.command, path))
        status, headers, content = self._forwarded(body)
        if spoil is not None:
            self._spoiled(spoil, content)
        else:
            self._send(status, headers, content)

    def _forwarded(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        upstream = http.client.HTTPConnection(self.target.hostname or "", self.target.port or 80, timeout=30)
        head = {name: value for name, value in self.headers.items() if name.lower() not in {"connection"}}
        upstream.request(self.command, self.path, body=body or None, headers=head)
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()
        return answer.status, [(n, v) for n, v in answer.getheaders() if n.lower() not in _HOP], content

    def _spoiled(self, spoil: Spoil, content: bytes) -> None:
        match spoil.do:
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
            case "status":
                self._send(spoil.status, list(spoil.headers.items()), spoil.body)
            case "garbage":
                self._send(200, [("content-type", "application/json")], b"\x00\xff}{ <html>")
            case "truncate":
                self._send(200, [("content-type", "application/json")], content[: len(content) // 2])

    def _send(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def proxy(upstream: str) -> Iterator[Proxy]:
    """A proxy before `upstream`, until the block ends."""
    state = Proxy("")
    serving = type("Passing", (_Passing,), {"state": state, "target": urlsplit(upstream)})
    server = _Quiet(("127.0.0.1", 0), serving)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _hits(spoil: Spoil, method: str, path: str) -> bool:
    return spoil.times > 0 and spoil.method == method and path.startswith(spoil.path)
