"""SMM729: the roster has no hole, and it covers this week."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import today
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.team.duty_week import TEAM, monday
from smmops.rules.view import View

_WEEK = timedelta(days=7)


def _check(view: View) -> Iterator[Hit]:
    team, path, day = view.workspace.team, view.path("team.yaml"), today(view)
    weeks = {
        start: index for index, duty in enumerate(team.duty if team else ()) if (start := monday(duty.week))
    }
    if not weeks:
        return
    ordered = sorted(weeks)
    for before, after in pairwise(ordered):
        if after - before > _WEEK:
            missing = (after - before) // _WEEK - 1
            yield Hit(
                path,
                view.spot(path, "duty", weeks[after], "week"),
                msg(
                    "weeks missing before {week}: {count}, from {first} on",
                    count=missing,
                    week=_name(after),
                    first=_name(before + _WEEK),
                ),
                msg("add a line for each week, or say who steps in"),
            )
    if day and ordered[-1] + _WEEK <= day:
        yield Hit(
            path,
            view.spot(path, "duty", weeks[ordered[-1]], "week"),
            msg("the roster ends with {week}, and this is {now}", week=_name(ordered[-1]), now=_name(day)),
            msg("add the weeks to come"),
        )


def _name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


RULE = Rule(
    code="SMM729",
    slug="duty-gap",
    severity=Severity.WARNING,
    title="The duty roster has no gap, and has not run out",
    why="In the week that nobody has, questions wait and a complaint grows.",
    bad=in_file("team.yaml", TEAM.replace("WEEK", "2026-W52")),
    good=in_file("team.yaml", TEAM.replace("WEEK", "2026-W50")),
    workspace=_check,
)
