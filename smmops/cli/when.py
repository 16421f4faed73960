"""Times, days and months as they are given on the command line."""

from datetime import UTC, date, datetime

import click


def moment(text: str | None, option: str = "--now") -> datetime:
    """The instant that an option names, in UTC; without one, this machine's time."""
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter(
            f"{text} is no time: write 2026-12-01T09:30+09:00", param_hint=option
        ) from None
    raise click.BadParameter(f"{text} has no offset: write {text}+00:00", param_hint=option)


def month(text: str) -> date:
    """The first day of `2026-12`."""
    year, _, number = text.strip().partition("-")
    if (
        len(year) == 4
        and (year + number).isascii()
        and (year + number).isdecimal()
        and 1971 <= int(year) <= 2199
    ):
        try:
            return date(int(year), int(number), 1)
        except ValueError:
            pass
    raise click.BadParameter(f"{text} is no month: write 2026-12", param_hint="--month")
