"""The one HTTP client of all adapters.

It sends to the hosts of a network's spec and to the channel's `server` only, follows no redirect, keeps no
cookie and reads nothing from the environment: a proxy named there would see what only the network may see.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

import httpx

from smmops import __version__
from smmops.model.outcome import OutcomeUnknown, Unavailable
from smmops.model.ports import Clock
from smmops.networks.answer import Answer, cleaned
from smmops.networks.classify import has_no_effect
from smmops.networks.secret import Bound, Secret, origin
from smmops.networks.wire import DEADLINE, Wire

CALL_SECONDS: Final = 60.0
"""The longest that one request may take, from the look-up of its host to the last byte of its answer."""
UPLOAD_SECONDS: Final = 300.0
_TIMEOUT: Final = {"connect": 10.0, "read": 30.0, "write": 30.0, "pool": 5.0}
_LARGEST: Final = 8 * 1024 * 1024
_TRIES: Final = 3
_AGAIN: Final = frozenset({500, 502, 503, 504})
_ends: ContextVar[float] = ContextVar("ends", default=math.inf)

File = tuple[str, str, bytes]
"""A file of a form: name, MIME type, bytes."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. At most one of `json`, `content` and `files` is set; `fields` go with `files`."""

    method: Literal["GET", "POST", "PUT", "DELETE"]
    url: str
    params: tuple[tuple[str, str], ...] = ()
    json: Any = field(default=None, repr=False)
    content: bytes | None = field(default=None, repr=False)
    files: Mapping[str, File] = field(default_factory=dict, repr=False)
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: Secret | None = None
    seconds: float = CALL_SECONDS


class _TooLargeError(Exception):
    """The body passed the limit."""


class Http:
    """Requests to one network for one channel.

    `bound` says where they may go, `jitter` gives numbers in [0, 1). `date` is the network's clock as its
    last answer gave it.
    """

    def __init__(
        self,
        bound: Bound,
        clock: Clock,
        *,
        transport: httpx.BaseTransport | None = None,
        jitter: Callable[[], float],
    ) -> None:
        self.bound = bound
        self.clock = clock
        self.date: datetime | None = None
        self._transport = Wire(clock) if transport is None else transport
        self._jitter = jitter
        self._secrets: frozenset[Secret] = frozenset()

    def keep(self, secret: Secret) -> Secret:
        """Remembers a secret, so that no reason ever repeats it; gives it back."""
        self._secrets |= {secret}
        return secret

    def now(self) -> datetime:
        """Our own clock, UTC."""
        return self.clock.now()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Bounds all requests of a block together; what has no time left is not begun."""
        ends = self.clock.elapsed() + seconds
        token = _ends.set(min(ends, _ends.get()))
        try:
            yield
        finally:
            _ends.reset(token)

    def read(self, ask: Ask) -> Answer | Unavailable:
        """Asks for something without effect: up to two more times when nobody answers, or with 5xx."""
        deadline = self._deadline(ask)
        for attempt in range(1, _TRIES + 1):
            came = self._asked(ask, deadline)
            again = isinstance(came, OutcomeUnknown | Unavailable) or came.status in _AGAIN
            wait = 0.25 * 2**attempt * (0.5 + self._jitter())
            if not again or attempt == _TRIES or self.clock.elapsed() + wait > deadline:
                break
            self.clock.sleep(wait)
        return Unavailable(reason=came.reason) if isinstance(came, OutcomeUnknown) else came

    def upload(self, ask: Ask) -> Answer | Unavailable:
        """Sends what nobody sees and what may be sent again (media, a log-in), once."""
        came = self._asked(ask, self._deadline(ask))
        return Unavailable(reason=came.reason) if isinstance(came, OutcomeUnknown) else came

    def call(self, ask: Ask) -> Answer | Unavailable | OutcomeUnknown:
        """Sends what people may see, once, whatever comes of it."""
        return self._asked(ask, self._deadline(ask))

    def _asked(self, ask: Ask, deadline: float) -> Answer | Unavailable | OutcomeUnknown:
        host = origin(ask.url)[1]
        if not self.bound.allows(ask.url):
            return Unavailable(
                reason=f"{self._clean(host or 'the address')} is no host of this network over https"
            )
        if ask.secret is not None and not ask.secret.is_sendable:
            return Unavailable(reason="the secret holds characters that no request can carry")
        if self.clock.elapsed() >= deadline:
            return Unavailable(reason=f"{self._clean(host)} was not asked: no time was left for it")
        try:
            request = self._request(ask, deadline)
        except httpx.InvalidURL:
            return Unavailable(reason=f"{self._clean(host)} is no address that can be asked")
        if ask.secret is not None:
            self.keep(ask.secret)
        try:
            answer = self._sent(request)
        except httpx.RequestError as error:
            reason = f"{host}: {type(error).__name__}"
            return Unavailable(reason=reason) if has_no_effect(error) else OutcomeUnknown(reason=reason)
        except _TooLargeError:
            return OutcomeUnknown(reason=f"{host}: the answer passed {_LARGEST} bytes")
        self.date = answer.date or self.date
        return answer

    def _deadline(self, ask: Ask) -> float:
        return min(self.clock.elapsed() + ask.seconds, _ends.get())

    def _request(self, ask: Ask, deadline: float) -> httpx.Request:
        content = ask.content
        head = {
            "User-Agent": f"smmops/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **ask.headers,
        }
        if ask.json is not None:
            content = json.dumps(ask.json, ensure_ascii=False, allow_nan=False).encode("utf-8")
            head["Content-Type"] = "application/json"
        if ask.secret is not None:
            head["Authorization"] = f"Bearer {ask.secret.reveal()}"
        return httpx.Request(
            ask.method,
            httpx.URL(ask.url).copy_merge_params(list(ask.params)) if ask.params else ask.url,
            headers=head,
            content=content,
            data=dict(ask.fields) or None,
            files=dict(_parts(ask.files)) or None,
            extensions={"timeout": _TIMEOUT, DEADLINE: deadline},
        )

    def _sent(self, request: httpx.Request) -> Answer:
        response = self._transport.handle_request(request)
        try:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _LARGEST:
                    raise _TooLargeError
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body), self._secrets)

    def _clean(self, text: str) -> str:
        return cleaned(text, self._secrets)


def _parts(files: Mapping[str, File]) -> dict[str, tuple[str, bytes, str]]:
    return {field: (name, content, mime) for field, (name, mime, content) in files.items()}
