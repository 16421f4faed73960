"""What a month of a workspace's workflows is billed on GitHub: each run of a job rounded up to a minute."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

DAYS = 31
PULL_REQUESTS = 40
"""Opened, checked once and merged in a month."""
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))


def cron(text: str) -> list[set[int]]:
    """The five fields of a cron line as the numbers that they name; ValueError for what is none."""
    parts = text.split()
    if len(parts) != 5:
        raise ValueError(f"{text!r} has {len(parts)} fields, not 5")
    return [set(_named(part, *bounds)) for part, bounds in zip(parts, FIELDS, strict=True)]


def _named(part: str, low: int, high: int) -> Iterator[int]:
    for one in part.split(","):
        span, _, step = one.partition("/")
        first, _, last = (f"{low}-{high}" if span == "*" else span).partition("-")
        begin, end = int(first), int(last or (high if step else first))
        if not low <= begin <= end <= high:
            raise ValueError(f"{one!r} is not between {low} and {high}")
        yield from range(begin, end + 1, int(step or 1))


def ticks(line: str) -> int:
    """How often a cron line that names no day fires in a month of 31 days."""
    minutes, hours, days, months, weekdays = cron(line)
    assert (len(days), len(months), len(weekdays)) == (31, 12, 7), f"{line} names days"
    return len(minutes) * len(hours) * DAYS


def runs(workflow: Mapping[Any, Any], checks: str) -> int:
    """How often a workflow runs in a month. `checks` is the workflow that pull requests start."""
    on = workflow[True]  # YAML 1.1 takes `on` for a boolean
    count = 0
    for event, more in on.items():
        match event:
            case "schedule":
                count += sum(ticks(each["cron"]) for each in more)
            case "pull_request" | "push":
                count += PULL_REQUESTS
            case "workflow_run":
                assert more["workflows"] == [checks], more
                count += PULL_REQUESTS
            case "workflow_dispatch":
                pass  # a person, or a timer that somebody sets up
            case _:
                raise AssertionError(f"what {event} costs is not counted")
    return count


def billed(files: Mapping[str, bytes]) -> dict[str, int]:
    """Minutes a month by workflow file."""
    found = {}
    for path, content in files.items():
        if path.startswith(".github/workflows/"):
            workflow = yaml.safe_load(content)
            jobs = workflow["jobs"]
            assert all("strategy" not in job for job in jobs.values()), "a matrix is billed job by job"
            found[path.rpartition("/")[2]] = runs(workflow, "smmops check") * len(jobs)
    return found
