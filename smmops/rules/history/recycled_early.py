"""SMM401: what did well rests before it comes again."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.history.older import original, pair, sent
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    first = original(post, view)
    rest = view.settings.policy.recycle_after
    for variant, _, _ in view.variants(post) if first else ():
        before = sent(first, variant.channel) if first else None
        if (
            first
            and before
            and before.publish_at
            and variant.publish_at
            and variant.publish_at - before.publish_at < rest
        ):
            yield Hit(
                post.path,
                view.choice(post, variant, "publish_at"),
                msg(
                    "{days} days after `{other}`, policy.recycle_after is {limit} days",
                    days=(variant.publish_at - before.publish_at).days,
                    other=first.id,
                    limit=rest.days,
                ),
                msg("move it to {day} or later", day=str((before.publish_at + rest).date())),
            )
            return


RULE = Rule(
    code="SMM401",
    slug="recycled-early",
    severity=Severity.ERROR,
    title="A post is repeated no earlier than policy.recycle_after",
    why="Those who saw it the first time remember it, and networks bury what comes twice.",
    bad=Example(pair("2026-10-01", "Slow brewing, the second winter.")),
    good=Example(pair("2026-12-01", "Slow brewing, the second winter.")),
    post=_check,
)
