"""SMM319: the work ends before the post goes out."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import zone
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    due = front.production.due if front and front.production else None
    if due is None or (front and front.production and front.production.stage == "ready"):
        return
    for variant, channel, _ in view.variants(post):
        day = variant.publish_at.astimezone(zone(channel)).date() if variant.publish_at else None
        if day and due > day:
            yield Hit(
                post.path,
                view.value(post, "production", "due"),
                msg(
                    "production is due on {due}, {days} days after the post on {day}",
                    due=str(due),
                    days=(due - day).days,
                    day=str(day),
                ),
                msg("give it an earlier `due:`, or the post a later `publish_at:`"),
            )
            return


def _example(due: str) -> Example:
    text = f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-04 09:30\nproduction: {{owner: juno, due: {due}, stage: edit}}\n---\nHow we roast.\n"
    return Example({POST: text})


RULE = Rule(
    code="SMM319",
    slug="production-late",
    severity=Severity.ERROR,
    title="A post is ready before it is due",
    why="Work that ends after the post goes out is not in the post: one of the two days is mistyped.",
    bad=_example("2026-12-06"),
    good=_example("2026-12-03"),
    post=_check,
)
