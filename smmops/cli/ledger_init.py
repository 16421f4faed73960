"""`smmops ledger init`."""

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("ledger init")
@click.option("--live", is_flag=True, help="Do it; without, say what would be done.")
def init(session: Session, *, live: bool) -> int:
    """Makes the state branch and its seal on the remote, once for a repository.

    Refuses where there was a ledger before: see `smmops ledger restored`.

    \b
    Examples:
      smmops ledger init
      smmops ledger init --live
    """
    from smmops.cli.world import ground

    stands = ground(session)
    settings = stands.settings
    facts = {
        "state_branch": settings.state_branch,
        "seal": "smmops-seal",
        "remote": settings.remote,
        "live": live,
    }
    if live:
        from smmops.jobs.ledger import init as begin

        facts["commit"] = begin(stands.world, settings.id)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    else:
        verb = "made" if live else "would make"
        session.show(f"{verb} {settings.state_branch} and smmops-seal on {settings.remote}")
        if not live:
            session.show("next: smmops ledger init --live")
    return exits.FINE
