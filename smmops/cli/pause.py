"""`smmops pause`."""

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("pause")
@click.option("--reason", required=True, help="Why; everybody will read it.")
@click.option(
    "--scope", multiple=True, default=("all",), show_default=True, help="all, paid, or channels; repeatable."
)
@click.option("--live", is_flag=True, help="Do it; without, say what would be done.")
def pause(session: Session, reason: str, scope: tuple[str, ...], *, live: bool) -> int:
    """Stops publishing now.

    Writes an order on the state branch; a run that is under way heeds it before its next call. Takedowns go on.
    Only a reviewed freeze.yaml ends it: `smmops resume` writes that. What comes due meanwhile is held and waits for
    a person.

    \b
    Examples:
      smmops pause --reason "service outage"
      smmops pause --reason "service outage" --live
      smmops pause --reason "account broken into" --scope x-acme --live
    """
    from smmops.cli.world import ground
    from smmops.jobs import orders

    stands = ground(session)
    facts: dict[str, object] = {"live": live, "scope": list(scope), "reason": reason}
    if live:
        facts["order"] = orders.pause(stands.world, reason=reason, scope=scope).id
    else:
        orders.may_pause(stands.world, scope)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    elif live:
        session.show(f"paused ({', '.join(scope)}): {facts['order']}")
        session.show("to end it: smmops resume --live, review, merge")
    else:
        session.show(f"would pause {', '.join(scope)}")
        session.show("next: the same with --live")
    return exits.FINE
