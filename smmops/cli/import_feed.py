"""`smmops import ics`, `rss` and `json`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli.moving import FILE, into_option, moved_in, write_option
from smmops.cli.session import Session, command
from smmops.model.ports import Tree
from smmops.model.workspace import Workspace

if TYPE_CHECKING:
    from smmops.exchange.own import Read

_as_option = click.option(
    "--as",
    "kind",
    type=click.Choice(["drafts", "ideas"]),
    default="drafts",
    help="Drafts in content/, or ideas in content/ideas/.",
)
_channel_option = click.option(
    "--channel", multiple=True, metavar="CHANNEL", help="Where drafts are to go; repeatable. Drafts need one."
)


@command("import ics")
@click.argument("file", type=FILE)
@_as_option
@_channel_option
@into_option
@write_option
def ics(session: Session, file: Path, kind: str, channel: tuple[str, ...], **options: Any) -> int:
    """Makes drafts or ideas of the events of a calendar.

    FILE is an iCalendar file, `-` standard input. An event's title, words and link become the draft's; when it stands
    in the calendar goes into the notes, for a draft has no time until you give it one. What `smmops export ics` wrote
    comes back as the posts that they were. Nothing is fetched, nothing is written over.

    \b
    Examples:
      smmops import ics marketing.ics --as ideas
      smmops import ics marketing.ics --channel instagram-acme --write
      curl -s https://acme.example/events.ics | smmops import ics - --as ideas
    """

    def read(data: bytes, workspace: Workspace, _: Tree) -> "Read":
        from zoneinfo import ZoneInfo

        from smmops.exchange.ics_read import calendar

        assert workspace.settings is not None
        zone = ZoneInfo(workspace.settings.timezone)
        return calendar(data, idea=kind == "ideas", channels=_ids(workspace, channel), zone=zone)

    words = _again("ics", kind, channel, into=options["into"])
    return moved_in(session, words, file, read, options=options)


@command("import rss")
@click.argument("file", type=FILE)
@_as_option
@_channel_option
@into_option
@write_option
def rss(session: Session, file: Path, kind: str, channel: tuple[str, ...], **options: Any) -> int:
    """Makes drafts or ideas of the items of a feed.

    FILE is RSS or Atom, `-` standard input. An item's title, words and link become the draft's, its HTML plain text;
    when it was published goes into the notes. A feed with a document type or entities is refused. Nothing is fetched,
    nothing is written over.

    \b
    Examples:
      smmops import rss blog.xml --as ideas
      smmops import rss blog.xml --channel linkedin-acme --write
      curl -s https://acme.example/feed.xml | smmops import rss - --as ideas
    """

    def read(data: bytes, workspace: Workspace, _: Tree) -> "Read":
        from smmops.exchange.feed import feed

        return feed(data, idea=kind == "ideas", channels=_ids(workspace, channel))

    words = _again("rss", kind, channel, into=options["into"])
    return moved_in(session, words, file, read, options=options)


@command("import json")
@click.argument("file", type=FILE)
@into_option
@write_option
def json(session: Session, file: Path, into: str, *, write: bool) -> int:
    """Brings back the posts that `smmops export json` wrote.

    FILE is that file, `-` standard input. Each post comes back with its id, in its folder or that of --into. Nothing is
    written over; a post that is there already, the same, is left alone.

    \b
    Examples:
      smmops import json posts.json
      smmops import json posts.json --write
    """

    def read(data: bytes, _workspace: Workspace, _: Tree) -> "Read":
        from smmops.exchange.own_json import pieces

        return pieces(data)

    return moved_in(session, "json", file, read, options={"into": into, "write": write})


def _ids(workspace: Workspace, named: tuple[str, ...]) -> tuple[str, ...]:
    """Channel ids of what was named; an error of usage for what is neither channel nor network."""
    from smmops.exchange.own import RowError, channels_of
    from smmops.words.catalogue import say

    assert workspace.settings is not None
    try:
        return channels_of(",".join(named), workspace.settings.channels) if named else ()
    except RowError as wrong:
        raise click.BadParameter(
            f"{say(wrong.why, 'en')}; {say(wrong.fix, 'en')}", param_hint="--channel"
        ) from None


def _again(name: str, kind: str, channel: tuple[str, ...], *, into: str) -> str:
    words = [name, f"--as {kind}", *(f"--channel {each}" for each in channel)]
    return " ".join([*words, f"--into {into}"] if into else words)
