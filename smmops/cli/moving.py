"""What every `smmops import` does with what it read: check it, tell it, write it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.problem import SmmopsError
from smmops.model.workspace import Workspace
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.exchange.own import Read
    from smmops.jobs.importing import Import, Imported
    from smmops.render.page import Page

LARGEST = 64 * 1024 * 1024
_MOST = 20  # rows that are told in text

FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
write_option = click.option(
    "--write", is_flag=True, help="Write the files; without, say what would be written."
)
into_option = click.option(
    "--into", metavar="DIR", default="", help="Folder of the posts. Default: that of each post's month."
)
same_option = click.option(
    "--set",
    "same",
    multiple=True,
    metavar="KEY=VALUE",
    help="The same for every post: pillar=craft; repeatable.",
)
encoding_option = click.option("--encoding", metavar="NAME", help="When it is not UTF-8: cp949, cp1252.")


def moved_in(
    session: Session,
    name: str,
    file: Path,
    reader: Callable[[bytes, Workspace, Tree], "Read"],
    *,
    options: dict[str, Any],
) -> int:
    """Reads `file` with `reader`, checks the posts, and writes them where `options` say so (`into`, `write`)."""
    from smmops.cli.posts import usable
    from smmops.jobs.importing import imported

    workspace, tree = usable(session)
    read = reader(content_of(file), workspace, tree)
    made = named_after(
        file, imported(read, workspace, tree, into=options.get("into", ""), now=datetime.now(UTC))
    )
    return ended(session, f"{name} {file}", made, workspace, write=bool(options["write"]))


def named_after(file: Path, made: "Import") -> "Import":
    """What was read of one file, with the file's name on everything."""
    name = "" if str(file) == "-" else str(file)
    return replace(
        made,
        posts=tuple(replace(post, source=post.source or name) for post in made.posts),
        refusals=tuple(replace(each, source=each.source or name) for each in made.refusals),
    )


def ended(session: Session, command: str, made: "Import", workspace: Workspace, *, write: bool) -> int:
    """Writes the posts where that is asked and nothing is wrong, and tells."""
    from smmops.cli.workspace import placed
    from smmops.jobs.importing import write as written
    from smmops.render.problems import json_text

    assert workspace.settings is not None
    wrong = bool(made.refusals) or any(post.errors for post in made.posts)
    done = write and not wrong
    if done:
        written(placed(session)[0], made.posts)
    facts = json_text(facts_of(made, workspace.settings.language, written=done))
    session.keep_text(facts)
    if session.format == "json":
        session.show(facts)
    else:
        from smmops.cli.look import page

        tell(session, made, page(session, workspace.settings.language), command=command, written=done)
    return exits.PROBLEMS if wrong else exits.FINE


def same_of(given: Sequence[str]) -> dict[str, str]:
    """Columns of ours that hold the same in every row."""
    from smmops.exchange.own import COLUMNS

    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or name not in COLUMNS:
            raise click.BadParameter(f"{each} is no KEY=VALUE of a post: pillar=craft", param_hint="--set")
        found[name] = value
    return found


def content_of(file: Path) -> bytes:
    """The bytes of a file, of standard input for `-`; SmmopsError (1) over LARGEST."""
    if str(file) == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SmmopsError(
            msg("{file} is over {limit} MiB", file=str(file), limit=LARGEST // 1024 // 1024),
            msg("split it, with the header in each part"),
            exit_code=exits.PROBLEMS,
        )
    return data


def facts_of(made: "Import", language: str, *, written: bool) -> dict[str, Any]:
    """An import as JSON has it."""
    from smmops.render.problems import fact
    from smmops.words.catalogue import say

    return {
        "format_version": 1,
        "written": written,
        "posts": [
            {
                "row": post.row,
                "line": post.line or None,
                "source": post.source or None,
                "post": post.id,
                "path": post.path,
                "there": post.there,
                "hold": post.hold or None,
                "problems": [fact(problem, language) for problem in post.problems],
            }
            for post in made.posts
        ],
        "refused": [
            {
                "row": each.row,
                "line": each.line or None,
                "source": each.source or None,
                "column": each.column,
                "message": say(each.why, language),
                "fix": say(each.fix, language),
            }
            for each in made.refusals
        ],
        "unsent": list(made.unsent),
    }


def tell(session: Session, made: "Import", page: "Page", *, command: str, written: bool) -> None:
    """An import for people: what is wrong first."""
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
    if made.unsent:
        unsent = msg(
            "smmops does not send to {channels} by itself: give `--set deliver=remind` and a person is asked to "
            "send these posts at their time, or write `defaults: {{deliver: remind}}` at the channel",
            channels=", ".join(made.unsent),
        )
        lines.append(page.paint("!", "warn") + " " + page.say(unsent))
    if written:
        lines.append(page.say(msg("written: review and merge it like any change")))
    elif made.refusals or wrong:
        lines.append(page.say(msg("nothing is written: mend the table and run it again")))
    else:
        said = f"smmops import {command} --write"
        lines.append(page.say(msg("next: `{command}` writes it", command=said)))
    session.show("\n".join(lines))


def _refused(each: Any, page: "Page") -> Iterator[str]:
    yield page.paint("✗", "bad") + " " + _where(each, each.column, page) + page.say(each.why)
    yield "  " + page.say(msg("fix: {fix}", fix=page.say(each.fix)))


def _where(one: Any, column: str, page: "Page") -> str:
    """File, line, row and column that something is about, as far as each is known."""
    spot = terminal(one.source) + (f":{one.line}" if one.source and one.line else "")
    row = one.row
    if row and column:
        said = page.say(msg("row {row}, {column}", row=row, column=column))
    elif row:
        said = page.say(msg("row {row}", row=row))
    else:
        said = page.say(msg("line {line}", line=one.line)) if one.line and not spot else ""
    return "".join(f"{part}: " for part in (spot, said) if part)


def _post(post: "Imported", page: "Page") -> Iterator[str]:
    if post.there:
        yield (
            "– " + _where(post, "", page) + page.say(msg("{path} is there already, the same", path=post.path))
        )
        return
    sign = page.paint("!", "warn") if post.problems or post.hold else page.paint("✓", "good")
    yield f"{sign} {_where(post, '', page)}{terminal(post.path)}"
    if post.hold:
        yield "  " + page.say(msg("on hold: {why}", why=post.hold))
    for problem in post.problems[:3]:
        yield f"  {problem.severity.value} {problem.code} {problem.slug}: {page.say(problem.message)}"
        yield "    " + page.say(msg("fix: {fix}", fix=page.say(problem.fix)))
