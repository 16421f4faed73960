"""`smmops ledger restored`."""

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("ledger restored")
@click.option("--live", is_flag=True, help="Do it; without, say what would be done.")
def restored(session: Session, *, live: bool) -> int:
    """Starts a state branch that was lost or rewritten again, where it was last sealed.

    It starts at smmops-seal, else at the newest checkpoint, else empty. Then every post that was due and has no
    entry is held: nothing is sent because the past was lost.

    \b
    Examples:
      smmops ledger restored
      smmops ledger restored --live
    """
    from smmops.cli.world import ground

    stands = ground(session)
    facts: dict[str, object] = {"live": live}
    if live:
        from smmops.jobs.ledger import restored as restore

        facts["commit"], facts["held"] = restore(stands.world, stands.settings.id)
    else:
        tips = stands.git.fetch()
        facts |= {"state_branch": tips.state, "seal": tips.seal}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    elif live:
        session.show(f"the ledger starts again at {facts['commit']}; {facts['held']} posts are held")
        session.show("next: look whether each went out, then give it a new publish_at or leave it")
    else:
        session.show(
            f"{stands.settings.state_branch} is at {facts['state_branch'] or 'nothing: it is not there'}"
        )
        session.show(f"smmops-seal is at {facts['seal'] or 'nothing: it is not there'}")
        session.show(
            "next: smmops ledger restored --live, where the first is lost or does not continue the second"
        )
    return exits.FINE
