"""The real World: git, this machine's clock and environment, the networks."""

import os
import random
import uuid
from dataclasses import dataclass

from smmops import __version__
from smmops.cli import exits
from smmops.cli.ports import (
    EnvironmentSecrets,
    MachineClock,
    ProcessAlarm,
    Progress,
    RecoveryShelf,
    StopFlag,
    spread,
)
from smmops.cli.session import Session
from smmops.cli.workspace import placed
from smmops.forge.registry import forge_at, forge_of, repository_of
from smmops.forge.ssh import SshKeygen
from smmops.model.entry import Run
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings
from smmops.model.world import World
from smmops.networks.registry import OpenNetworks
from smmops.store.disk import DiskTree
from smmops.store.git import GitRepository, Refs
from smmops.store.git_login import header
from smmops.store.load import load, settings_of


@dataclass(frozen=True, slots=True)
class Ground:
    """A World, with what a command needs beside it."""

    world: World
    settings: Settings
    progress: Progress
    git: GitRepository


def ground(session: Session) -> Ground:
    """The World of the clone that the session stands in.

    Names of branches and the remote come from the smmops.yaml on the disk; everything else that a job judges it
    reads from the remote's branches. SmmopsError (1) where smmops.yaml cannot be used.
    """
    settings = _settings(session)
    top, folder = placed(session)
    refs = Refs(
        brand=settings.id,
        main=settings.main_branch,
        state=settings.state_branch,
        metrics=settings.metrics_branch,
        remote=settings.remote,
    )
    git = GitRepository(top, refs, settings=_login())
    clock, secrets, progress = MachineClock(), EnvironmentSecrets(), Progress(quiet=session.quiet)
    world = World(
        git=git,
        clock=clock,
        networks=OpenNetworks(secrets=secrets, clock=clock),
        secrets=secrets,
        forge=forge_of(settings, address=git.address, clock=clock, secrets=secrets, jitter=random.random),
        say=progress,
        shelf=RecoveryShelf(git.folder / "smmops" / "recovery"),
        alarm=ProcessAlarm(),
        load=load,
        spread=spread,
        nonce=lambda: str(uuid.uuid4()),
        jitter=random.random,
        stopped=StopFlag(),
        run=_run(),
        actor=os.environ.get("GITHUB_ACTOR") or git.actor()[1],
        folder=folder,
        verify=SshKeygen(),
        repository=repository_of(settings, address=git.address),
        by_address=forge_at(git.address).kind,
    )
    return Ground(world, settings, progress, git)


def _settings(session: Session) -> Settings:
    top, folder = placed(session)
    settings = settings_of(DiskTree(top), folder)
    if settings is None:
        raise SmmopsError(
            msg("the smmops.yaml of {folder} cannot be used", folder=str(session.folder)),
            msg("run `smmops check` and mend what it names, or name the brand's folder with -C"),
            exit_code=exits.PROBLEMS,
        )
    return settings


def _login() -> tuple[tuple[str, str], ...]:
    """What lets git push from a job of GitHub Actions, whose checkout keeps no credentials."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ()
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    return header(server, os.environ.get("GITHUB_TOKEN") or "")


def _run() -> Run:
    """The forge's run where there is one, else a random id."""
    return Run(
        id=os.environ.get("GITHUB_RUN_ID") or uuid.uuid4().hex[:12],
        attempt=int(os.environ.get("GITHUB_RUN_ATTEMPT") or 1),
        tool=f"smmops {__version__}",
    )
