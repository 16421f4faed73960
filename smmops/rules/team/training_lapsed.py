"""SMM727: who has a role has the training for it, and it still holds."""

from collections.abc import Iterator
from datetime import date, timedelta

from smmops.model.message import msg
from smmops.model.people import Member, Training
from smmops.model.problem import Severity
from smmops.rules.days import on, today
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    for index, training in enumerate(team.training if team else ()):
        for member in team.members if team else ():
            role = next((role for role in member.roles if role in training.required_for), None)
            if role is not None:
                yield from _hits(view, index, training, member=member, role=role)


def _hits(view: View, index: int, training: Training, *, member: Member, role: str) -> Iterator[Hit]:
    path, day, done = view.path("team.yaml"), today(view), training.done.get(member.id)
    if done is None:
        yield Hit(
            path,
            view.spot(path, "training", index),
            msg(
                "{member} has the role `{role}` and no training in {topic}",
                member=member.id,
                role=role,
                topic=training.topic,
            ),
            msg("note the day under `done:`; until then approvals under this role do not count"),
        )
    elif day and day > (until := _until(done, training.valid)):
        yield Hit(
            path,
            view.spot(path, "training", index, "done", member.id),
            msg(
                "{member}'s training in {topic} held until {day}",
                member=member.id,
                topic=training.topic,
                day=str(until),
            ),
            msg("repeat it and note the new day; until then approvals as `{role}` do not count", role=role),
        )


def _until(done: date, valid: timedelta) -> date:
    """The last day on which it holds."""
    try:
        return done + valid
    except OverflowError:
        return date.max


_TEAM = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
training: [{topic: brand-voice, required_for: [approver], valid: 365d, done: {mina: 2026-09-01, juno: DAY}}]
"""


def _example(day: str) -> Example:
    return Example({"team.yaml": _TEAM.replace("DAY", day)}, now=on("2026-12-01"))


RULE = Rule(
    code="SMM727",
    slug="training-lapsed",
    severity=Severity.WARNING,
    title="Who has a role has the training for it, and it still holds",
    why="An approval by somebody whose training has lapsed is not counted, and the post waits without a visible reason.",
    bad=_example("2025-11-30"),
    good=_example("2025-12-01"),
    silenceable=False,
    workspace=_check,
)
