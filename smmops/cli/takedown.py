"""`smmops takedown`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from smmops.cli import exits
from smmops.cli.paint import painted, plain
from smmops.cli.session import Session, command, json_text

if TYPE_CHECKING:
    from smmops.ledger.book import Record


@command("takedown")
@click.argument("post")
@click.option("--reason", required=True, help="Why; stands in the receipt.")
@click.option(
    "--channel", multiple=True, metavar="CHANNEL", help="Only there; repeatable. Default: everywhere."
)
@click.option("--live", is_flag=True, help="Do it; without, say what would be done.")
def takedown(session: Session, post: str, reason: str, *, channel: tuple[str, ...], live: bool) -> int:
    """Removes a post from the networks, now, with a receipt.

    POST is its id. The order stands on the state branch and stays open until all of it is removed; what a network
    cannot remove is shown as needing a person. A removed post never returns.

    \b
    Examples:
      smmops takedown winter-sale --reason "wrong price"
      smmops takedown winter-sale --reason "wrong price" --live
      smmops takedown winter-sale --reason "wrong price" --channel x-acme --live
    """
    from zoneinfo import ZoneInfo

    from smmops.cli.look import columns
    from smmops.cli.summary import facts, text
    from smmops.cli.world import ground
    from smmops.jobs import orders

    stands = ground(session)
    if not live:
        would = orders.would_remove(stands.world, post, channels=channel)
        _dry(session, would)
        return exits.FINE
    order, ticked = orders.takedown(stands.world, post, reason=reason, channels=channel)
    stands.progress.done()
    found = {"order": order.id, **facts(ticked, live=True)}
    session.keep(found)
    if session.format == "json":
        session.show(json_text(found))
    else:
        zone, paint = ZoneInfo(stands.settings.timezone), painted if session.color else plain
        session.show(f"ordered: {order.id}")
        session.show(text(ticked, zone=zone, live=True, paint=paint, columns=columns()))
    return ticked.exit_code


def _dry(session: Session, would: "Sequence[Record]") -> None:
    """What `--live` would remove, and what nobody knows of."""
    from smmops.cli.ledger_show import rows_of

    rows = rows_of(would)
    there, doubtful = [row for row in rows if row["parts"]], [row for row in rows if not row["parts"]]
    found = {"live": False, "would_remove": there, "may_be_live": doubtful}
    session.keep(found)
    if session.format == "json":
        session.show(json_text(found))
        return
    for row in there:
        session.show(
            f"would remove {row['post']} from {row['channel']}: {row['url'] or row['parts'][0]['id']}"
        )
    for row in doubtful:
        session.show(f"may be live on {row['channel']}, look there: smmops help {row['state']}")
    if not rows:
        session.show("nothing of it is live there; with --live it never goes out there")
    session.show("next: the same with --live")
