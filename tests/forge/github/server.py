"""A fake GitHub that is strict: a path, parameter, header or body that is not described is refused and noted.

`answer` is the whole server; `HubTransport` reaches it in this process and `served` over loopback.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import httpx

from tests.forge.github.described import Description, described
from tests.forge.github.hub import Fault, Hub
from tests.forge.github.rights import allowed
from tests.forge.github.routes import ROUTES, Asked, Found

_PAGED = {"per_page", "page"}


@dataclass
class Reply:
    """An answer before it is sent."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class DroppedError(Exception):
    """The connection ends without an answer."""


@dataclass
class Server:
    """One hub behind HTTP. `wrong` is what a client did that GitHub's description does not allow."""

    hub: Hub
    wrong: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    base: str = "https://api.github.example"
    blobs: str = "https://blobs.github.example"
    description: Description | None = field(default_factory=described)
    undescribed: tuple[str, ...] = ()

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answers one request; notes what is wrong about it or about our own answer."""
        url = urlsplit(target)
        path = url.path.removeprefix(urlsplit(self.base).path)
        self.hub.asked.append((method, path + (f"?{url.query}" if url.query else "")))
        refused = self._refused(method, headers) or self._faulty(path)
        if refused is not None:
            return self._stamped(refused)
        renamed = next((old for old in self.hub.moved if path.startswith(f"/repos/{old}")), None)
        if renamed:
            there = f"{self.base}/repositories/{self.hub.id}{path.removeprefix(f'/repos/{renamed}')}"
            return self._stamped(Reply(301, {"message": "Moved Permanently"}, {"location": there}))
        plain = path.replace(f"/repositories/{self.hub.id}", f"/repos/{self.hub.full_name}")
        for operation, found in ROUTES.items():
            verb, template = operation.split(" ")
            matched = _pattern(template).fullmatch(plain)
            if verb == method and matched:
                at = {name: unquote(value) for name, value in matched.groupdict().items()}
                return self._stamped(self._routed(operation, found, at, url=url, body=body))
        self.wrong.append(f"{method} {path} is no operation of the fake")
        return self._stamped(Reply(404, {"message": "Not Found"}))

    def _routed(self, operation: str, found: Found, at: Mapping[str, str], *, url: Any, body: bytes) -> Reply:
        params = dict(parse_qsl(url.query, keep_blank_values=True))
        sent = json.loads(body) if body else None
        if at.get("owner", "") + "/" + at.get("repo", "") not in (self.hub.full_name, "/"):
            return Reply(404, {"message": "Not Found"})
        unknown = set(params) - set(found.params)
        if unknown:
            self.wrong.append(f"{operation}: unknown parameters {sorted(unknown)}")
        if not 1 <= int(params.get("per_page", 30)) <= 100:
            self.wrong.append(f"{operation}: per_page={params['per_page']}")
        if not allowed(self.hub, operation):
            return Reply(403, {"message": "Resource not accessible by integration"})
        status, came = found.answer(self.hub, Asked(at, params, sent))
        headers = {}
        if status == 302:
            headers = {"location": f"{self.blobs}/_blob/{at['artifact_id']}?sig=secret"}
        if isinstance(came, list) and _PAGED & set(found.params):
            came, headers = self._page(came, params, url, mark="page" if "page" in found.params else "after")
        self.used.add(operation)
        if self.description is not None:
            told = self.description.told(operation, params, sent, status=status, answer=came)
            self.wrong += [one for one in told if not any(known in one for known in self.undescribed)]
        return Reply(status, came, headers)

    def blob(self, target: str, headers: Mapping[str, str]) -> Reply:
        """The host that keeps archives: whoever brings a token there has lost it."""
        if "authorization" in headers:
            self.wrong.append("the token went to another host")
        self.hub.fetched.append(target)
        fault = self._faulty(target)
        if fault is not None:
            return fault
        number = int(urlsplit(target).path.rpartition("/")[2])
        found = next((one for one in self.hub.artifacts if one.id == number), None)
        return Reply(200, found.content) if found else Reply(404, b"")

    def _page(
        self, items: list[Any], params: Mapping[str, str], url: Any, *, mark: str
    ) -> tuple[list[Any], dict[str, str]]:
        size = min(int(params.get("per_page", 30)), self.hub.largest_page)
        page = int(params.get(mark, 1))
        part = items[(page - 1) * size : page * size]
        if page * size >= len(items):
            return part, {}
        more = urlencode({**params, mark: page + 1})
        return part, {"link": f'<{self.base}{url.path}?{more}>; rel="next", <{self.base}/x>; rel="last"'}

    def _refused(self, method: str, headers: Mapping[str, str]) -> Reply | None:
        if headers.get("accept") != "application/vnd.github+json":
            self.wrong.append(f"accept: {headers.get('accept')}")
        if headers.get("x-github-api-version") != "2022-11-28":
            self.wrong.append(f"x-github-api-version: {headers.get('x-github-api-version')}")
        if not headers.get("user-agent", "").startswith("smmops/"):
            self.wrong.append(f"user-agent: {headers.get('user-agent')}")
        if method != "GET" and headers.get("content-type") != "application/json":
            self.wrong.append(f"content-type: {headers.get('content-type')}")
        if headers.get("authorization") != f"Bearer {self.hub.token}":
            return Reply(
                401, {"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest"}
            )
        self.hub.remaining -= 1
        if self.hub.remaining < 0:
            return Reply(403, {"message": "API rate limit exceeded for installation."})
        return None

    def _faulty(self, path: str) -> Reply | None:
        fault = next((one for one in self.hub.faults if one.times > 0 and one.about in path), None)
        if fault is None:
            return None
        fault.times -= 1
        return _broken(fault)

    def _stamped(self, reply: Reply) -> Reply:
        now = self.hub.now()
        reply.headers = {
            "date": now.strftime("%a, %d %b %Y %H:%M:%S GMT"),
            "content-type": "application/json; charset=utf-8",
            "x-github-media-type": "github.v3; format=json",
            "x-ratelimit-limit": "1000",
            "x-ratelimit-remaining": str(max(self.hub.remaining, 0)),
            "x-ratelimit-reset": str(int(now.timestamp()) + 600),
            **reply.headers,
        }
        return reply


def _broken(fault: Fault) -> Reply:
    match fault.kind:
        case "drop":
            raise DroppedError
        case "secondary":
            said = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}
            return Reply(403, said, {"retry-after": str(fault.after)} if fault.after else {})
        case "garbage":
            return Reply(200, "<html>unicorn</html>")
        case "empty":
            return Reply(200, [])
        case "elsewhere":
            return Reply(302, {"message": "Found"}, {"location": "https://evil.example/steal"})
        case status:
            return Reply(int(status), {"message": "Something went wrong"})


def _pattern(template: str) -> re.Pattern[str]:
    named = re.sub(r"\\\{(path)\\\}", r"(?P<\1>.+)", re.escape(template))
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", named))


class HubTransport(httpx.BaseTransport):
    """Reaches the server in this process."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = f"{request.url.scheme}://{request.url.host}"
        assert host in (self.server.base, self.server.blobs), request.url.host
        heard = {name.lower(): value for name, value in request.headers.items()}
        try:
            if host == self.server.blobs:
                reply = self.server.blob(request.url.raw_path.decode(), heard)
                return httpx.Response(reply.status, content=_bytes(reply.body))
            reply = self.server.answer(
                request.method,
                request.url.raw_path.decode(),
                heard,
                request.read(),
            )
        except DroppedError:
            raise httpx.ReadError("dropped", request=request) from None
        return httpx.Response(reply.status, headers=reply.headers, content=_bytes(reply.body))


def _bytes(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    if body is None:
        return b""
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


@contextmanager
def served(hub: Hub) -> Iterator[Server]:
    """The same over loopback, for commands that run as processes of their own."""
    fake = Server(hub)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *words: Any) -> None:
            """Nothing: tests read what was asked from the hub."""

        def _any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            heard = {name.lower(): value for name, value in self.headers.items()}
            try:
                reply = (
                    fake.blob(self.path, heard)
                    if self.path.startswith("/_blob/")
                    else fake.answer(self.command, self.path, heard, self.rfile.read(length))
                )
            except DroppedError:
                self.close_connection = True
                return
            body = _bytes(reply.body)
            self.send_response_only(reply.status)
            for name, value in {**reply.headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = _any  # noqa: N815 -- the library's names

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    fake.base = f"http://127.0.0.1:{server.server_address[1]}"
    fake.blobs = f"http://localhost:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
