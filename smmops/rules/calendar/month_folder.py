"""SMM307: a post lies in the folder of its month."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import zone
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_FOLDER = re.compile(r"content/(\d{4})/(\d{2})/[^/]+")


def _check(post: Post, view: View) -> Iterator[Hit]:
    folder = _FOLDER.fullmatch(post.path.removeprefix(view.path("")))
    months = {
        f"{variant.publish_at.astimezone(zone(channel)):%Y/%m}": variant
        for variant, channel, _ in view.variants(post)
        if variant.publish_at
    }
    if folder is None or not months or f"{folder[1]}/{folder[2]}" in months:
        return
    month, variant = next(iter(months.items()))
    yield Hit(
        post.path,
        view.choice(post, variant, "publish_at"),
        msg("due in {month}, and the file lies in {folder}", month=month, folder=f"{folder[1]}/{folder[2]}"),
        msg("move the file to content/{month}/, or mend the time", month=month),
    )


def _example(folder: str) -> Example:
    return Example(
        {
            f"content/{folder}/brew-at-home.md": (
                "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\nBrew at home in three steps.\n"
            )
        }
    )


RULE = Rule(
    code="SMM307",
    slug="month-folder",
    severity=Severity.WARNING,
    title="A post lies in the folder of the month in which it is due",
    why="People look for a post where its month is. A file in another folder is most often a time with a wrong year "
    "or month.",
    bad=_example("2026/11"),
    good=_example("2026/12"),
    post=_check,
)
