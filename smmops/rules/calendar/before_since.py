"""SMM306: what is due before `since` is history."""

from collections.abc import Iterator
from datetime import datetime, time

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import local, zone
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    since = view.settings.since
    if since is None:
        return
    for variant, channel, _ in view.variants(post):
        begin = datetime.combine(since, time(), tzinfo=zone(channel))
        if variant.publish_at and variant.publish_at < begin:
            yield Hit(
                post.path,
                view.choice(post, variant, "publish_at"),
                msg(
                    "due {at} on {channel}, before `since: {since}`: shown as history, never sent",
                    at=local(variant.publish_at, channel),
                    channel=channel.id,
                    since=str(since),
                ),
                msg("give it a time from {since} on, or leave it where it is as history", since=str(since)),
            )


def _example(day: str) -> Example:
    return Example(
        {
            "smmops.yaml+": "since: 2026-12-01\n",
            POST: f"---\nchannels: [bluesky-acme]\npublish_at: {day} 09:30\n---\nOpen today from ten.\n",
        }
    )


RULE = Rule(
    code="SMM306",
    slug="before-since",
    severity=Severity.WARNING,
    title="A post with a time is due after `since` of smmops.yaml",
    why="What was due before the workspace began is history. A year that was mistyped hides here.",
    bad=_example("2025-12-01"),
    good=_example("2026-12-01"),
    post=_check,
)
