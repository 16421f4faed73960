"""Which adapter a channel gets. Third-party ones come in by the entry-point group `smmops.networks`."""

import random
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Final

from smmops.model.outcome import Refusal, Unauthorized, Unavailable
from smmops.model.ports import Adapter, Clock, Secrets
from smmops.model.settings import Channel
from smmops.networks.opening import VERSION, Opening, Plug
from smmops.networks.secret import Bound, Secret
from smmops.specs.spec import NetworkSpec

if TYPE_CHECKING:
    import httpx

ADAPTERS: Final[Mapping[str, str]] = {
    "bluesky": "smmops.networks.bluesky.plug",
    "mastodon": "smmops.networks.mastodon.plug",
}
"""Network -> the module whose `PLUG` opens it, imported when a channel of that network is opened."""
GROUP: Final = "smmops.networks"
RESERVED: Final = ("GITHUB", "ACTIONS", "RUNNER", "SMMOPS", "AWS")
"""Prefixes of variables that belong to others: a channel may not name them as its own."""


class OpenNetworks:
    """Opens adapters with the secrets and the clock of one process.

    `transport` stands for the network in tests; `jitter` gives numbers in [0, 1); `found` are the entry
    points of third-party adapters, those installed where it is None.
    """

    def __init__(
        self,
        *,
        secrets: Secrets,
        clock: Clock,
        transport: "httpx.BaseTransport | None" = None,
        jitter: Callable[[], float] = random.random,
        found: Mapping[str, EntryPoint] | None = None,
    ) -> None:
        self._secrets = secrets
        self._clock = clock
        self._transport = transport
        self._jitter = jitter
        self._found = found

    def open(self, channel: Channel, *, budget: float) -> Adapter | Refusal:
        """The adapter of a channel's network; each call opens a session of its own."""
        plug = self._plug(channel.network)
        if not isinstance(plug, Plug):
            return plug
        if plug.spec.needs_server and not channel.server:
            return Unavailable(reason=f"{channel.id} has no server, and {plug.spec.title} needs one")
        secrets = self._read(channel, plug.spec)
        if isinstance(secrets, Unauthorized):
            return secrets
        from smmops.networks.http import Http  # httpx takes 0.4 s to import, and most ticks open nothing

        bound = Bound(plug.spec.hosts, channel.server)
        http = Http(bound, self._clock, transport=self._transport, jitter=self._jitter)
        for secret in secrets.values():
            http.keep(secret)
        return plug.adapter(Opening(channel=channel, http=http, secrets=secrets, budget=budget))

    def _plug(self, network: str) -> Plug | Unavailable:
        if network in ADAPTERS:
            plug: Plug = import_module(ADAPTERS[network]).PLUG
            return plug
        found = self._found
        if found is None:
            found = {point.name: point for point in entry_points(group=GROUP)}
        if network not in found:
            return Unavailable(reason=f"there is no adapter for {network}")
        try:
            loaded = found[network].load()
        except (ImportError, AttributeError) as error:
            return Unavailable(reason=f"the adapter for {network} cannot be loaded: {type(error).__name__}")
        if not isinstance(loaded, Plug) or loaded.version != VERSION:
            return Unavailable(reason=f"the adapter for {network} is not made for protocol version {VERSION}")
        return loaded

    def _read(self, channel: Channel, spec: NetworkSpec) -> dict[str, Secret] | Unauthorized:
        prefix = channel.secrets or channel.id.upper().replace("-", "_")
        if prefix.split("_")[0] in RESERVED:
            return Unauthorized(
                reason=f"{prefix} belongs to the machine, choose another prefix for {channel.id}"
            )
        secrets = {}
        for rule in spec.secrets:
            name = f"{prefix}_{rule.name}"
            secret = Secret((self._secrets.get(name) or "").strip())
            if secret == Secret(""):
                if rule.required:
                    return Unauthorized(reason=f"{name} is not set")
                continue
            if not secret.is_printable:
                return Unauthorized(reason=f"{name} holds characters that no secret of {spec.title} has")
            secrets[rule.name] = secret
        return secrets
