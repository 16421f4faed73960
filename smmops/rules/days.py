"""Today on the brand's calendar, and other days that rules compare."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smmops.rules.view import View


def today(view: View) -> date | None:
    """The day in the workspace's zone; None where no rule may ask for it."""
    return None if view.now is None else view.now.astimezone(home(view)).date()


def home(view: View) -> ZoneInfo:
    """The workspace's zone; UTC for one that cannot be read, which reading says."""
    try:
        return ZoneInfo(view.settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def on(day: str) -> datetime:
    """Noon in UTC of an ISO day, for examples."""
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
