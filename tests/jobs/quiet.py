"""Ports that do nothing and remember it."""

from datetime import datetime
from typing import Any


class Quiet:
    """Says nothing, and an alarm that never rings."""

    def progress(self, text: str) -> None:
        """Nobody listens."""

    def event(self, kind: str, /, **values: Any) -> None:
        """Nobody listens."""

    def arm(self, at: datetime) -> None:
        """Nothing rings."""

    def disarm(self) -> None:
        """Nothing rang."""
