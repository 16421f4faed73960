"""`smmops schedule`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.message import msg
from smmops.words.escape import terminal
from smmops.words.signs import BLOCKED, SCHEDULED
from smmops.words.time import moment
from smmops.words.width import pad, width

if TYPE_CHECKING:
    from smmops.jobs.schedule import Scheduled, Unscheduled
    from smmops.plan.slots import Skipped
    from smmops.render.page import Page

_MOST = 5  # skipped slots that are told


@command("schedule")
@click.argument("posts", nargs=-1, required=True, metavar="POST…")
@click.option("--from", "start", metavar="DAY", help="Not before this day: 2026-12-01. Default: now.")
@click.option("--move", is_flag=True, help="Also posts that have a time: they give it up.")
@click.option("--write", is_flag=True, help="Write it into the files; without, say what would be written.")
def schedule(session: Session, posts: tuple[str, ...], start: str | None, *, move: bool, write: bool) -> int:
    """Gives posts the next free slots of their channels.

    Slots stand in smmops.yaml (`slots: [Tue 09:30]`). What other posts hold, policy.min_gap, policy.per_day, quiet
    hours and the holidays of team.yaml are respected. Several posts take slots in the order given.

    With --write only the time changes in a file; it moves to the folder of its month. Nothing is published by
    this: the change is reviewed and merged like any other.

    \b
    Examples:
      smmops schedule brew-at-home
      smmops schedule brew-at-home latte-art --from 2026-12-07 --write
      smmops schedule brew-at-home --move --write
    """
    from smmops.cli.posts import named, usable
    from smmops.cli.workspace import placed
    from smmops.jobs.calendar import states_here
    from smmops.jobs.schedule import Scheduled, Wish
    from smmops.jobs.schedule import schedule as found
    from smmops.jobs.schedule import write as written
    from smmops.plan.slots import next_opening

    workspace, tree = usable(session)
    assert workspace.settings is not None
    wanted = [named(workspace, name) for name in dict.fromkeys(posts)]
    since = max(next_opening(datetime.now(UTC)), _day(start, ZoneInfo(workspace.settings.timezone)))
    top = placed(session)[0]
    wish = Wish(since, move, (states_here(top, workspace) or {}) if move else {})
    made, skipped = found(wanted, workspace, tree, wish)
    if write:
        written(top, made)
    done = sum(isinstance(each, Scheduled) for each in made)
    facts = {"format_version": 1, "written": write, "posts": [_facts(each) for each in made]}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    else:
        from smmops.cli.look import page

        how = page(session, workspace.settings.language)
        _tell(session, how, made, skipped=skipped)
        if done:
            again = f"smmops schedule {' '.join(posts)} --write"
            said = (
                msg("written: review and merge it like any change")
                if write
                else msg("next: `{command}` writes it", command=again)
            )
            session.show(how.say(said))
    return exits.FINE if done == len(made) else exits.PROBLEMS


def _day(text: str | None, zone: ZoneInfo) -> datetime:
    """The first instant of a day; long ago without one."""
    from smmops.model.instants import day_start

    if text is None:
        return datetime.min.replace(tzinfo=UTC)
    try:
        return day_start(date.fromisoformat(text), zone)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text} is no day: write 2026-12-01", param_hint="--from") from None


def _facts(each: "Scheduled | Unscheduled") -> dict[str, Any]:
    from smmops.jobs.schedule import Unscheduled

    if isinstance(each, Unscheduled):
        return {"post": each.post.id, "path": each.post.path, "problem": str(each.why), "fix": str(each.fix)}
    return {
        "post": each.post.id,
        "path": each.post.path,
        "target": each.target,
        "channels": {
            name: {"publish_at": slot.written, "at": f"{slot.at:%Y-%m-%dT%H:%M:%SZ}"}
            for name, slot in each.slots.items()
        },
    }


def _tell(
    session: Session, page: "Page", made: "Sequence[Scheduled | Unscheduled]", *, skipped: "Iterable[Skipped]"
) -> None:
    for each in made:
        for line in _lines(each, page):
            session.show(line)
    for skip in [each for each in skipped if each.notable][:_MOST]:
        said = msg(
            "{channel}: {at} is left out: {why}",
            channel=skip.channel,
            at=skip.written,
            why=page.say(skip.why),
        )
        session.note(page.say(said))


def _lines(each: "Scheduled | Unscheduled", page: "Page") -> Iterator[str]:
    """The post, then a line a channel; what stands in the file is one time, then what differs."""
    from smmops.jobs.schedule import Unscheduled

    if isinstance(each, Unscheduled):
        yield f"{page.marked(BLOCKED)} {page.say(each.why)}"
        yield "  " + page.say(msg("fix: {fix}", fix=page.say(each.fix)))
        return
    yield f"{page.marked(SCHEDULED)} {page.paint(terminal(each.post.id), 'command')}"
    wide = max(width(name) for name in each.slots)
    for name, slot in each.slots.items():
        zone = each.zones[name]
        yield f"  {pad(name, wide)}  {moment(slot.at, zone, page.language)}"
    if each.target != each.post.path:
        yield "  " + page.say(msg("{path} moves to {target}", path=each.post.path, target=each.target))
    if each.stays:
        yield "  " + page.say(
            msg("{path} stays where it is: {why}", path=each.post.path, why=page.say(each.stays))
        )
