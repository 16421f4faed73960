"""SMM287: what is risky is seen by two."""

from collections.abc import Iterator

from smmops.approvals.required import Subject, required
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View

_TWO = 2


def _check(post: Post, view: View) -> Iterator[Hit]:
    team = view.workspace.team
    if post.type != "risky" or team is None or team.solo:
        return
    for variant, _, _ in view.variants(post):
        asked = _asked(post, variant, view, team=team)
        if asked < _TWO:
            yield Hit(
                post.path,
                view.value(post, "type"),
                msg("type risky needs 2 approvals, policy asks for {count}", count=asked),
                msg(
                    "add to policy.rules of smmops.yaml: `{{match: {{type: [risky]}}, approvals: {{minimum: 2}}}}`"
                ),
            )
            return


def _asked(post: Post, variant: Variant, view: View, *, team: Team) -> int:
    path = post.path.removeprefix(view.path(""))
    return required(
        Subject(path, post, variant), policy=view.settings.policy, team=team, best="signed"
    ).minimum


_RISKY = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: risky
---
Pineapple in coffee: discuss.
"""


RULE = Rule(
    code="SMM287",
    slug="risky-alone",
    severity=Severity.ERROR,
    title="A risky post needs two approvals",
    why="Memes, divided opinions and jokes on the news go wrong in ways that their author does not see. Alone (`solo: true`) nobody else is asked.",
    bad=Example({POST: _RISKY}),
    good=Example(
        {
            "smmops.yaml+": "policy: {rules: [{match: {type: [risky]}, approvals: {minimum: 2}}]}\n",
            POST: _RISKY,
        }
    ),
    post=_check,
)
