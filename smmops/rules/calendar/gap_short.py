"""SMM304: posts of a channel keep their distance."""

from collections.abc import Iterator
from itertools import pairwise

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.rules.calendar.times import Slot, slots
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    gap = view.settings.policy.min_gap
    for queue in view.kept(slots).values():
        for before, after in pairwise(queue):
            if after.at - before.at < gap:
                yield _hit(before, after, view, gap=int(gap.total_seconds() // 60))


def _hit(before: Slot, after: Slot, view: View, *, gap: int) -> Hit:
    minutes = int((after.at - before.at).total_seconds() // 60)
    there = view.choice(before.post, before.variant, "publish_at")
    values: dict[str, str | int] = {"other": before.post.id, "channel": after.channel.id, "gap": gap}
    said = (
        msg(
            "{minutes} min after `{other}` on {channel}, policy.min_gap is {gap} min",
            **values,
            minutes=minutes,
        )
        if minutes
        else msg("due together with `{other}` on {channel}, policy.min_gap is {gap} min", **values)
    )
    return Hit(
        after.post.path,
        view.choice(after.post, after.variant, "publish_at"),
        said,
        msg("give it a time {more} min later: it would wait until then anyway", more=gap - minutes),
        (Place(before.post.path, *there),),
    )


def _example(clock: str) -> Example:
    text = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-06 {clock}\n---\n{text}\n"
    return Example(
        {
            "content/2026/12/sunday-open.md": text.format(clock="10:00", text="Open now."),
            "content/2026/12/sunday-cake.md": text.format(clock=clock, text="Yuja cake is out of the oven."),
        }
    )


RULE = Rule(
    code="SMM304",
    slug="gap-short",
    severity=Severity.WARNING,
    title="Two posts of a channel keep the distance of policy.min_gap",
    why="The later one is deferred until the distance is kept, so it goes out at another time than the file says.",
    bad=_example("10:10"),
    good=_example("10:30"),
    workspace=_check,
)
