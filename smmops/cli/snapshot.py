"""`smmops snapshot`."""

import click

from smmops.cli.paint import painted, plain
from smmops.cli.session import Session, command, json_text


@command("snapshot")
@click.option("--live", is_flag=True, help="Do it; without, say what would be measured.")
def snapshot(session: Session, *, live: bool) -> int:
    """Measures accounts and live posts, and commits what the networks count to the metrics branch.

    A post is measured hourly on its first day, every 6 h to day 7, daily to day 30, weekly to day 365; an account
    once a day. Run it as often as you like: what is not due is not asked for, and nothing due commits nothing.
    A number that a network does not give stands with the reason, never as 0. What was edited or deleted on the
    network is recorded in the ledger on the way. Exit 75 when a channel failed; the others are kept.

    \b
    Examples:
      smmops snapshot                     what would be measured now
      smmops snapshot --live
      smmops snapshot --live --format json --json-into numbers.json
    """
    from zoneinfo import ZoneInfo

    from smmops.cli.snapshot_text import facts, text
    from smmops.cli.world import ground
    from smmops.jobs.snapshot.run import snapshot as measure

    stands = ground(session)
    snapped = measure(stands.world, live=live)
    stands.progress.done()
    found = facts(snapped, live=live)
    session.keep(found)
    if session.format == "json":
        session.show(json_text(found))
    else:
        zone, paint = ZoneInfo(stands.settings.timezone), painted if session.color else plain
        session.show(text(snapped, zone=zone, live=live, paint=paint))
    return snapped.exit_code
