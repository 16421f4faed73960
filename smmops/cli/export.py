"""`smmops export csv`, `json`, `ics` and `hootsuite`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.jobs.exporting import Export
    from smmops.model.message import Message
    from smmops.model.ports import Tree
    from smmops.model.workspace import Workspace

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it there, a new file.",
)
_SHARED = (
    click.option("--post", multiple=True, metavar="POST", help="Only this post; repeatable. Default: all."),
    click.option("--month", metavar="MONTH", help="Only those of a month: 2026-12."),
    _OUT,
)


def _shared(function: Callable[..., int]) -> Callable[..., int]:
    for each in reversed(_SHARED):
        function = each(function)
    return function


@command("export csv")
@_shared
def csv(session: Session, post: tuple[str, ...], month: str | None, *, out: Path | None) -> int:
    """Writes posts as a spreadsheet that `smmops import csv` reads back as they were.

    A row a post, UTF-8 with a mark at the beginning so that Excel sees it. Text that a spreadsheet would take for a
    formula has an apostrophe before it. A post that cannot be read is named and left out, and the exit code is 1.

    \b
    Examples:
      smmops export csv > posts.csv
      smmops export csv --month 2026-12 --out december.csv
    """
    from smmops.exchange.own_export import text

    _, _, made = _made(session, post, month)
    return _ended(session, "\ufeff" + text(made.records), made.left, out=out, count=len(made.records))


@command("export json")
@_shared
def json(session: Session, post: tuple[str, ...], month: str | None, *, out: Path | None) -> int:
    """Writes posts as JSON that `smmops import json` reads back as they were.

    Each has its front matter, its body, and what each channel gets with the digest of it. A post that cannot be read
    is named and left out, and the exit code is 1.

    \b
    Examples:
      smmops export json --out posts.json
      smmops export json --post brew-at-home
    """
    from smmops.exchange.own_json import text
    from smmops.jobs.exporting import variants

    workspace, tree, made = _made(session, post, month)
    assert workspace.settings is not None
    each = variants(workspace, tree, [record.id for record in made.records])
    content = text(made.records, each, brand=workspace.settings.id)
    return _ended(session, content, made.left, out=out, count=len(made.records))


@command("export ics")
@_shared
def ics(session: Session, post: tuple[str, ...], month: str | None, *, out: Path | None) -> int:
    """Writes posts as a calendar that `smmops import ics` reads back as they were.

    Like `smmops calendar --format ics`, with the whole post in each event and drafts as journal entries. To follow the
    plan in a calendar the other one is enough.

    \b
    Examples:
      smmops export ics --out posts.ics
    """
    from datetime import UTC, datetime

    from smmops.exchange.ics import ics as written

    workspace, _, made = _made(session, post, month)
    whole = {record.id: record.facts() for record in made.records}
    chosen = workspace.model_copy(update={"posts": {name: workspace.posts[name] for name in whole}})
    content = written(chosen, stamp=datetime.now(UTC), whole=whole)
    return _ended(session, content, made.left, out=out, count=len(made.records))


@command("export hootsuite")
@click.option("--channel", required=True, metavar="CHANNEL", help="Whose posts: the id of a channel.")
@click.option("--dates", type=click.Choice(["mdy", "dmy"]), required=True, help="How Hootsuite reads days.")
@_shared
def hootsuite(
    session: Session, channel: str, post: tuple[str, ...], month: str | None, **options: Any
) -> int:
    """Writes a channel's posts as the bulk file that Hootsuite takes: time, message, link.

    Times are those of the channel's zone. What a row cannot hold (threads, media, polls) is named and left out, and the
    exit code is 1; so is what comes after 350 posts, all that Hootsuite takes at once.

    \b
    Examples:
      smmops export hootsuite --channel x-acme --dates mdy --out x.csv
      smmops export hootsuite --channel x-acme --dates dmy --month 2026-12
    """
    from zoneinfo import ZoneInfo

    from smmops.exchange.hootsuite_export import text

    workspace, _, made = _made(session, post, month)
    assert workspace.settings is not None
    known = workspace.settings.channels.get(channel)
    if known is None:
        raise click.BadParameter(f"{channel} is no channel of smmops.yaml", param_hint="--channel")
    posts = [workspace.posts[record.id] for record in made.records]
    pairs = [(each, variant) for each in posts for variant in each.variants if variant.channel == channel]
    pairs.sort(key=lambda pair: (str(pair[1].publish_at or ""), pair[0].id))
    zone = ZoneInfo(known.timezone or workspace.settings.timezone)
    content, left = text(pairs, order=options["dates"], zone=zone)
    return _ended(session, content, [*made.left, *left], out=options["out"], count=len(pairs) - len(left))


def _made(session: Session, posts: tuple[str, ...], month: str | None) -> "tuple[Workspace, Tree, Export]":
    from smmops.cli.posts import named, usable
    from smmops.cli.when import month as month_named
    from smmops.jobs.exporting import exported

    workspace, tree = usable(session)
    ids = {named(workspace, name).id for name in posts}
    wanted = f"{month_named(month):%Y-%m}" if month else ""
    return workspace, tree, exported(workspace, tree, posts=ids, month=wanted)


def _ended(
    session: Session, content: str, left: "Sequence[tuple[str, Message]]", *, out: Path | None, count: int
) -> int:
    from smmops.words.catalogue import say

    gone = [{"post": name, "why": say(why, "en")} for name, why in left]
    facts: dict[str, Any] = {"format_version": 1, "posts": count, "left_out": gone}
    if out is not None:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(content)
        facts["file"] = str(out)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts if out is not None else {**facts, "content": content}))
    elif out is None:
        session.show_exactly(content)
    else:
        session.show(f"{count} posts in {out}")
    for each in gone:
        session.note(f"left out: {terminal(each['post'])}: {each['why']}")
    return exits.PROBLEMS if left else exits.FINE
