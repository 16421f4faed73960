"""SMM286: a poll is answered."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.stages import GROWN
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    if view.settings.stage == "explore" or view.workspace.broken:
        return
    followed = {post.follows for post in view.workspace.posts.values()}
    for post in view.workspace.posts.values():
        front = view.front(post)
        if front and front.poll and post.id not in followed and any(v.publish_at for v in post.variants):
            yield Hit(
                post.path,
                view.value(post, "poll"),
                msg("no post `follows: {id}`: nobody hears how the poll ended", id=post.id),
                msg("plan one for after it ends, with `follows: {id}`", id=post.id),
            )


_POLL = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-01 09:30
poll: {options: [Pour over, Espresso], duration: 1d}
---
Which one is yours?
"""
_ANSWER = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-03 09:30
follows: brew-at-home
---
Pour over, by far.
"""


RULE = Rule(
    code="SMM286",
    slug="poll-unanswered",
    severity=Severity.WARNING,
    title="A poll has a post that tells how it ended",
    why="People who were asked want to know what came out; a poll without an answer was for the algorithm. Asked from stage grow on.",
    bad=Example({**GROWN, POST: _POLL}),
    good=Example({**GROWN, POST: _POLL, "content/2026/12/poll-answer.md": _ANSWER}),
    workspace=_check,
)
