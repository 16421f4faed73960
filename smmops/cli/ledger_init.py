"""`smmops ledger init`."""

from collections.abc import Sequence
from typing import Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("ledger init")
@click.option("--live", is_flag=True, help="Do it; without, say what would be done.")
def init(session: Session, *, live: bool) -> int:
    """Makes the state branch, its seal and the metrics branch on the remote, once for a repository.

    Where the ledger is there and the metrics branch is not, makes that one alone. Refuses where there was a ledger
    before: see `smmops ledger restored`.

    \b
    Examples:
      smmops ledger init
      smmops ledger init --live
    """
    from smmops.cli.world import ground

    stands = ground(session)
    settings = stands.settings
    facts: dict[str, Any] = {
        "state_branch": settings.state_branch,
        "seal": "smmops-seal",
        "metrics_branch": settings.metrics_branch,
        "remote": settings.remote,
        "live": live,
    }
    made = [settings.state_branch, "smmops-seal", settings.metrics_branch]
    if live:
        from smmops.jobs.snapshot.begin import begin

        begun = begin(stands.world, settings.id)
        facts |= {"commit": begun.state, "metrics_commit": begun.metrics}
        made = made[:2] * (begun.state is not None) + made[2:] * (begun.metrics is not None)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    else:
        verb = "made" if live else "would make"
        session.show(f"{verb} {_listed(made)} on {settings.remote}")
        if not live:
            session.show("next: smmops ledger init --live")
    return exits.FINE


def _listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
