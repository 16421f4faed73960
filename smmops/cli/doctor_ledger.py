"""What `smmops doctor` reads in the ledger: when a tick last left a trace, and how late posts went out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

from smmops.cli.doctor_seen import Seen
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.model.world import World
from smmops.words.time import duration

TRACE = timedelta(hours=26)
"""A tick with nothing to do leaves one checkpoint a day, so that silence beyond this means that none ran."""
LATE = timedelta(hours=1)
LOOKED = timedelta(days=30)


def traces(world: World, brand: str, now: datetime) -> Iterator[Seen]:
    """The last trace of a tick, and the lateness of the month's receipts."""
    from smmops.jobs.ledger import show

    try:
        _, records = show(world)
        checkpoints = world.git.fetch().checkpoints
    except SmmopsError as refused:
        yield Seen("ledger", "broken", refused.message, refused.hint)
        return
    times = [record.last.at for record in records if record.last]
    prefix = f"smmops-checkpoint/{brand}/"
    times += [
        datetime.strptime(name.removeprefix(prefix), "%Y-%m-%d.%H%M%S").replace(tzinfo=UTC)
        for name in checkpoints
        if name.startswith(prefix)
    ]
    if not times:
        yield Seen("ledger", "fine", msg("it is there and whole; no tick has left a trace yet"))
        return
    ago = max(timedelta(0), now - max(times))
    if ago > TRACE:
        yield Seen(
            "ledger",
            "broken",
            msg("no tick has left a trace for {ago}; each day leaves one at least", ago=duration(ago)),
            msg("see that something starts `smmops publish --live`: docs/running.md"),
        )
    else:
        yield Seen("ledger", "fine", msg("it is whole; a tick left a trace {ago} ago", ago=duration(ago)))
    late = sorted(
        (timedelta(seconds=receipt.late_s), record.key)
        for record in records
        if (receipt := record.receipt) and receipt.late_s is not None and receipt.at > now - LOOKED
    )
    if late:
        yield _lateness(late)


def _lateness(late: list[tuple[timedelta, str]]) -> Seen:
    latest, key = late[-1]
    middle = timedelta(seconds=median(one.total_seconds() for one, _ in late))
    said = msg(
        "posts of the last 30 days: {count}, half of them within {middle}, the latest by {latest} ({key})",
        count=len(late),
        middle=duration(middle),
        latest=duration(latest),
        key=key,
    )
    if latest <= LATE:
        return Seen("lateness", "fine", said)
    return Seen("lateness", "advice", said, msg("let another timer start the ticks: docs/running.md"))
