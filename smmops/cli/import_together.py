"""`smmops import twitter-together`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.moving import same_of, same_option
from smmops.cli.session import Session, command, json_text
from smmops.model.message import msg
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.jobs.adopting import Adoption
    from smmops.model.workspace import Workspace
    from smmops.render.page import Page

_MOST = 20


@command("import twitter-together")
@click.argument("repository", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--channel", required=True, metavar="CHANNEL", help="The account that sent them: a channel's id."
)
@same_option
@click.option("--live", is_flag=True, help="Adopt and write; without, say what would be done.")
def together(session: Session, repository: Path, channel: str, *, same: tuple[str, ...], live: bool) -> int:
    """Takes over the tweets of a twitter-together repository, as sent already.

    DIR is a clone of it. Each file that it sent becomes a post with its text, thread, poll, media and alt texts; the
    time is that of its merge. With --live the ledger first adopts them all, so that none is ever sent again, and then
    the files are written, for review like any change. Files that the other tool ignored or misread are named with the
    reason. May be run twice. Exit 1 when something that was sent becomes no post until you mend it.

    \b
    Examples:
      smmops import twitter-together ../tweets --channel x-acme
      smmops import twitter-together ../tweets --channel x-acme --live
    """
    from zoneinfo import ZoneInfo

    from smmops.cli.posts import usable
    from smmops.cli.workspace import placed
    from smmops.exchange.together_posts import Account
    from smmops.jobs.adopting import adopt, adoption
    from smmops.jobs.importing import write

    workspace, tree = usable(session)
    assert workspace.settings is not None
    if channel not in workspace.settings.channels:
        raise click.BadParameter(f"{channel} is no channel of smmops.yaml", param_hint="--channel")
    channels = workspace.settings.channels
    zone = ZoneInfo(channels[channel].timezone or workspace.settings.timezone)
    account = Account(channel, zone, same_of(same))
    found = adoption(repository, workspace, tree, account=account, now=datetime.now(UTC))
    adopted: int | None = None
    if live:
        from smmops.cli.world import ground

        adopted = adopt(ground(session).world, found.made.posts, channel)
        write(placed(session)[0], found.made.posts)
    facts = _facts(found, workspace, adopted=adopted)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    else:
        from smmops.cli.look import page

        again = f"smmops import twitter-together {repository} --channel {channel} --live"
        again = " ".join([again, *(f"--set {each}" for each in same)])
        _tell(session, found, page(session, workspace.settings.language), adopted=adopted, again=again)
    return exits.PROBLEMS if found.lacking else exits.FINE


def _facts(found: "Adoption", workspace: "Workspace", *, adopted: int | None) -> dict[str, Any]:
    from smmops.words.catalogue import say

    assert workspace.settings is not None
    language = workspace.settings.language
    return {
        "format_version": 1,
        "live": adopted is not None,
        "adopted": adopted,
        "posts": [
            {"post": post.id, "path": post.path, "source": post.source, "there": post.there}
            for post in found.made.posts
        ],
        "remarks": [
            {
                "file": each.path,
                "kept": each.kept,
                "message": say(each.why, language),
                "fix": say(each.fix, language) if each.fix else None,
            }
            for each in found.remarks
        ],
    }


def _tell(session: Session, found: "Adoption", page: "Page", *, adopted: int | None, again: str) -> None:
    posts = found.made.posts
    lines = []
    for each in found.remarks:
        sign = page.paint("!", "warn") if each.kept else page.paint("✗", "bad")
        lines.append(f"{sign} {terminal(each.path)}: {page.say(each.why)}")
        if each.fix is not None:
            lines.append("  " + page.say(msg("fix: {fix}", fix=page.say(each.fix))))
    new = [post for post in posts if not post.there]
    for post in new[:_MOST]:
        lines.append(f"= {terminal(post.source)} → {terminal(post.path)}")
    if len(new) > _MOST:
        lines.append(page.say(msg("and {count} more: --format json has all", count=len(new) - _MOST)))
    left = len({each.path for each in found.remarks if not each.kept})
    if adopted is None:
        counts = msg("{posts} posts to adopt, {files} files that are none", posts=len(posts), files=left)
    else:
        counts = msg("{count} adopted by the ledger, {posts} files written", count=adopted, posts=len(new))
    lines.append(page.say(counts))
    if adopted is None:
        lines.append(page.say(msg("next: `{command}`", command=again)))
    else:
        lines.append(page.say(msg("written: review and merge it like any change")))
    session.show("\n".join(lines))
