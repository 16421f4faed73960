"""What earlier snapshots measured, read from no more files than the question needs."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from smmops.measure.cadence import LONGEST, NEVER, Mark
from smmops.measure.table import Kind, folder, marked, taken
from smmops.model.ports import Repository, Tree

Subject = tuple[str, str]
"""(channel id, post id); of an account (channel id, channel id)."""

_AHEAD = timedelta(minutes=5)
"""A file further in the future than clocks may differ is no reason to measure nothing."""


def marks(
    git: Repository, tip: str, place: tuple[str, Kind], since: Mapping[Subject, datetime], at: datetime
) -> dict[Subject, Mark]:
    """When each subject was measured since its own time, as the files of a brand and kind (`place`) say.

    Newest first, and only as far back as a subject without numbers asks: a week at most.
    """
    found: dict[Subject, Mark] = {}
    left = dict(since)
    if not left:
        return found
    back = max(min(left.values()), at - LONGEST)
    for when, path, tree in _files(git, tip, place, back, at):
        left = {subject: start for subject, start in left.items() if start <= when}
        if not left:
            break
        for subject, mark in marked(tree.read(path), when).items():
            if subject not in since:
                continue
            found[subject] = found.get(subject, NEVER).later(mark)
            if mark.good:
                left.pop(subject, None)
    return found


def _files(
    git: Repository, tip: str, place: tuple[str, Kind], back: datetime, at: datetime
) -> Iterator[tuple[datetime, str, Tree]]:
    """(written, path, tree) from the newest file to those of `back`; a month is listed when it is reached."""
    for month in _months(back, at):
        tree = git.tree(tip, folder(*place, month))
        times = ((taken(path), path) for path, blob in tree.blobs().items() if blob.mode == "100644")
        fitting = [(when, path) for when, path in times if when and back <= when <= at + _AHEAD]
        for when, path in sorted(fitting, reverse=True):
            yield when, path, tree


def _months(back: datetime, at: datetime) -> list[str]:
    """`yyyy/mm` from the month of `at` back to that of `back`; that of the next minutes first."""
    found, day = [f"{at + _AHEAD:%Y/%m}"], at
    while f"{day:%Y/%m}" >= f"{back:%Y/%m}":
        found.append(f"{day:%Y/%m}")
        day = day.replace(day=1) - timedelta(days=1)
    return list(dict.fromkeys(found))
