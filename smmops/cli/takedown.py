"""`smmops takedown`."""

import click

from smmops.cli import exits
from smmops.cli.paint import painted, plain
from smmops.cli.session import Session, command, json_text


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

    stands = ground(session)
    if not live:
        from smmops.cli.ledger_show import rows_of
        from smmops.jobs.ledger import show

        rows = rows_of(show(stands.world, post=post)[1])
        there = [row for row in rows if row["parts"] and (not channel or row["channel"] in channel)]
        session.keep({"live": False, "would_remove": there})
        if session.format == "json":
            session.show(json_text({"live": False, "would_remove": there}))
            return exits.FINE
        for row in there:
            session.show(
                f"would remove {row['post']} from {row['channel']}: {row['url'] or row['parts'][0]['id']}"
            )
        session.show("next: the same with --live" if there else "nothing of it is live there")
        return exits.FINE
    from smmops.jobs.orders import takedown as order_takedown

    order, ticked = order_takedown(stands.world, post, reason=reason, channels=channel)
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
