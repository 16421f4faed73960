"""SMM179: a post that small files name is there."""

from collections.abc import Iterator

from smmops.model.files_notes import Advocacy, Experiment, Inspiration, Task
from smmops.model.files_small import Review
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.named import Naming, each, one, unknown
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    named = list(_named(view))
    if named:
        yield from unknown(
            named,
            {**view.workspace.posts, **view.workspace.broken},
            say=lambda name: msg("there is no post `{name}`", name=name),
            fallback=msg("write a post's id: its file's name without `.md`"),
        )


def _named(view: View) -> Iterator[Naming]:
    for document, experiment in view.files(Experiment):
        yield from each(document, "posts", experiment.posts)
    for document, seen in view.files(Inspiration):
        yield from each(document, "used_in", seen.used_in)
    for document, kit in view.files(Advocacy):
        yield from one(document, ("post",), kit.post)
    for document, task in view.files(Task):
        yield from one(document, ("post",), task.post)
    for document, _ in view.files(Review):
        yield Naming(document, (), document.path.split("/")[-2])


_TASK = "---\nwhat: Cut the opening shot\nowner: juno\ndue: 2026-12-04\nPOST---\n"

RULE = Rule(
    code="SMM179",
    slug="post-unread",
    severity=Severity.ERROR,
    title="A post that an experiment, a task, a review or a staff text is about is there",
    why="A sign-off of a post that was renamed counts for nothing, and work on it is never found again.",
    bad=in_file("tasks/opening-shot.md", _TASK.replace("POST", "post: brew-at-home\n")),
    good=in_file("tasks/opening-shot.md", _TASK.replace("POST", "")),
    workspace=_check,
)
