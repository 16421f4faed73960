"""SMM730: working hours are whole: days, from and to."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _check(view: View) -> Iterator[Hit]:
    team, path = view.workspace.team, view.path("team.yaml")
    if team is None:
        return
    hours = team.hours
    for index, day in enumerate(hours.days):
        if day not in _DAYS:
            yield Hit(
                path,
                view.spot(path, "hours", "days", index),
                msg("`{day}` is no day of the week", day=day),
                meant(day[:3], _DAYS, fallback=msg("write one of {known}", known=few(_DAYS))),
            )
    written = {"days": hours.days, "from": hours.from_, "to": hours.to}
    missing = [key for key, value in written.items() if value in (None, ())]
    if missing and (len(missing) < len(written) or hours.holidays):
        yield Hit(
            path,
            view.spot(path, "hours"),
            msg("`hours` lacks {keys}", keys=few(sorted(missing))),
            msg(
                'write `hours: {open}days: [Mon, Tue, Wed, Thu, Fri], from: "09:00", to: "18:00"{close}`',
                open="{",
                close="}",
            ),
        )
    elif hours.from_ and hours.to and hours.from_ >= hours.to:
        yield Hit(
            path,
            view.spot(path, "hours", "to"),
            msg(
                "`hours` ends at {to} and begins at {first}",
                to=f"{hours.to:%H:%M}",
                first=f"{hours.from_:%H:%M}",
            ),
            msg("write the hours of one day; what goes past midnight belongs to two"),
        )


_TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
hours: {days: [Mon, Tue, Wed, Thu, Fri], from: "09:00"TO}
"""

RULE = Rule(
    code="SMM730",
    slug="hours-form",
    severity=Severity.ERROR,
    title="Working hours have days, a beginning and an end",
    why="Targets of the first response count in working hours. Half of them given, every answer is late or none is.",
    bad=in_file("team.yaml", _TEAM.replace("TO", "")),
    good=in_file("team.yaml", _TEAM.replace("TO", ', to: "18:00"')),
    workspace=_check,
)
