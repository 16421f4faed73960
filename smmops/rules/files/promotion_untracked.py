"""SMM184: promotion elsewhere can be told from other visits."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from smmops.model.files_notes import Task
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, task in view.files(Task):
        if task.medium is None or task.code or (task.link and _tagged(task.link)):
            continue
        yield Hit(
            document.path,
            document.spot("medium"),
            msg("promotion by {medium} without `code` or a tagged link", medium=task.medium),
            msg(
                "add `utm_medium={medium}` to the link, or `code:` with a number or coupon of its own",
                medium=task.medium,
            ),
        )


def _tagged(link: str) -> bool:
    try:
        return "utm_medium" in parse_qs(urlsplit(link).query)
    except ValueError:
        return False


def _task(link: str) -> str:
    return f"---\nwhat: Tell our newsletter about the channel\nowner: juno\ndue: 2026-12-04\nmedium: email\nlink: {link}\n---\n"


RULE = Rule(
    code="SMM184",
    slug="promotion-untracked",
    severity=Severity.WARNING,
    title="Promotion by e-mail, print or phone has a code of its own",
    why="Without one its visitors are counted for the posts of the same week, and nobody learns what helped.",
    bad=in_file("tasks/newsletter.md", _task("https://acme.example/brew")),
    good=in_file("tasks/newsletter.md", _task("https://acme.example/brew?utm_medium=email")),
    workspace=_check,
)
