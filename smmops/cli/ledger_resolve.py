"""`smmops ledger resolve`."""

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.jobs.ledger import Decided


@command("ledger resolve")
@click.argument("key")
@click.option("--nonce", required=True, help="Of the last entry, as `ledger show POST` prints it.")
@click.option("--live", metavar="ID", help="It is live: the network's id, or its address.")
@click.option("--absent", is_flag=True, help="It is not live: it may be sent again, or its removal is done.")
@click.option("--give-up", is_flag=True, help="Whatever it is, never send it again.")
@click.option("--keep", metavar="ID", help="Several are live: keep this one, the others are taken down.")
def resolve(session: Session, key: str, **decision: str | bool | None) -> int:
    """Records what a person found out about a post that nobody could read.

    KEY is POST.CHANNEL, as `smmops ledger show` prints it. Look on the network first: what you say here is believed.
    Exactly one of --live, --absent, --give-up and --keep. Here --live says what is so, it is no order to act.

    \b
    Examples:
      smmops ledger resolve brew-at-home.x-acme --nonce 5f0c… --absent
      smmops ledger resolve brew-at-home.x-acme --nonce 5f0c… --live 1861234567890
      smmops ledger resolve brew-at-home.x-acme --nonce 5f0c… --keep 1861234567890
    """
    from smmops.jobs.ledger import Decision
    from smmops.jobs.ledger import resolve as decide

    kind, named = _decided(decision)
    from smmops.cli.world import ground

    stands = ground(session)
    said = Decision(key=key, kind=kind, nonce=str(decision["nonce"]), id=named)
    entry = decide(stands.world, said)
    facts = {"key": entry.key, "state": entry.state, "number": entry.number}
    session.keep(facts)
    session.show(
        json_text(facts) if session.format == "json" else f"{entry.key} is {entry.state}, as you say"
    )
    return exits.FINE


def _decided(decision: dict[str, str | bool | None]) -> tuple[Decided, str | None]:
    """The one decision that was given, and the id with it."""
    kinds: tuple[tuple[str, Decided], ...] = (
        ("live", "live"),
        ("absent", "absent"),
        ("give_up", "give-up"),
        ("keep", "keep"),
    )
    given = [(kind, decision[option]) for option, kind in kinds if decision[option]]
    if len(given) != 1:
        raise click.UsageError("give exactly one of --live ID, --absent, --give-up and --keep ID")
    kind, value = given[0]
    return kind, value if isinstance(value, str) else None
