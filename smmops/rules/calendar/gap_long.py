"""SMM316: no channel falls silent."""

from collections.abc import Iterator
from itertools import pairwise

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.rules.calendar.times import slots
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    if view.workspace.broken:
        return
    for queue in view.kept(slots).values():
        gap = queue[0].channel.cadence.max_gap
        for before, after in pairwise(queue) if gap else ():
            if gap and after.at - before.at > gap:
                yield Hit(
                    after.post.path,
                    view.choice(after.post, after.variant, "publish_at"),
                    msg(
                        "{hours} h after `{other}` on {channel}, cadence.max_gap is {limit} h",
                        hours=int((after.at - before.at).total_seconds() // 3600),
                        other=before.post.id,
                        channel=after.channel.id,
                        limit=int(gap.total_seconds() // 3600),
                    ),
                    msg("plan a post for {channel} between the two", channel=after.channel.id),
                    (Place(before.post.path, *view.choice(before.post, before.variant, "publish_at")),),
                )


_SHOP = "  bluesky-shop: {network: bluesky, handle: shop.example, cadence: {max_gap: 5d}}\n"


def _example(*days: int) -> Example:
    return Example(
        {
            "smmops.yaml+channels": _SHOP,
            **{
                f"content/2026/12/day-{day:02}.md": (
                    f"---\nchannels: [bluesky-shop]\npublish_at: 2026-12-{day:02} 10:00\n---\nWhat we brew on day {day}.\n"
                )
                for day in days
            },
        }
    )


RULE = Rule(
    code="SMM316",
    slug="gap-long",
    severity=Severity.WARNING,
    title="Posts of a channel follow each other within cadence.max_gap",
    why="A channel that falls silent loses its place in the feed and the habit of its readers.",
    bad=_example(1, 7),
    good=_example(1, 6),
    workspace=_check,
)
