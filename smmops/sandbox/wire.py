"""Between the socket and the networks: who may call, faults, the Date header, the request log."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from smmops.sandbox.clock import http_date
from smmops.sandbox.faults import REPLACES, Fault, Faults
from smmops.sandbox.network import Answer, Call, Ground, Network, Upload

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
TRANSPORT: Final = "smmops.transport"
MAX_BODY: Final = 320_000_000
HTML: Final = "<!doctype html><title>{0}</title><h1>{0}</h1><p>The server is having a moment.</p>"

App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Wire:
    """The ASGI application: `control` answers below /_sandbox, the networks everything they own.

    Only loopback names may be asked for (a page in a browser cannot reach it under a name of its own),
    and what changes something must come from the sandbox's own pages or from no page at all.
    """

    def __init__(self, ground: Ground, control: App) -> None:
        self._ground = ground
        self._faults = Faults(ground.state)
        self._control = control
        self._late: set[asyncio.Task[Answer]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        refusal = stranger(request)
        if refusal is not None:
            await self._send(send, refusal)
            return
        network = next((n for n in self._ground.networks.values() if n.owns(scope["path"])), None)
        if network is None:
            await self._control(scope, receive, self._dated(send))
            return
        call = await read_call(request)
        if call is None:
            await self._send(send, Answer(413, b"request too large"))
            return
        await self._serve(network, call, send, scope.get("extensions", {}).get(TRANSPORT))

    def _dated(self, send: Send) -> Send:
        async def dated(message: Any) -> None:
            if message["type"] == "http.response.start":
                date = http_date(self._ground.clock.now()).encode()
                message = {**message, "headers": [*message["headers"], (b"date", date)]}
            await send(message)

        return dated

    async def _serve(self, network: Network, call: Call, send: Send, transport: Any) -> None:
        account = await run_in_threadpool(network.who, self._ground, call)
        strike = partial(self._faults.strike, network=network.name, account=account)
        faults = await run_in_threadpool(strike, method=call.method, path=call.path)
        call = replace(call, lag=max((f.seconds for f in faults if f.do == "lag"), default=0.0))
        name = account.handle if account else ""
        stopped = await self._before(faults, network, call, name)
        if stopped is None:
            answer = await run_in_threadpool(self._answered, network, call, name, faults)
            for fault in (f for f in faults if f.when == "after"):
                answer, cut = await self._spoil(fault, network, answer)
                if cut is not None:
                    await self._cut(send, answer, transport, sent=cut)
                    return
        elif stopped.status == 0:
            await self._cut(send, stopped, transport, sent=0)
            return
        else:
            answer = stopped
        offset = sum(f.seconds for f in faults if f.do == "date")
        await self._send(send, answer, offset=offset, close=any(f.do in REPLACES for f in faults))

    async def _before(self, faults: list[Fault], network: Network, call: Call, name: str) -> Answer | None:
        """What stops a request before its effect; status 0 is a cut connection."""
        for fault in faults:
            if fault.when != "before":
                continue
            if fault.do == "delay":
                await asyncio.sleep(fault.seconds)
            elif fault.ends:
                answer = Answer(0, error="reset") if fault.do == "reset" else self._worded(fault, network)
                await run_in_threadpool(self._log, network, call, name, (answer, [fault]))
                if fault.effect_after is not None:
                    self._have_effect_later(fault.effect_after, network, call, name)
                return answer
        return None

    def _have_effect_later(self, seconds: float, network: Network, call: Call, name: str) -> None:
        async def later() -> Answer:
            await asyncio.sleep(seconds)
            return await run_in_threadpool(self._answered, network, call, name, [])

        task = asyncio.get_running_loop().create_task(later())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _answered(self, network: Network, call: Call, name: str, faults: list[Fault]) -> Answer:
        answer = network.answer(self._ground, call)
        self._log(network, call, name, (answer, faults))
        return answer

    def _log(self, network: Network, call: Call, name: str, outcome: tuple[Answer, list[Fault]]) -> None:
        answer, faults = outcome
        self._ground.state.run(
            "INSERT INTO request (at, network, account, method, path, status, error, fault)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(
                self._ground.clock.now(),
                network.name,
                name,
                call.method,
                call.path,
                answer.status,
                answer.error,
            ),
            " ".join(f"{fault.do}:{fault.when}" for fault in faults),
        )

    def _worded(self, fault: Fault, network: Network) -> Answer:
        if fault.html:
            body = HTML.format(fault.status).encode()
            return Answer(fault.status, body, {"content-type": "text/html; charset=utf-8"}, "html")
        return network.refusal(self._ground, fault.do, fault.status)

    async def _spoil(self, fault: Fault, network: Network, answer: Answer) -> tuple[Answer, int | None]:
        """The answer after a fault that follows the effect, and after how many bytes the line is cut."""
        match fault.do:
            case "delay":
                await asyncio.sleep(fault.seconds)
            case "reset":
                return answer, 0
            case "cut":
                return answer, max(1, len(answer.body) // 2)
            case "truncate":
                return replace(answer, body=answer.body[: len(answer.body) // 2]), None
            case "garbage":
                return replace(answer, body=b"\x00\xff}{ not what you asked for"), None
            case "rate_limit" | "status" | "expired":
                return self._worded(fault, network), None
            case "lag" | "date":
                pass
        return answer, None

    async def _send(self, send: Send, answer: Answer, *, offset: float = 0.0, close: bool = False) -> None:
        head = {**answer.headers, "date": http_date(self._ground.clock.now() + offset)}
        if answer.status != 304 and "content-length" not in head:
            head["content-length"] = str(len(answer.body))
        if close:
            head["connection"] = "close"
        raw = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in head.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": raw})
        await send({"type": "http.response.body", "body": answer.body})

    async def _cut(self, send: Send, answer: Answer, transport: Any, *, sent: int) -> None:
        """Ends the connection by force, after `sent` bytes of the body (0: not even a status line)."""
        if sent:
            length = [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(answer.body)).encode()),
            ]
            await send({"type": "http.response.start", "status": answer.status, "headers": length})
            await send({"type": "http.response.body", "body": answer.body[:sent], "more_body": True})
        if sent:
            transport.close()
            return
        raw = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        transport.abort()
        await asyncio.sleep(0)  # the server learns that the line is dead before it misses an answer


def stranger(request: Request) -> Answer | None:
    """The refusal of a request that names another host, or was sent by another site's page."""
    host = request.headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name.lower() not in LOOPBACK:
        return Answer(
            421, b"the sandbox answers on loopback names only", {"content-type": "text/plain"}, "host"
        )
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return None
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != host
    if foreign or request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        return Answer(403, b"sent by a page of another site", {"content-type": "text/plain"}, "origin")
    return None


async def read_call(request: Request) -> Call | None:
    """The whole request, or None when its body is larger than the sandbox takes."""
    size = 0
    chunks: list[bytes] = []
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY:
            return None
        chunks.append(chunk)
    body = b"".join(chunks)
    return Call(
        method=request.method,
        path=request.scope["path"],
        query=tuple(request.query_params.multi_items()),
        headers={k.lower(): v for k, v in request.headers.items()},
        body=body,
        base=f"http://{request.headers['host']}",
        form=await _read_form(request, body),
    )


async def _read_form(request: Request, body: bytes) -> tuple[tuple[str, str | Upload], ...]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return ()

    async def again() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    fields: list[tuple[str, str | Upload]] = []
    try:
        async with Request(request.scope, again).form(max_part_size=MAX_BODY) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    fields.append((name, Upload(value.filename or "", mime, await value.read())))
                else:
                    fields.append((name, value))
    except MultiPartException:
        return ()
    return tuple(fields)
