"""`smmops import csv`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.exchange.own import Read
    from smmops.jobs.importing import Import, Imported
    from smmops.model.settings import Settings
    from smmops.render.page import Page

_LARGEST = 64 * 1024 * 1024
_MOST = 20  # rows that are told in text


@command("import csv")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into", metavar="DIR", default="", help="Folder of the posts. Default: that of each post's month."
)
@click.option("--encoding", metavar="NAME", help="When it is not UTF-8: cp949, latin-1.")
@click.option("--write", is_flag=True, help="Write the files; without, say what would be written.")
def import_csv(session: Session, file: Path, into: str, *, encoding: str | None, write: bool) -> int:
    """Makes posts of the rows of a spreadsheet.

    FILE is CSV with a header: date and time (or publish_at), channels, text, and what else a post has (title, link,
    media, alt, campaign …; docs/writing.md lists the columns). `text:x` holds the text for one network. Every post is
    checked first; each problem is told with its row. Nothing is written over.

    Exit 1 when a row is refused, or becomes a post with errors; --write then writes nothing until the table is
    mended.

    \b
    Examples:
      smmops import csv december.csv
      smmops import csv december.csv --write
      smmops import csv export.csv --encoding cp949 --into content/2026/12
    """
    from smmops.cli.posts import usable
    from smmops.cli.workspace import placed
    from smmops.jobs.importing import imported
    from smmops.jobs.importing import write as written
    from smmops.render.problems import json_text

    workspace, tree = usable(session)
    assert workspace.settings is not None
    read = _read(file, encoding, workspace.settings)
    made = imported(read, workspace, tree, into=into, now=datetime.now(UTC))
    wrong = bool(made.refusals) or any(post.errors for post in made.posts)
    done = write and not wrong
    if done:
        written(placed(session)[0], made.posts)
    facts = json_text(_facts(made, workspace.settings.language, written=done))
    session.keep_text(facts)
    if session.format == "json":
        session.show(facts)
    else:
        from smmops.cli.look import page

        _tell(session, made, page(session, workspace.settings.language), file=file, written=done)
    return exits.PROBLEMS if wrong else exits.FINE


def _read(file: Path, encoding: str | None, settings: "Settings") -> "Read":
    from smmops.exchange.own import Read, pieces
    from smmops.exchange.table import Refusal, table

    with file.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise SmmopsError(
            msg("{file} is over {limit} MiB", file=str(file), limit=_LARGEST // 1024 // 1024),
            msg("split it, with the header in each part"),
            exit_code=exits.PROBLEMS,
        )
    found = table(data, encoding=encoding)
    return Read(refusals=[found]) if isinstance(found, Refusal) else pieces(found, settings)


def _facts(made: "Import", language: str, *, written: bool) -> dict[str, Any]:
    from smmops.render.problems import fact
    from smmops.words.catalogue import say

    return {
        "format_version": 1,
        "written": written,
        "posts": [
            {
                "row": post.row,
                "post": post.id,
                "path": post.path,
                "there": post.there,
                "problems": [fact(problem, language) for problem in post.problems],
            }
            for post in made.posts
        ],
        "refused": [
            {
                "row": each.row,
                "column": each.column,
                "message": say(each.why, language),
                "fix": say(each.fix, language),
            }
            for each in made.refusals
        ],
    }


def _tell(session: Session, made: "Import", page: "Page", *, file: Path, written: bool) -> None:
    wrong = [post for post in made.posts if post.errors]
    lines = [line for each in made.refusals[:_MOST] for line in _refused(each, page)]
    lines += [line for post in wrong[:_MOST] for line in _post(post, page)]
    lines += [line for post in made.posts[:_MOST] if not post.errors for line in _post(post, page)]
    hidden = max(0, len(made.refusals) - _MOST) + max(0, len(wrong) - _MOST)
    if hidden:
        lines.append(
            page.say(msg("and {count} more rows with problems: --format json has all", count=hidden))
        )
    counts = msg("{posts} posts, {refused} rows refused", posts=len(made.posts), refused=len(made.refusals))
    lines.append(page.say(counts))
    if written:
        lines.append(page.say(msg("written: review and merge it like any change")))
    elif made.refusals or wrong:
        lines.append(page.say(msg("nothing is written: mend the table and run it again")))
    else:
        said = f"smmops import csv {file} --write"
        lines.append(page.say(msg("next: `{command}` writes it", command=said)))
    session.show("\n".join(lines))


def _refused(each: Any, page: "Page") -> Iterator[str]:
    yield page.paint("✗", "bad") + " " + _where(each.row, each.column, page) + page.say(each.why)
    yield "  " + page.say(msg("fix: {fix}", fix=page.say(each.fix)))


def _where(row: int, column: str, page: "Page") -> str:
    said = msg("row {row}, {column}", row=row, column=column) if column else msg("row {row}", row=row)
    return page.say(said) + ": "


def _post(post: "Imported", page: "Page") -> Iterator[str]:
    if post.there:
        yield (
            "– "
            + _where(post.row, "", page)
            + page.say(msg("{path} is there already, the same", path=post.path))
        )
        return
    sign = page.paint("!", "warn") if post.problems else page.paint("✓", "good")
    yield f"{sign} {_where(post.row, '', page)}{terminal(post.path)}"
    for problem in post.problems[:3]:
        yield f"  {problem.severity.value} {problem.code} {problem.slug}: {page.say(problem.message)}"
        yield "    " + page.say(msg("fix: {fix}", fix=page.say(problem.fix)))
