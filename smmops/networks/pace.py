"""When a network that asked to wait may be called again."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from smmops.networks.answer import Answer, http_date

SHORTEST: Final = timedelta(seconds=5)
UNSAID: Final = timedelta(minutes=5)
"""Where the answer does not say: the window of Bluesky and Mastodon (platform files, 10)."""
LONGEST: Final = timedelta(hours=24)
_EPOCH: Final = 1_000_000_000
"""A number from here on is a time in Unix seconds, below it a number of seconds to wait."""


def resume_at(answer: Answer, now: datetime) -> datetime:
    """When to call again, by our clock `now`: at least 5 seconds, at most a day from now.

    Read from `Retry-After` (seconds or a date), `RateLimit-Reset` (Bluesky: Unix seconds; drafts of the
    standard: seconds to wait) and `X-RateLimit-Reset` (Mastodon: ISO 8601); the latest of them counts. A
    time is taken as a distance from the answer's own `Date`, because clocks differ.
    """
    theirs = answer.date or now
    waits = [wait for wait in _waits(answer.headers, theirs) if wait is not None]
    wait = max(waits, default=UNSAID)
    return now + min(max(wait, SHORTEST), LONGEST)


def _waits(headers: Mapping[str, str], theirs: datetime) -> list[timedelta | None]:
    names = ("retry-after", "ratelimit-reset", "x-ratelimit-reset")
    return [_wait(headers.get(name, ""), theirs) for name in names]


def _wait(text: str, theirs: datetime) -> timedelta | None:
    text = text.strip()
    if not text:
        return None
    number = _number(text)
    if number is not None:
        seconds = number - theirs.timestamp() if number >= _EPOCH else number
        return timedelta(seconds=min(max(seconds, 0.0), LONGEST.total_seconds()))
    at = iso(text) or http_date(text)
    return None if at is None else at - theirs


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def iso(text: object) -> datetime | None:
    """An ISO 8601 time as UTC, None where it is none or has no zone."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return at.astimezone(UTC) if at.tzinfo else None
    except OverflowError:
        return None
