"""Runs the sandbox: in a thread for tests, in the foreground for people."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from smmops.sandbox.app import application, ground
from smmops.sandbox.control import add_account
from smmops.sandbox.network import Ground
from smmops.sandbox.wire import TRANSPORT


class OpenProtocol(H11Protocol):
    """Lets the application reach its connection, to cut it."""

    def connection_made(self, transport: Any) -> None:
        """Puts the transport where the application finds it."""
        super().connection_made(transport)
        app: Any = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            extensions = {**(scope.get("extensions") or {}), TRANSPORT: transport}
            await app({**scope, "extensions": extensions}, receive, send)

        self.app = with_transport


class Control:
    """The control endpoints of a running sandbox, in this process or another."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=30)

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def _ask(self, method: str, path: str, order: Any = None) -> Any:
        answer = self._http.request(method, f"/_sandbox/{path}", json=order)
        if answer.status_code != 200:
            raise ValueError(f"sandbox refused {path}: {answer.text}")
        return answer.json()

    def add_account(self, network: str, handle: str, secret: str, **detail: Any) -> str:
        """Opens an account, or gives it a new secret; gives its id on the network.

        `detail`: `name`, `followers`, `frozen` (suspended by the network's staff).
        """
        order = {"network": network, "handle": handle, "secret": secret, **detail}
        return str(self._ask("POST", "accounts", order)["id"])

    def faults(self, *faults: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Sets faults (see `smmops.sandbox.faults.Fault`) beside those there are; gives all."""
        listed: list[dict[str, Any]] = self._ask("POST", "faults", [dict(fault) for fault in faults])
        return listed

    def clear_faults(self) -> None:
        """Takes all faults away."""
        self._ask("DELETE", "faults")

    def state(self) -> dict[str, Any]:
        """The census, as `smmops.sandbox.view.census` says."""
        state: dict[str, Any] = self._ask("GET", "state")
        return state

    def forget(self) -> None:
        """Empties the sandbox: accounts, posts, faults, options and the clock's offset."""
        self._ask("DELETE", "state")

    def live(self, network: str, handle: str) -> list[dict[str, Any]]:
        """What is live on one account, oldest first."""
        live: list[dict[str, Any]] = self.state()["networks"][network][handle]["live"]
        return live

    def requests(self) -> list[dict[str, Any]]:
        """The log of every request that a network got."""
        log: list[dict[str, Any]] = self._ask("GET", "requests")
        return log

    def clock(self, **order: Any) -> str:
        """Moves the clock (`at`, `move`, `frozen`, `reset`); gives its time, ISO 8601."""
        return str(self._ask("POST", "clock", order)["now"])

    def options(self, network: str, **options: Any) -> None:
        """Changes a network's switches: limits, delays, rate limits."""
        self._ask("POST", "options", {"network": network, "set": options})

    def edit(self, network: str, account: str, name: str, text: str) -> None:
        """Edits a post as its owner would on the network's page."""
        self._ask("POST", "edit", {"network": network, "account": account, "id": name, "text": text})

    def delete(self, network: str, account: str, name: str) -> None:
        """Deletes a post as its owner would on the network's page."""
        self._ask("POST", "delete", {"network": network, "account": account, "id": name})


@dataclass(frozen=True, slots=True)
class Served:
    """A running sandbox: its address without a slash at the end, and its controls."""

    url: str
    control: Control


def seeded(ground: Ground, seed: Mapping[str, Any] | None) -> None:
    """Opens the accounts of `{network: {handle: secret}}`."""
    with ground.state.change():
        for network, accounts in (seed or {}).items():
            for handle, secret in accounts.items():
                add_account(ground, {"network": network, "handle": handle, "secret": secret})


def _server(ground: Ground) -> uvicorn.Server:
    config = uvicorn.Config(
        application(ground),
        http=OpenProtocol,
        loop="asyncio",
        lifespan="off",
        ws="none",
        log_level="error",
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def _listening(port: int) -> socket.socket:
    # Named TCP, so that asyncio switches Nagle off: without it each answer waits 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener


@contextmanager
def serve(
    *, port: int = 0, state: Path | None = None, seed: Mapping[str, Any] | None = None
) -> Iterator[Served]:
    """A sandbox on 127.0.0.1 in a thread of its own, until the block ends.

    `port` 0 takes a free one; `state` is its SQLite file (None: memory); `seed` is
    `{network: {handle: secret}}`.
    """
    base = ground(state)
    try:
        seeded(base, seed)
        with _listening(port) as listener:
            server = _server(base)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            control = Control(url)
            try:
                yield Served(url, control)
            finally:
                control.close()
                server.should_exit = True
                thread.join()
    finally:
        base.state.close()


def run(
    port: int = 0,
    state: Path | None = None,
    *,
    accounts: Iterable[tuple[str, str, str]] = (),
    say: Callable[[str], None],
) -> None:
    """Serves in the foreground until interrupted; `say` gets the address once it listens.

    `accounts` are (network, handle, secret). Raises OSError when the port is taken, ValueError for an
    account that its network refuses.
    """
    base = ground(state)
    try:
        with base.state.change():
            for network, handle, secret in accounts:
                add_account(base, {"network": network, "handle": handle, "secret": secret})
        with _listening(port) as listener:
            say(f"http://127.0.0.1:{listener.getsockname()[1]}")
            with suppress(KeyboardInterrupt):
                _server(base).run(sockets=[listener])
    finally:
        base.state.close()
