"""`smmops import hootsuite`, `sprout`, `agorapulse` and `buffer`: the bulk files of other tools."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli.moving import FILE, encoding_option, into_option, moved_in, same_of, same_option, write_option
from smmops.cli.session import Session, command
from smmops.model.ports import Tree
from smmops.model.workspace import Workspace

if TYPE_CHECKING:
    from smmops.exchange.own import Read

_SHARED = (
    click.argument("file", type=FILE),
    click.option(
        "--channel",
        multiple=True,
        metavar="CHANNEL",
        help="Where its posts go: a channel or network; repeatable.",
    ),
    click.option("--dates", type=click.Choice(["mdy", "dmy"]), help="How days like 12/01/2026 are read."),
    same_option,
    into_option,
    encoding_option,
    write_option,
)


def _shared(function: Callable[..., int]) -> Callable[..., int]:
    for each in reversed(_SHARED):
        function = each(function)
    return function


@command("import hootsuite")
@_shared
def hootsuite(session: Session, file: Path, **options: Any) -> int:
    """Makes posts of the rows of a Hootsuite bulk file.

    FILE is the CSV that the bulk composer takes: date and time, message, link, with a header or without one. Days
    like 12/01/2026 need --dates. A picture or film is looked for in content/media by its name; a post whose file is
    not there is on hold until you add it. Nothing is fetched, nothing is written over.

    \b
    Examples:
      smmops import hootsuite december.csv --channel x-acme --dates mdy
      smmops import hootsuite december.csv --channel x-acme --dates mdy --write
    """
    return _moved(session, "hootsuite", file, options)


@command("import sprout")
@_shared
def sprout(session: Session, file: Path, **options: Any) -> int:
    """Makes posts of the rows of a Sprout Social bulk file.

    FILE is the CSV that bulk scheduling takes: date, time_24hr, message_text. Days like 12/01/2026 need --dates, as
    Sprout's own setting says. A picture or film is looked for in content/media by its name; a post whose file is not
    there is on hold until you add it. Nothing is fetched, nothing is written over.

    \b
    Examples:
      smmops import sprout december.csv --channel x-acme --dates dmy
      smmops import sprout december.csv --channel x-acme --dates dmy --write
    """
    return _moved(session, "sprout", file, options)


@command("import agorapulse")
@_shared
def agorapulse(session: Session, file: Path, **options: Any) -> int:
    """Makes posts of the rows of an Agorapulse bulk file.

    FILE is the CSV that the bulk import takes: post_content, post_link, image_url, video_url. A row without a time
    becomes a draft. A picture or film is looked for in content/media by its name; a post whose file is not there is
    on hold until you add it. Nothing is fetched, nothing is written over.

    \b
    Examples:
      smmops import agorapulse drafts.csv --channel facebook --channel instagram
      smmops import agorapulse drafts.csv --channel facebook --write
    """
    return _moved(session, "agorapulse", file, options)


@command("import buffer")
@_shared
def buffer(session: Session, file: Path, **options: Any) -> int:
    """Makes posts of the rows of a Buffer bulk file.

    FILE is the CSV that the bulk upload takes: Text, Image URL, Tags, Posting Time, for Pinterest Board Name. A row
    without a time becomes a draft. A picture is looked for in content/media by its name; a post whose file is not
    there is on hold until you add it. Nothing is fetched, nothing is written over.

    \b
    Examples:
      smmops import buffer queue.csv --channel mastodon-acme
      smmops import buffer queue.csv --channel mastodon-acme --write
    """
    return _moved(session, "buffer", file, options)


def _moved(session: Session, name: str, file: Path, options: dict[str, Any]) -> int:
    same = same_of(options["same"])

    def read(data: bytes, workspace: Workspace, tree: Tree) -> "Read":
        from smmops.exchange import foreign, own
        from smmops.exchange.table import Refusal, table
        from smmops.exchange.tools import TOOLS

        tool = TOOLS[name]
        found = table(data, encoding=options["encoding"], header=lambda first: foreign.header_of(tool, first))
        if isinstance(found, Refusal):
            return own.Read(refusals=[found])
        home = f"{workspace.folder}/content/media/" if workspace.folder else "content/media/"
        here = {path[len(home) :] for path in tree.blobs() if path.startswith(home)}
        assert workspace.settings is not None
        choices = foreign.Choices(options["channel"], options["dates"] or "", here, same)
        return foreign.pieces(found, tool, workspace.settings, choices=choices)

    return moved_in(session, _again(name, options), file, read, options=options)


def _again(name: str, options: dict[str, Any]) -> str:
    """The command's words and options, for the line that says what comes next."""
    words = [name, *(f"--channel {each}" for each in options["channel"])]
    words += [f"--{key} {options[key]}" for key in ("dates", "into", "encoding") if options[key]]
    words += [f"--set {each}" for each in options["same"]]
    return " ".join(words)
