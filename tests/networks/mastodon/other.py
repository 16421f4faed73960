"""A server of another make, and what people do on the sandbox themselves."""

from typing import Any

import httpx

from smmops.networks.registry import OpenNetworks
from tests.contracts.stage import Kept, Stage
from tests.networks.line import Line, StillClock


def raw(stage: Stage, path: str, **params: Any) -> Any:
    head = {"Authorization": f"Bearer {stage.server.secret}"}
    return httpx.get(f"{stage.server.url}{path}", headers=head, params=params, trust_env=False).json()


def post(stage: Stage, text: str, **more: Any) -> str:
    """A status that a person writes in an app."""
    head = {"Authorization": f"Bearer {stage.server.secret}"}
    body = {"status": text, **more}
    answer = httpx.post(f"{stage.server.url}/api/v1/statuses", json=body, headers=head, trust_env=False)
    return str(answer.json()["id"])


def other_server(stage: Stage, told: Any) -> Any:
    clock = StillClock()
    clock.at = stage.clock.now()
    secrets = Kept({"ACME_SOCIAL_TOKEN": "tok-1234"})
    networks = OpenNetworks(secrets=secrets, clock=clock, transport=Line(told), jitter=lambda: 0.0)
    return networks.open(stage.channel(server="https://pleroma.example"), budget=20.0)
