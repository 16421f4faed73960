"""A transport whose calls end in time: no connect, read or write goes on past a deadline."""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpcore
import httpx

from smmops.model.ports import Clock

DEADLINE: Final = "smmops.deadline"
"""Key in a request's `extensions`: seconds of `Clock.elapsed` after which nothing more is waited for."""

_PIECE: Final = 65_536


class Wire(httpx.BaseTransport):
    """HTTP/1.1 with a new connection for each request: a kept one may die under a request that had begun.

    Knows no proxy and no environment, follows no redirect, never tries anything twice. Raises
    `httpx.TransportError` only.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tls = httpx.create_ssl_context(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request and gives its answer, whose body is read as it is asked for."""
        watched = _Watched(self._clock, request.extensions.get(DEADLINE))
        pool = httpcore.ConnectionPool(
            ssl_context=self._tls,
            http1=True,
            http2=False,
            retries=0,
            network_backend=watched,
        )
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated():
            answer = pool.handle_request(asked)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream, pool),
            extensions=answer.extensions,
        )


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any, pool: httpcore.ConnectionPool) -> None:
        self._stream: Iterable[bytes] = stream
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._stream

    def close(self) -> None:
        getattr(self._stream, "close", lambda: None)()
        self._pool.close()


class _Watched(httpcore.NetworkBackend):
    """The ordinary sockets, each of them held to one deadline."""

    def __init__(self, clock: Clock, deadline: float | None) -> None:
        self._plain = httpcore.SyncBackend()
        self._clock = clock
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        stream = self._plain.connect_tcp(
            host,
            port,
            timeout=self.left(timeout, httpcore.ConnectTimeout),
            local_address=local_address,
            socket_options=socket_options,
        )
        try:
            self.left(timeout, httpcore.ConnectTimeout)
        except httpcore.ConnectTimeout:
            stream.close()
            raise
        return _Stream(stream, self)

    def left(self, timeout: float | None, late: type[Exception]) -> float | None:
        """Seconds that may still be waited; raises `late` when there are none."""
        if self._deadline is None:
            return timeout
        left = self._deadline - self._clock.elapsed()
        if left <= 0:
            raise late("the time for this call is over")
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    def __init__(self, plain: httpcore.NetworkStream, watched: _Watched) -> None:
        self._plain = plain
        self._watched = watched

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, timeout=self._watched.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        whole = memoryview(buffer)
        for start in range(0, len(whole), _PIECE):
            left = self._watched.left(timeout, httpcore.WriteTimeout)
            self._plain.write(bytes(whole[start : start + _PIECE]), timeout=left)

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._watched.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._plain.start_tls(ssl_context, server_hostname, timeout=left), self._watched)

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)


_NAMES = (
    *("ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout", "TimeoutException"),
    *("ConnectError", "ReadError", "WriteError", "NetworkError", "ProxyError", "UnsupportedProtocol"),
    *("LocalProtocolError", "RemoteProtocolError", "ProtocolError"),
)
_TRANSLATION: Final[dict[type[Exception], type[httpx.TransportError]]] = {
    getattr(httpcore, name): getattr(httpx, name) for name in _NAMES
}


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except tuple(_TRANSLATION) as error:
        known = next(_TRANSLATION[kind] for kind in type(error).__mro__ if kind in _TRANSLATION)
        raise known(str(error)) from error
