"""Minutes are money: what the workflows of `init` cost a private repository, counted from the files themselves."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from smmops.jobs.init import hours, workspace
from tests.jobs.test_init import ON_GITHUB
from tests.project.tree import ROOT
from tests.workflows.minutes import billed, cron, ticks

PAGE = ROOT / "docs" / "running.md"
ZONES = ("Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")


@pytest.mark.parametrize("zone", ZONES)
def test_a_month_of_a_private_repository_stays_under_800_minutes(zone):
    by_file = billed(workspace(replace(ON_GITHUB, timezone=zone)))
    assert {"smmops-check.yml", "smmops-publish.yml"} <= set(by_file)
    assert sum(by_file.values()) < 800, by_file


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 7, 15)])
def test_ticks_are_hourly_but_in_the_local_night(zone, day):
    _, named, *_ = cron(f"17 {hours(zone, day)} * * *")
    from datetime import datetime

    local = {
        datetime(day.year, day.month, day.day, hour, 17, tzinfo=ZoneInfo("UTC"))
        .astimezone(ZoneInfo(zone))
        .hour
        for hour in named
    }
    assert len(named) == 20
    assert local.isdisjoint({2, 3})
    assert {6, 9, 12, 18, 22} <= local


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("17 * * * *", 744),
        ("*/5 * * * *", 8928),
        ("0-59/15 * * * *", 2976),
        ("7 6-21 * * *", 496),
        ("5 3 * * *", 31),
    ],
)
def test_a_schedule_is_counted(line, count):
    assert ticks(line) == count


@pytest.mark.parametrize("line", ["* * * *", "60 * * * *", "* 24 * * *", "5-1 * * * *", "x * * * *"])
def test_what_is_no_schedule_is_refused(line):
    with pytest.raises(ValueError, match=r"fields|between|invalid"):
        ticks(line)


def _table(rows: list[tuple[str, int]], head: tuple[str, str]) -> str:
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {name} | {count:,} |" for name, count in rows)]
    return "\n".join(lines) + "\n"


def test_the_page_says_what_is_counted(golden):
    text = PAGE.read_text(encoding="utf-8")
    by_file = billed(workspace(ON_GITHUB))
    rows = [(f"`{name}`", count) for name, count in by_file.items()]
    month = _table([*rows, ("together", sum(by_file.values()))], ("workflow", "minutes a month"))
    lines = ["7 6-21 * * *", "17 * * * *", "7,37 * * * *", "*/15 * * * *", "*/5 * * * *"]
    schedules = _table([(f"`{line}`", ticks(line)) for line in lines], ("cron", "minutes a month"))
    for name, table in (("minutes", month), ("schedules", schedules)):
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
        before, _, rest = text.partition(begin)
        text = before + begin + "\n" + table + "\n" + end + rest.partition(end)[2]
    golden(PAGE, text)
