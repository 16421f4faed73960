"""`smmops demo`."""

from pathlib import Path

import click

from smmops.cli import exits
from smmops.cli.paint import painted, plain
from smmops.cli.session import Session, command
from smmops.model.message import msg
from smmops.model.problem import SmmopsError


@command("demo", formats=("text",))
@click.option(
    "--keep", type=click.Path(path_type=Path, file_okay=False), help="Play in this folder and keep it."
)
def demo(session: Session, keep: Path | None) -> int:
    """Plays the whole cycle on this machine, in about a minute.

    Makes a repository in a temporary folder, serves networks that speak Bluesky's and Mastodon's protocols on
    loopback, and then checks, approves and publishes twelve posts, kills a publisher in the middle of a call,
    recovers, and finds nothing left to do. Every command it runs is printed. Nothing leaves this machine.

    \b
    Examples:
      smmops demo
      smmops demo --keep /tmp/onda      the folder stays, to go on by hand
    """
    try:
        from smmops.jobs.demo import demo as play
    except ImportError as missing:
        raise SmmopsError(
            msg(
                "the sandbox networks need {package}, which is not installed",
                package=missing.name or "a package",
            ),
            msg("pip install 'smmops[sandbox]'"),
            exit_code=exits.USAGE,
        ) from missing
    play(keep, say=session.show, paint=painted if session.color else plain)
    return exits.FINE
