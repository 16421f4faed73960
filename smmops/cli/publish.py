"""`smmops publish`."""

import click

from smmops.cli.paint import painted, plain
from smmops.cli.session import Session, command, json_text


@command("publish")
@click.option("--live", is_flag=True, help="Do it; without, say what would be done.")
@click.option("--until", metavar="TIME", help="Go on until then: 18:00, or for 2h.")
@click.option(
    "--every", metavar="DURATION", help="How often to look, for as long as it runs; 1m unless told."
)
@click.option("--full", is_flag=True, help="Look at everything, whatever the newest checkpoint says.")
def publish(session: Session, *, live: bool, until: str | None, every: str | None, full: bool) -> int:
    """Finds out what became of open posts, then publishes what is due, exactly once.

    Reads the remote's main and state branch, never the work tree: what is not pushed is not published. Run it as
    often as you like: where the newest checkpoint says that nothing can be due, it reads nothing else. Exit 75 when
    something failed or became unknown in this run.

    With --every it goes on, a line a tick: until --until, or as a service until it is told to stop. SIGTERM and
    Ctrl-C let the call that is under way end and be recorded. While ticks fail the gaps grow, up to five minutes.

    \b
    Examples:
      smmops publish                      what would be sent now
      smmops publish --live
      smmops publish --live --until 18:00 --every 1m
      smmops publish --live --every 5m    a service: docs/running.md
      smmops publish --live --format json --json-into run.json
    """
    if until is not None or every is not None:
        from smmops.cli.ticking import ticking

        return ticking(session, live=live, until=until, every=every)
    from zoneinfo import ZoneInfo

    from smmops.cli.look import columns
    from smmops.cli.summary import facts, text
    from smmops.cli.world import ground
    from smmops.jobs.publish.tick import tick

    stands = ground(session)
    ticked = tick(stands.world, live=live, full=full)
    stands.progress.done()
    found = facts(ticked, live=live)
    session.keep(found)
    if session.format == "json":
        session.show(json_text(found))
    else:
        zone, paint = ZoneInfo(stands.settings.timezone), painted if session.color else plain
        session.show(text(ticked, zone=zone, live=live, paint=paint, columns=columns()))
    return ticked.exit_code
