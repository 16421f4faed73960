"""What an adapter is made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from smmops.model.ports import Adapter
from smmops.model.settings import Channel
from smmops.networks.secret import Secret
from smmops.specs.spec import NetworkSpec

if TYPE_CHECKING:
    from smmops.networks.http import Http

VERSION: Final = 1
"""The version of the entry-point protocol: `Plug` and everything it names."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One channel, the client bound to its hosts, and its secrets by the names that the spec gives them.

    `budget` is the seconds that a publish, comment, edit or remove may take, its own reads included.
    """

    channel: Channel
    http: "Http"
    secrets: Mapping[str, Secret]
    budget: float


@dataclass(frozen=True, slots=True)
class Plug:
    """A network that can be opened; what an entry point of the group `smmops.networks` names."""

    spec: NetworkSpec
    adapter: Callable[[Opening], Adapter]
    version: int = VERSION
