"""Everything outside a job, in one frozen value that is passed in."""

from collections.abc import Callable
from dataclasses import dataclass

from smmops.model.entry import Run
from smmops.model.ports import Alarm, Clock, Forge, Networks, Repository, Say, Secrets, Shelf, Spread, Tree
from smmops.model.signing import Verify, unverified
from smmops.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class World:
    """The ports of one process.

    `load` reads a tree (and the brand's folder) into a workspace; `nonce` gives a fresh uuid4 text;
    `jitter` a number in [0, 1); `actor` is who runs the job, as the forge or git names them;
    `verify` proves signatures;
    `stopped` tells whether a person or the system asked the process to end: from a call on, that is only a flag.
    """

    git: Repository
    clock: Clock
    networks: Networks
    secrets: Secrets
    forge: Forge
    say: Say
    shelf: Shelf
    alarm: Alarm
    load: Callable[[Tree, str], Workspace]
    spread: Spread
    nonce: Callable[[], str]
    jitter: Callable[[], float]
    stopped: Callable[[], bool]
    run: Run
    actor: str
    folder: str = ""  # of the brand, from the repository's root
    verify: Verify = unverified
    repository: str | None = None  # OWNER/NAME on the forge
    by_address: str = "local"  # the forge where smmops.yaml names none
