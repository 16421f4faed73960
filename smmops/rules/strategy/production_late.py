"""SMM519: what goes out soon is made."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from smmops.model.document import Document
from smmops.model.files_post import Production
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.days import home, on, today
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View

_AHEAD = timedelta(days=2)
"""How long before its time a post is ready: somebody has to review it."""


def _check(view: View) -> Iterator[Hit]:
    for document, made in view.in_production():
        if made.stage in (None, "ready"):
            continue
        post = view.workspace.posts.get(document.path.rpartition("/")[2].removesuffix(".md"))
        times = [v.publish_at for v in post.variants if v.publish_at and not v.hold] if post else []
        first = min(times).astimezone(home(view)).date() if times else None
        yield from _hits(document, made, first, day=today(view))


def _hits(document: Document, made: Production, first: date | None, *, day: date | None) -> Iterator[Hit]:
    stage = str(made.stage)
    if made.due and first and made.due > first:
        yield Hit(
            document.path,
            document.spot("production", "due"),
            msg("made by {due}, and it goes out on {day}", due=str(made.due), day=str(first)),
            msg("give the post a later `publish_at`, or `production.due` an earlier day"),
        )
    elif day and first and day <= first <= day + _AHEAD:
        yield Hit(
            document.path,
            document.spot("production", "stage"),
            msg("goes out on {day}, and its stage is `{stage}`", day=str(first), stage=stage),
            msg("write `stage: ready` once it is, or give the post a later `publish_at`"),
        )
    elif day and made.due and made.due < day and (first is None or first >= day):
        yield Hit(
            document.path,
            document.spot("production", "due"),
            msg("was to be made by {due}, and its stage is `{stage}`", due=str(made.due), stage=stage),
            msg("write `stage: ready` once it is, or a new `due:`"),
        )


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-04 09:30
production: {owner: juno, due: 2026-12-02, stage: edit}
---
Olivia shows how she finds the right grind.
"""


def _at(day: datetime) -> Example:
    return Example({POST: _POST}, now=day)


RULE = Rule(
    code="SMM519",
    slug="production-late",
    severity=Severity.WARNING,
    title="What goes out within two days is ready, and is made before it goes out",
    why="A film that is cut on the morning of its day is reviewed by nobody.",
    bad=_at(on("2026-12-02")),
    good=_at(on("2026-12-01")),
    workspace=_check,
)
