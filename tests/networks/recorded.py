"""What an adapter sends in a whole working day, to be held against a network's own description."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from smmops.model.outcome import Removed
from smmops.model.payload import PayloadPoll
from smmops.model.ports import Edits
from smmops.networks.registry import OpenNetworks
from smmops.networks.wire import Wire
from tests.contracts.stage import BUDGET, Kept, Stage


@dataclass(frozen=True)
class Sent:
    """One request; `body` is its JSON, `fields` the names of its form."""

    method: str
    path: str
    params: tuple[str, ...]
    body: Any
    fields: tuple[str, ...]


class Recorder(httpx.BaseTransport):
    def __init__(self, stage: Stage) -> None:
        self.inner = Wire(stage.clock)
        self.sent: list[Sent] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        kind = request.headers.get("content-type", "")
        content = request.read()
        self.sent.append(
            Sent(
                request.method,
                request.url.path,
                tuple(request.url.params),
                json.loads(content) if kind == "application/json" else None,
                tuple(_field(part) for part in content.split(b'form-data; name="')[1:])
                if "multipart" in kind
                else (),
            )
        )
        return self.inner.handle_request(request)


def _field(part: bytes) -> str:
    return part.partition(b'"')[0].decode()


def a_day(stage: Stage) -> list[Sent]:
    """Everything an adapter can do, done once on the sandbox."""
    recorder = Recorder(stage)
    values = {f"ACME_SOCIAL_{rule.name}": stage.server.secret for rule in stage.spec.secrets}
    networks = OpenNetworks(secrets=Kept(values), clock=stage.clock, transport=recorder, jitter=lambda: 0.0)
    adapter: Any = networks.open(stage.channel(), budget=BUDGET)
    more = {"content_warning": "steam"} if stage.spec.content_warning else {}
    pictures = (stage.picture("A kettle"), stage.picture("A cup", part=2))
    parcel = stage.parcel(
        f"Hot, says @{stage.server.handle} #커피 https://acme.example",
        "and black",
        media=pictures,
        sensitive=True,
        first_comment="The beans: https://acme.example/beans",
        **more,
    )
    parcel = stage.identified(adapter, parcel)
    live = stage.publish(adapter, parcel)
    adapter.comment(parcel, live=live)
    if stage.spec.poll is not None:
        poll = PayloadPoll(options=("Pour over", "Espresso"), seconds=3600)
        stage.publish(adapter, stage.identified(adapter, stage.parcel("Which?", post="poll", poll=poll)))
    answer = stage.parcel("An answer", post="answer").model_copy(
        update={"reply_to": live[0], "quote": live[1]}
    )
    answer = stage.identified(adapter, answer)
    (below,) = stage.publish(adapter, answer)
    for part in (1, 2):
        adapter.find(parcel, part, live=live[: part - 1], owned=frozenset())
        adapter.check(parcel, live[part - 1], part)
    stage.server.edit(live[1], "Edited on the network's page")
    adapter.find(parcel, 2, live=live[:1], owned=frozenset())
    if isinstance(adapter, Edits):
        adapter.edit(answer, 1, ready=stage.ready(adapter, answer), remote=below)
    adapter.measure_account()
    adapter.measure_posts({"brew": live[0]})
    assert isinstance(adapter.remove(answer, below), Removed)
    return recorder.sent
