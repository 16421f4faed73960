"""The sandbox's time: real time, moved or held still."""

import time
from datetime import UTC, datetime
from email.utils import format_datetime

from smmops.sandbox.state import State


class Clock:
    """Every time the sandbox shows or compares comes from here; it is kept in the state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        held = self._state.setting("clock.frozen")
        if held is not None:
            return float(held)
        return time.time() + float(self._state.setting("clock.offset", 0.0))

    def move(self, seconds: float) -> None:
        """Moves the clock, forwards or back; a frozen clock stays frozen."""
        self.set(self.now() + seconds)

    def set(self, at: float) -> None:
        """Puts the clock to UTC seconds; it runs on from there unless frozen."""
        if self._state.setting("clock.frozen") is not None:
            self._state.keep_setting("clock.frozen", at)
        else:
            self._state.keep_setting("clock.offset", at - time.time())

    def freeze(self) -> None:
        """Holds the clock where it stands."""
        self._state.keep_setting("clock.frozen", self.now())

    def thaw(self) -> None:
        """Lets a frozen clock run on from where it stands."""
        at = self.now()
        self._state.keep_setting("clock.frozen", None)
        self.set(at)

    def reset(self) -> None:
        """Back to real time."""
        self._state.keep_setting("clock.frozen", None)
        self._state.keep_setting("clock.offset", 0.0)


def iso(at: float) -> str:
    """`2026-11-22T10:00:00.000Z`."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def http_date(at: float) -> str:
    """The form of a `Date` header, whole seconds."""
    return format_datetime(datetime.fromtimestamp(at, UTC).replace(microsecond=0), usegmt=True)
