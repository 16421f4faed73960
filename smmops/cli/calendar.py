"""`smmops calendar`."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text

if TYPE_CHECKING:
    from smmops.model.ports import Tree
    from smmops.model.workspace import Workspace
    from smmops.render.agenda import Agenda


@command("calendar", formats=("text", "json", "ics"))
@click.option("--month", metavar="MONTH", help="2026-12; default: the month of today.")
@click.option("--channel", multiple=True, metavar="CHANNEL", help="Only this channel or network; repeatable.")
@click.option("--now", metavar="TIME", help="Show it as it were then: 2026-12-01T09:30+09:00.")
def calendar(session: Session, month: str | None, channel: tuple[str, ...], *, now: str | None) -> int:
    """Shows a month: weeks, then each day's posts, then where each channel stands.

    Reads files, and the ledger as the last fetch left it; no network. With --format ics the posts as an iCalendar
    file, all of them unless --month names one.

    \b
    Examples:
      smmops calendar
      smmops calendar --month 2026-12
      smmops calendar --channel bluesky-onda --channel mastodon
      smmops calendar --format ics > posts.ics
    """
    from smmops.cli.posts import usable
    from smmops.cli.when import moment
    from smmops.cli.when import month as month_named
    from smmops.jobs.calendar import only_known

    workspace, tree = usable(session)
    unknown = only_known(workspace, channel)
    if unknown:
        raise click.BadParameter(f"{unknown} is no channel or network of smmops.yaml", param_hint="--channel")
    at = moment(now)
    wanted = month_named(month) if month else None
    if session.format == "ics":
        from smmops.exchange.ics import ics

        session.show(ics(workspace, only=channel, month=wanted, stamp=at))
        return exits.FINE
    return _month(session, _agenda(session, (workspace, tree), wanted, at=at, only=channel))


def _agenda(
    session: Session,
    read: "tuple[Workspace, Tree]",
    month: date | None,
    *,
    at: datetime,
    only: Collection[str],
) -> "Agenda":
    from smmops.cli.workspace import placed
    from smmops.jobs.calendar import book_here, seen
    from smmops.render.agenda import agenda

    workspace, tree = read
    assert workspace.settings is not None
    zone = ZoneInfo(workspace.settings.timezone)
    wanted = month or at.astimezone(zone).date().replace(day=1)
    known = seen(workspace, tree, wanted, now=at, book=book_here(placed(session)[0], workspace))
    return agenda(workspace, wanted, now=at, seen=known, only=only)


def _month(session: Session, made: "Agenda") -> int:
    from smmops.render.month_json import month_facts

    facts = month_facts(made)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    from smmops.cli.look import page
    from smmops.render.month import month_text

    session.show(month_text(made, page(session, made.language)))
    return exits.FINE
