"""Days of a zone as instants."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day in a zone, UTC; where midnight is skipped, the moment the clocks jump to."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
