"""Bluesky's entry in the registry."""

from typing import Final

from smmops.networks.bluesky.adapter import Bluesky
from smmops.networks.opening import Plug
from smmops.specs.bluesky import SPEC

PLUG: Final = Plug(spec=SPEC, adapter=Bluesky)
