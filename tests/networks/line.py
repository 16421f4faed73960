"""Transports and clocks for tests of the client alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from smmops.networks.http import Http
from smmops.networks.secret import Bound

Told = Callable[[httpx.Request], httpx.Response]


class Line(httpx.BaseTransport):
    """Answers, or raises, what `told` says; keeps what was sent."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.sent: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        return self.told(request)


class StillClock:
    """Stands at 2026-11-22 10:00 UTC; sleeping moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.at += timedelta(seconds=seconds)


def client(
    told: Told, *, hosts: tuple[str, ...] = ("social.example",), server: str | None = None
) -> tuple[Http, Line]:
    line = Line(told)
    return Http(Bound(hosts, server), StillClock(), transport=line, jitter=lambda: 0.5), line


def always(status: int, body: object = None, **headers: str) -> Told:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, json=body if body is not None else {}, headers=named)
