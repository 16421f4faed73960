"""`smmops sandbox`."""

from pathlib import Path

import click

from smmops.cli import exits
from smmops.cli.session import Session, command
from smmops.model.message import msg
from smmops.model.problem import SmmopsError


@command("sandbox", formats=("text",))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port on 127.0.0.1; 0 takes a free one."
)
@click.option(
    "--state", type=click.Path(path_type=Path, dir_okay=False), help="Keep what is posted in this file."
)
@click.option(
    "--account", multiple=True, metavar="NETWORK:HANDLE:SECRET", help="Open an account; repeatable."
)
@click.option(
    "--detach", is_flag=True, help="Go on in the background, for this workspace's channels on this machine."
)
def sandbox(
    session: Session, port: int, state: Path | None, account: tuple[str, ...], *, detach: bool
) -> int:
    """Serves networks to practise on, until Ctrl-C.

    They speak Bluesky's and Mastodon's protocols, strictly, on this machine alone. Name their address as the
    `server:` of a channel. Each account's posts are on a page at /_sandbox/. Secrets given here are visible to
    other users of this machine: make them up.

    With --detach it serves the address that this workspace's channels name, opens their accounts with the secrets of
    the environment, and returns once it answers. `smmops init --practice` makes such a workspace.

    \b
    Examples:
      smmops sandbox --detach
      smmops sandbox --port 8080 --account mastodon:onda:made-up-token
      smmops sandbox --state sandbox.db --account bluesky:onda.example:made-up
    """
    if detach:
        from smmops.cli.detached import detached

        return detached(session, state)
    accounts = [_account(text) for text in [*account, *_from_environment()]]
    try:
        from smmops.sandbox.serve import run
    except ImportError as missing:
        raise SmmopsError(
            msg(
                "the sandbox networks need {package}, which is not installed",
                package=missing.name or "a package",
            ),
            msg("pip install 'smmops[sandbox]'"),
            exit_code=exits.USAGE,
        ) from missing
    try:
        run(port, state, accounts=accounts, say=lambda url: _greet(session, url))
    except KeyboardInterrupt:
        session.note("ended")
    except ValueError as refused:
        raise click.UsageError(str(refused)) from refused
    return exits.FINE


def _from_environment() -> list[str]:
    """Accounts that `--detach` hands over: a secret on a command line is seen by every process."""
    import json
    import os

    from smmops.cli.detached import ACCOUNTS

    found: list[str] = json.loads(os.environ.pop(ACCOUNTS, "[]"))
    return found


def _account(text: str) -> tuple[str, str, str]:
    network, _, rest = text.partition(":")
    handle, _, secret = rest.partition(":")
    if not (network and handle and secret):
        raise click.BadParameter(f"{network}:{handle}… is not NETWORK:HANDLE:SECRET", param_hint="--account")
    return network, handle, secret


def _greet(session: Session, url: str) -> None:
    session.show(url)
    session.note(f"pages: {url}/_sandbox/    end: Ctrl-C")
