"""`smmops ledger recover`."""

from pathlib import Path

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("ledger recover")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--live", is_flag=True, help="Do it; without, say what would be written.")
def recover(session: Session, file: Path, *, live: bool) -> int:
    """Writes the receipts of a recovery file into the ledger.

    FILE is what `smmops publish` named when a receipt could not be pushed. Twice does no harm.

    \b
    Examples:
      smmops ledger recover .git/smmops/recovery/4f1c-1.json
      smmops ledger recover .git/smmops/recovery/4f1c-1.json --live
    """
    from smmops.cli.world import ground
    from smmops.ledger.recovery import replayed

    stands = ground(session)
    content = file.read_bytes()
    drafts = replayed(content, stands.settings.id)
    entries = [draft.entry for draft in drafts]
    if live:
        from smmops.jobs.ledger import recover as replay

        entries = list(replay(stands.world, content).entries)
    rows = [{"key": entry.key, "state": entry.state, "number": entry.number} for entry in entries]
    facts = {"live": live, "entries": rows}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    verb = "written" if live else "would be written"
    for entry in entries:
        session.show(f"{entry.state} {entry.key}: {verb}")
    if live and not entries:
        session.show("nothing to write: the ledger has all of it")
    return exits.FINE
