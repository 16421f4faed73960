"""`smmops resume`."""

from datetime import UTC, datetime

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.words.escape import terminal


@command("resume")
@click.option("--live", is_flag=True, help="Write the file; without, say what would be written.")
def resume(session: Session, *, live: bool) -> int:
    """Writes the freeze.yaml that ends every pause, for review.

    Nothing goes on until it is merged. What came due during the pause is held: give each post a new publish_at, or
    leave it.

    \b
    Examples:
      smmops resume
      smmops resume --live && git switch -c resume && git add freeze.yaml
    """
    from smmops.cli.workspace import opened, placed
    from smmops.cli.world import ground
    from smmops.jobs.orders import open_pauses

    stands = ground(session)
    orders = open_pauses(stands.world)
    workspace, _ = opened(session)
    frozen = workspace.freeze.scope != ("none",)
    top, folder = placed(session)
    path = top / folder / "freeze.yaml"
    facts = {"live": live, "lifts": [order.id for order in orders], "file": "freeze.yaml"}
    session.keep(facts)
    if not orders and not frozen:
        session.show(json_text(facts) if session.format == "json" else "nothing is paused")
        return exits.FINE
    if live:
        before = path.read_bytes() if path.exists() else b"scope: none\n"
        lifted = [*workspace.freeze.lift, *(order.id for order in orders)]
        path.write_bytes(_lifting(before, lifted, by=stands.world.actor))
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    for order in orders:
        session.show(f"lifts {order.id}: {terminal(order.reason)} (by {terminal(order.by)})")
    if frozen:
        session.show(f"ends the freeze of freeze.yaml: {workspace.freeze.reason}")
    session.show(
        "next: review and merge freeze.yaml" if live else "next: smmops resume --live writes freeze.yaml"
    )
    return exits.FINE


def _lifting(before: bytes, lifted: list[str], *, by: str) -> bytes:
    """freeze.yaml with nothing stopped and these orders lifted; comments of the old one stay."""
    from smmops.store.edit import put

    after = put(before, ("reason",), "over", page=False)
    after = put(after, ("by",), by, page=False)
    after = put(after, ("since",), f"{datetime.now(UTC):%Y-%m-%dT%H:%M}+00:00", page=False)
    after = put(after, ("scope",), "none", page=False)
    return put(after, ("lift",), lifted, page=False)
