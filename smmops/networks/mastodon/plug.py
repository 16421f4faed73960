"""Mastodon's entry in the registry."""

from typing import Final

from smmops.networks.mastodon.adapter import Mastodon
from smmops.networks.opening import Plug
from smmops.specs.mastodon import SPEC

PLUG: Final = Plug(spec=SPEC, adapter=Mastodon)
