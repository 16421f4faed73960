"""SMM317: somebody is there to answer."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import zone
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    holidays = view.workspace.team.hours.holidays if view.workspace.team else ()
    if not holidays:
        return
    for variant, channel, _ in view.variants(post):
        day = variant.publish_at.astimezone(zone(channel)).date() if variant.publish_at else None
        if day in holidays:
            yield Hit(
                post.path,
                view.choice(post, variant, "publish_at"),
                msg("due on {day}, a holiday of team.yaml", day=str(day)),
                msg("move it to a working day, or say who answers: `# smmops: allow SMM317 -- <who>`"),
            )
            return


def _example(day: str) -> Example:
    team = """\
members:
  - {id: mina, name: Mina Park, git_emails: [mina@acme.example], roles: [approver, admin]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
hours: {days: [Mon, Tue, Wed, Thu, Fri], from: "09:00", to: "18:00", holidays: [2026-12-25]}
"""
    text = (
        f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-{day} 10:00\n---\nA slow brew for a slow day.\n"
    )
    return Example({"team.yaml": team, POST: text})


RULE = Rule(
    code="SMM317",
    slug="holiday",
    severity=Severity.WARNING,
    title="Nothing is due on a holiday of team.yaml",
    why="Nobody is there to answer what people write under it. Where somebody is, an `allow` with his name says so.",
    bad=_example("25"),
    good=_example("24"),
    post=_check,
)
