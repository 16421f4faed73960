"""The sandbox put together: the networks in one explicit table, the control endpoints, the pages."""

from pathlib import Path
from typing import Final

from starlette.applications import Starlette

from smmops.sandbox import bluesky, mastodon
from smmops.sandbox.clock import Clock
from smmops.sandbox.control import routes as control_routes
from smmops.sandbox.network import Ground, Network
from smmops.sandbox.page import routes as page_routes
from smmops.sandbox.state import State
from smmops.sandbox.wire import Wire

NETWORKS: Final[dict[str, Network]] = {"bluesky": bluesky.NETWORK, "mastodon": mastodon.NETWORK}


def ground(state: Path | None = None) -> Ground:
    """State (a file, or memory), clock and networks."""
    kept = State(state)
    return Ground(kept, Clock(kept), NETWORKS)


def application(ground: Ground) -> Wire:
    """The ASGI application that serves every network, the pages and `/_sandbox`."""
    return Wire(ground, Starlette(routes=[*control_routes(ground), *page_routes(ground)]))
