"""One account on one server, and an adapter in front of it, as the contract suite needs them."""

import hashlib
import io
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from PIL import Image

from smmops.model.entry import Identity
from smmops.model.outcome import Outcome, Prepared, Published, Remote
from smmops.model.payload import Payload, PayloadMedia
from smmops.model.ports import Adapter, Parcel, Prepares
from smmops.model.settings import Channel
from smmops.networks.registry import OpenNetworks
from smmops.specs.registry import spec
from smmops.specs.spec import Capability, NetworkSpec
from tests.contracts.proxy import Proxy

BUDGET = 20.0


class QuickClock:
    """Real time, moved by `ahead`; waits are cut short, so that polling does not slow the suite."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def elapsed(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(min(seconds, 0.02))


@dataclass
class Kept:
    """Secrets by the full name of their variable."""

    values: Mapping[str, str]

    def get(self, name: str) -> str | None:
        return self.values.get(name)


class Server(Protocol):
    """What a network's server must offer to tests, beside its API. `has_numbers`: it answers metrics."""

    network: str
    handle: str
    secret: str
    url: str
    publish_call: tuple[str, str]
    edit_call: tuple[str, str]
    remove_call: tuple[str, str]
    limited: Callable[[datetime], dict[str, str]]
    has_numbers: bool

    def live(self) -> list[str]:
        """The texts that are live on the account, oldest first."""

    def media(self) -> list[list[str]]:
        """The alt texts of each live post, oldest first."""

    def edit(self, remote: Remote, text: str) -> None:
        """What a person does on the network's own page."""

    def delete(self, remote: Remote) -> None: ...


def png(color: tuple[int, int, int] = (120, 70, 20), size: tuple[int, int] = (32, 18)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, color).save(file, "PNG")
    return file.getvalue()


@dataclass
class Stage:
    """`files` are the media by SHA-256."""

    server: Server
    proxy: Proxy
    clock: QuickClock = field(default_factory=QuickClock)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def spec(self) -> NetworkSpec:
        return spec(self.server.network)

    def can(self, *capabilities: str) -> bool:
        return all(Capability(name) in self.spec.capabilities for name in capabilities)

    def channel(self, **changes: Any) -> Channel:
        given = {
            "id": f"{self.server.network}-acme",
            "network": self.server.network,
            "handle": self.server.handle,
            "server": self.proxy.url,
            "secrets": "ACME_SOCIAL",
            "language": "en",
        }
        return Channel(**{**given, **changes})

    def open(self, *, secret: str | None = None, server: str | None = None, budget: float = BUDGET) -> Any:
        values = {f"ACME_SOCIAL_{rule.name}": secret or self.server.secret for rule in self.spec.secrets}
        networks = OpenNetworks(secrets=Kept(values), clock=self.clock, jitter=lambda: 0.0)
        return networks.open(self.channel(**({"server": server} if server else {})), budget=budget)

    def picture(
        self, alt: str, *, color: tuple[int, int, int] = (120, 70, 20), part: int = 1
    ) -> PayloadMedia:
        content = png(color)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return PayloadMedia(sha256=sha256, mime="image/png", alt=alt, part=part)

    def parcel(
        self, *parts: str, post: str = "brew", since: datetime | None = None, **payload: Any
    ) -> Parcel:
        """A claimed publication, identified by the adapter when it is sent."""
        channel = self.channel()
        made = Payload(
            network=channel.network,
            account=channel.handle,
            format="post",
            parts=parts,
            language=payload.pop("language", "en"),
            **payload,
        )
        begin = since or self.clock.now() - timedelta(seconds=5)
        key = f"acme/{post}.{channel.id}"
        return Parcel(key=key, channel=channel, payload=made, identity=Identity(), epoch=1, since=begin)

    def identified(self, adapter: Adapter, parcel: Parcel) -> Parcel:
        identity = adapter.identify(parcel)
        assert isinstance(identity, Identity), identity
        return parcel.model_copy(update={"identity": identity})

    def ready(self, adapter: Any, parcel: Parcel, part: int = 1) -> Prepared:
        if not isinstance(adapter, Prepares):
            return Prepared()
        ready = adapter.prepare(parcel, part, media=self.files.__getitem__)
        assert isinstance(ready, Prepared), ready
        return ready

    def send(self, adapter: Any, parcel: Parcel, part: int = 1, live: Sequence[Remote] = ()) -> Outcome:
        ready = self.ready(adapter, parcel, part)
        outcome: Outcome = adapter.publish(parcel, part, ready=ready, live=live)
        return outcome

    def publish(self, adapter: Any, parcel: Parcel) -> list[Remote]:
        """Every part, in order."""
        live: list[Remote] = []
        for part in range(1, parcel.payload.length + 1):
            outcome = self.send(adapter, parcel, part, tuple(live))
            assert isinstance(outcome, Published), outcome
            live.append(outcome.remote)
        return live
