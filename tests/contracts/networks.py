"""What every adapter must do, whatever its network: a third-party one passes the same suite.

A subclass gives the fixture `stage`; nothing here asks which network it is.
"""

from tests.contracts.network_failures import Failures
from tests.contracts.network_publishing import Publishing
from tests.contracts.network_reading import Reading


class NetworkContract(Publishing, Failures, Reading):
    """The whole suite; skips only by `spec.capabilities` and what else the spec says."""
