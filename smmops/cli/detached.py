"""`smmops sandbox --detach`: the networks of this workspace's channels, in the background."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from smmops.cli import exits
from smmops.cli.session import Session
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.model.workspace import Channel

ACCOUNTS = "SMMOPS_SANDBOX_ACCOUNTS"
"""The variable in which the background process gets its accounts."""


def detached(session: Session, state: Path | None) -> int:
    """Starts the sandbox at the address of the channels, and returns once it listens.

    SmmopsError (1) where no channel names an address on this machine, (64) where a secret is missing.
    """
    from smmops.cli.workspace import opened

    workspace, _ = opened(session)
    local = [channel for channel in workspace.channels.values() if _port(channel)]
    ports = sorted({_port(channel) for channel in local})
    if len(ports) != 1:
        raise SmmopsError(
            msg("channels of this workspace that name one address on 127.0.0.1: {count}", count=len(ports)),
            msg("`smmops init --practice` makes a workspace with two"),
            exit_code=exits.PROBLEMS,
        )
    accounts = [f"{channel.network}:{channel.handle}:{_secret(channel)}" for channel in local]
    words = [sys.executable, "-m", "smmops", "sandbox", "--port", str(ports[0])]
    words += ["--state", str(state.resolve())] if state else []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        server = subprocess.Popen(
            words,
            env={**os.environ, ACCOUNTS: json.dumps(accounts)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,
            text=True,
        )
        assert server.stdout is not None
        listens = server.stdout.readline().strip()  # its address once it listens, nothing where it ended
        if not listens:
            server.wait()
            said.seek(0)
            raise SmmopsError(
                msg("the sandbox did not start: {why}", why=said.read().strip()[-300:]),
                msg("see whether another one is running there, and end it"),
                exit_code=exits.PROBLEMS,
            )
    session.show(f"{listens}/_sandbox/")
    session.note(f"it goes on in the background; end it with: kill {server.pid}")
    return exits.FINE


def _port(channel: Channel) -> int:
    """The port on this machine that a channel's server names, 0 where it is elsewhere."""
    parts = urlsplit(channel.server or "")
    return parts.port or 0 if parts.hostname == "127.0.0.1" else 0


def _secret(channel: Channel) -> str:
    from smmops.specs.registry import spec

    name = next(f"{channel.secrets}_{rule.name}" for rule in spec(channel.network).secrets if rule.required)
    found = os.environ.get(name)
    if not found:
        raise SmmopsError(
            msg("{name} is not set, and the account has that as its secret", name=name),
            msg("make one up: `. ./practice.env` sets those of a practice workspace"),
            exit_code=exits.USAGE,
        )
    return found
