"""`publish --until --every`: tick after tick, each a whole run in a process of its own.

Without `--until` it goes on until it is told to stop, as a service does: a line a tick, longer gaps while ticks fail.
"""

import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import click

from smmops.cli import exits
from smmops.cli.session import Session, json_text
from smmops.cli.workspace import placed
from smmops.model.message import msg
from smmops.model.moment import Moment, Unreal, instant
from smmops.model.problem import SmmopsError
from smmops.model.scalar import as_moment_or_span
from smmops.model.settings import Settings
from smmops.store.disk import DiskTree
from smmops.store.load import settings_of
from smmops.words.time import duration

EVERY = timedelta(minutes=1)
LONGEST = timedelta(minutes=5)
"""The longest gap while ticks fail one after another; `--every` where that is longer."""
SHARE_OF_LEASE = 0.95
"""A tick's process is ended after this share of the lease: what it claimed may then belong to others."""

_FAILS = frozenset({exits.BUG, exits.USAGE, exits.TRY_AGAIN, exits.PROBLEMS})
_WORST_FIRST = (exits.BUG, exits.USAGE, exits.TRY_AGAIN, exits.PROBLEMS, exits.INTERRUPTED)


@dataclass
class Watch:
    """The running tick, and whether somebody asked to stop."""

    stop: threading.Event = field(default_factory=threading.Event)
    running: subprocess.Popen[str] | None = None

    def pass_on(self, number: int, _frame: FrameType | None) -> None:
        """Hands a signal to the tick under way, which records before it ends; ticks stand in their own session."""
        self.stop.set()
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(number)


@dataclass
class Told:
    """What the ticks came to, and what was printed. `end` None: a service, which keeps no history of its own."""

    session: Session
    zone: ZoneInfo
    end: datetime | None
    codes: list[int] = field(default_factory=list)
    runs: list[Any] = field(default_factory=list)
    failed: int = 0
    before: str = ""

    def tick(self, came: tuple[int, str, Any], *, began: datetime, took: float, gap: timedelta) -> timedelta:
        """Tells of one tick; gives how long after its beginning the next one begins."""
        code, said, facts = came
        self.failed = self.failed + 1 if code in _FAILS else 0
        wait = slower(gap, self.failed)
        if self.end is None:
            self.codes, self.runs = [], []
        self.codes.append(code)
        self.runs.append(facts)
        if self.session.format == "json":
            if self.end is None:
                line = {"schema": "smmops.tick/1", "at": began.isoformat(), "exit_code": code, "tick": facts}
                self.session.show(json.dumps(line, ensure_ascii=False, sort_keys=True))
            return wait
        later = f", next in {duration(wait)}" if wait > gap else ""
        self.session.show(
            f"{began.astimezone(self.zone):%Y-%m-%d %H:%M:%S} tick: {_word(code)}, {took:.1f} s{later}"
        )
        if said and said != self.before:
            self.session.show(said)
        self.before = said
        return wait

    def ended(self, *, stopped: bool) -> int:
        """Keeps what there is to keep; gives the exit code: that of the last tick for a service that was stopped."""
        found = {"schema": "smmops.ticks/1", "ticks": self.runs}
        self.session.keep(found)
        if self.session.format == "json" and self.end is not None:
            self.session.show(json_text(found))
        codes = [
            code for code in self.codes if not (stopped and self.end is None and code == exits.INTERRUPTED)
        ]
        return next((code for code in _WORST_FIRST if code in codes), exits.FINE)


def ticking(session: Session, *, live: bool, until: str | None, every: str | None) -> int:
    """Ticks until that time, and gives the worst exit code of its ticks; without one, until it is told to stop."""
    if not live:
        raise click.UsageError("--until and --every go on sending: they need --live")
    settings = _settings(session)
    zone = ZoneInfo(settings.timezone)
    told = Told(session, zone, _end(until, zone) if until else None)
    gap, watch = _gap(every), Watch()
    seconds = settings.policy.lease.total_seconds() * SHARE_OF_LEASE
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, watch.pass_on)
    while not watch.stop.is_set():
        began, since = datetime.now(UTC), time.monotonic()
        came = _tick(session, watch, seconds=seconds)
        following = began + told.tick(came, began=began, took=time.monotonic() - since, gap=gap)
        if told.end is not None and following > told.end:
            break
        watch.stop.wait(max(0.0, (following - datetime.now(UTC)).total_seconds()))
    return told.ended(stopped=watch.stop.is_set())


def slower(gap: timedelta, failed: int) -> timedelta:
    """The gap after that many ticks that failed one after another: doubled each time, up to five minutes."""
    return max(gap, min(gap * 2 ** min(failed, 20), LONGEST)) if failed else gap


def _word(code: int) -> str:
    words = {
        exits.FINE: "fine",
        exits.PROBLEMS: "stopped by problems (exit 1)",
        exits.TRY_AGAIN: "failed (exit 75)",
        exits.INTERRUPTED: "interrupted",
    }
    return words.get(code, f"exit {code}")


def _tick(session: Session, watch: Watch, *, seconds: float) -> tuple[int, str, Any]:
    """(exit code, what it printed, its facts); 75 for a tick that had to be ended."""
    with tempfile.TemporaryDirectory(prefix="smmops-tick-") as folder:
        report = Path(folder) / "tick.json"
        command = [sys.executable, "-m", "smmops", "publish", "--live", "-C", str(session.folder)]
        command += ["--quiet", "--json-into", str(report), *(() if session.color else ("--no-color",))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as tick:
            watch.running = tick
            if watch.stop.is_set():
                tick.send_signal(signal.SIGTERM)
            try:
                said, _ = tick.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                tick.kill()
                tick.communicate()
                return exits.TRY_AGAIN, f"a tick was ended after {seconds:.0f} s: its lease is over", None
            watch.running = None
        facts = json.loads(report.read_bytes()) if report.exists() else None
        if tick.returncode >= 0:
            return tick.returncode, said, facts
        return (exits.INTERRUPTED if watch.stop.is_set() else exits.TRY_AGAIN), said, facts


def _settings(session: Session) -> Settings:
    top, folder = placed(session)
    settings = settings_of(DiskTree(top), folder)
    if settings is None:
        raise SmmopsError(
            msg("smmops.yaml cannot be used"), msg("run `smmops check`"), exit_code=exits.PROBLEMS
        )
    return settings


def _end(text: str, zone: ZoneInfo) -> datetime:
    """The end that `--until` names: a time of day to come, a whole time, or a duration from now."""
    now = datetime.now(UTC)
    found = as_moment_or_span(text)
    if isinstance(found, timedelta):
        return now + found
    if isinstance(found, Moment):
        today = now.astimezone(zone).date()
        end = instant(found, zone=zone, day=today)
        if isinstance(end, datetime) and end <= now and found.day is None:
            end = instant(found, zone=zone, day=today + timedelta(days=1))
        if isinstance(end, Unreal):
            raise click.BadParameter(
                f"{text} is no single moment in {zone.key}: add an offset", param_hint="--until"
            )
        if end <= now:
            raise click.BadParameter(f"{text} is over", param_hint="--until")
        return end
    raise click.BadParameter(f"{text} is no time: write 18:00, 2026-12-01 18:00 or 2h", param_hint="--until")


def _gap(text: str | None) -> timedelta:
    if text is None:
        return EVERY
    found = as_moment_or_span(text)
    if not isinstance(found, timedelta) or found < timedelta(seconds=1):
        raise click.BadParameter(f"{text} is no duration of a second or more: write 1m", param_hint="--every")
    return found
