"""The machine's own ports: its clock, its environment, a place for recovery files, an alarm, threads."""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SIDE_BY_SIDE = 8
"""Calls that run at the same time, one a channel."""

_SOONEST_S = 0.001


class MachineClock:
    """This machine's time; `elapsed` goes on while it is suspended."""

    _COUNTING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

    def now(self) -> datetime:
        """The time, aware UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds since some moment of the past."""
        return time.clock_gettime(self._COUNTING)

    def sleep(self, seconds: float) -> None:
        """Waits; a signal that only sets a flag does not shorten it."""
        time.sleep(max(0.0, seconds))


class EnvironmentSecrets:
    """Secrets from environment variables; an empty one is not set."""

    def get(self, name: str) -> str | None:
        """The variable's value, never parsed."""
        return os.environ.get(name) or None


class RecoveryShelf:
    """Recovery files in a folder of the git directory, readable by their owner alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, content: bytes) -> str:
        """Stores it durably and gives its path; an older file of that name is replaced whole."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / Path(name).name
        draft = path.with_suffix(".part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        self._settle()
        return str(path)

    def remove(self, name: str) -> None:
        """Takes a file away; one that is gone is fine."""
        (self._folder / Path(name).name).unlink(missing_ok=True)

    def _settle(self) -> None:
        """Makes the folder's own entry survive a power cut."""
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class ProcessAlarm:
    """SIGALRM with its default action: the process ends, whatever it is doing."""

    def __init__(self) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def arm(self, at: datetime) -> None:
        """Ends this process at that time; a time that is over ends it now."""
        left = (at - datetime.now(UTC)).total_seconds()
        signal.setitimer(signal.ITIMER_REAL, max(_SOONEST_S, left))

    def disarm(self) -> None:
        """Takes the alarm back."""
        signal.setitimer(signal.ITIMER_REAL, 0)


class StopFlag:
    """Turns the first Ctrl-C or SIGTERM into a flag, so that a call under way is recorded; the second ends all."""

    def __init__(self) -> None:
        self.raised = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._raise)

    def __call__(self) -> bool:
        """Whether somebody asked the process to end."""
        return self.raised

    def _raise(self, number: int, _frame: Any) -> None:
        if self.raised:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self.raised = True
        # A handler may interrupt a print: sys.stderr would refuse to be entered again.
        os.write(2, b"stopping: what is under way is recorded first; once more ends at once\n")


class Progress:
    """Progress on standard error: one line that is written over on a terminal, else a line each."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._over = sys.stderr.isatty()
        self.events: list[dict[str, Any]] = []

    def progress(self, text: str) -> None:
        """One line of what is being done now."""
        if self._quiet:
            return
        sys.stderr.write(f"\r\x1b[K{text}" if self._over else f"{text}\n")
        sys.stderr.flush()

    def event(self, kind: str, /, **values: Any) -> None:
        """Kept for `--json-into`."""
        self.events.append({"event": kind, **values})

    def done(self) -> None:
        """Clears the line of progress."""
        if self._over and not self._quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def spread(calls: Sequence[Callable[[], None]]) -> None:
    """Runs the calls side by side and returns when all are done; then the first failure is raised."""
    if len(calls) == 1:
        calls[0]()
        return
    with ThreadPoolExecutor(max_workers=SIDE_BY_SIDE) as pool:
        running = [pool.submit(call) for call in calls]
    for each in running:
        each.result()
