"""SMM321: an answer waits for the poll."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import local
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    asked = view.workspace.posts.get(post.follows or "")
    if asked is None:
        return
    ends = {v.network: v.publish_at + v.poll.duration for v in asked.variants if v.poll and v.publish_at}
    for variant, channel, _ in view.variants(post):
        end = ends.get(variant.network, max(ends.values(), default=None))
        if end and variant.publish_at and variant.publish_at < end:
            yield Hit(
                post.path,
                view.choice(post, variant, "publish_at"),
                msg("due before the poll `{id}` ends at {end}", id=asked.id, end=local(end, channel)),
                msg("move it to {end} or later", end=local(end, channel)),
            )
            return


_POLL = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-01 09:30
poll: {options: [Pour over, Espresso], duration: 1d}
---
Which one is yours?
"""


def _example(day: str) -> Example:
    text = f"---\nchannels: [mastodon-acme]\npublish_at: 2026-12-{day} 09:29\nfollows: brew-at-home\n---\nPour over, by far.\n"
    return Example({POST: _POLL, "content/2026/12/poll-answer.md": text})


RULE = Rule(
    code="SMM321",
    slug="follows-early",
    severity=Severity.WARNING,
    title="The answer to a poll comes after the poll has ended",
    why="Whoever reads the answer first has no reason to vote, and the numbers are not final.",
    bad=_example("02"),
    good=_example("03"),
    post=_check,
)
