"""SMM728: a week of the roster is one that there is, once, with members of the team."""

from collections.abc import Iterator
from datetime import date

from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.problem import Place, Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team, path = view.workspace.team, view.path("team.yaml")
    if team is None:
        return
    first: dict[str, int] = {}
    for index, duty in enumerate(team.duty):
        spot = view.spot(path, "duty", index, "week")
        before = first.setdefault(duty.week, index)
        if monday(duty.week) is None:
            yield Hit(
                path,
                spot,
                msg("{year} has no week 53", year=duty.week[:4]),
                msg("write `{year}-W01` of the next year", year=int(duty.week[:4]) + 1),
            )
        elif before != index:
            yield Hit(
                path,
                spot,
                msg("{week} stands twice in the roster", week=duty.week),
                msg("join both lines; `backup:` names who steps in"),
                (Place(path, *view.spot(path, "duty", before, "week")),),
            )
    yield from _people(view, team, path)


def _people(view: View, team: Team, path: str) -> Iterator[Hit]:
    members = [member.id for member in team.members]
    for index, duty in enumerate(team.duty):
        for key, name in (("inbox", duty.inbox), ("publishing", duty.publishing), ("backup", duty.backup)):
            if name and name not in members:
                yield Hit(
                    path,
                    view.spot(path, "duty", index, key),
                    msg("`{name}` is no member of team.yaml", name=name),
                    meant(name, members, fallback=msg("write one of {known}", known=few(members))),
                )


def monday(week: str) -> date | None:
    """The first day of an ISO week as `2026-W49`; None where the year has no such week."""
    try:
        return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    except ValueError:
        return None


TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
duty:
  - {week: 2026-W49, inbox: mina}
  - {week: WEEK, inbox: juno}
"""

RULE = Rule(
    code="SMM728",
    slug="duty-week",
    severity=Severity.ERROR,
    title="A week of the duty roster is there once, and its people are members",
    why="What comes into the inbox is given to whom the roster names. A name of nobody leaves it lying.",
    bad=in_file("team.yaml", TEAM.replace("WEEK", "2026-W49")),
    good=in_file("team.yaml", TEAM.replace("WEEK", "2026-W50")),
    workspace=_check,
)
