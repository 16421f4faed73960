"""The forge that smmops.yaml names."""

import re
from collections.abc import Callable

from smmops.forge.local import LocalForge
from smmops.model.message import msg
from smmops.model.ports import Clock, Forge, Secrets
from smmops.model.problem import SmmopsError
from smmops.model.settings import ForgeSettings, Level, Settings
from smmops.model.talk import Checks, Talks

_REPOSITORY = re.compile(r"[A-Za-z0-9-]{1,100}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")
_ADDRESS = re.compile(
    r"(?:https://(?:[^/@\s]*@)?github\.com/|(?:ssh://)?git@github\.com[:/])([^/\s]+/[^/\s]+?)(?:\.git)?/?",
    re.IGNORECASE,
)


def forge_of(
    settings: Settings, *, address: str, clock: Clock, secrets: Secrets, jitter: Callable[[], float]
) -> Forge:
    """The forge of a workspace; where smmops.yaml names none, that of the remote's address.

    GitHub is asked with GITHUB_TOKEN at GITHUB_API_URL (default: github.com). SmmopsError (1) where it cannot be
    named; a missing token is said at the first question, so that what asks nothing needs none.
    """
    named = settings.forge or forge_at(address)
    if named.kind == "local":
        return LocalForge()
    if named.repository is None or not _REPOSITORY.fullmatch(named.repository):
        raise SmmopsError(
            msg("smmops.yaml names no repository of the forge github"),
            msg("write `forge: {{kind: github, repository: OWNER/NAME}}`"),
            exit_code=1,
        )
    # a workspace with the local forge never pays for an HTTP client
    from smmops.forge.github.api import PUBLIC, Api
    from smmops.forge.github.asking import Asking
    from smmops.forge.github.forge import GitHubForge

    base = secrets.get("GITHUB_API_URL") or PUBLIC
    api = Api(base, secrets.get("GITHUB_TOKEN"), clock=clock, jitter=jitter)
    return GitHubForge(Asking(api, named.repository), clock=clock, main=settings.main_branch)


def talks_of(forge: Forge) -> Talks:
    """Comments and issues of a forge. SmmopsError (1) where it has none."""
    return _hall(forge)[0]


def checks_of(forge: Forge) -> Checks:
    """What checks of pull requests left on a forge. SmmopsError (1) where it has none."""
    return _hall(forge)[1]


def _hall(forge: Forge) -> tuple[Talks, Checks]:
    if isinstance(forge, LocalForge):
        raise SmmopsError(
            msg("the forge of smmops.yaml is git alone: it has no pull requests, comments or issues"),
            msg(
                "`smmops plan` and `smmops ledger show` say the same here; `forge: {{kind: github}}` has them"
            ),
            exit_code=1,
        )
    from smmops.forge.github.checks import GitHubChecks
    from smmops.forge.github.forge import GitHubForge
    from smmops.forge.github.talk import Talk

    assert isinstance(forge, GitHubForge)
    return Talk(forge.asking), GitHubChecks(forge.asking)


def best_level(settings: Settings, *, address: str) -> Level:
    """The strongest approval level that the workspace's forge gives; asks nobody."""
    named = settings.forge or forge_at(address)
    return "attested" if named.kind == "github" else "merged"


def repository_of(settings: Settings, *, address: str) -> str | None:
    """OWNER/NAME of the workspace on its forge; None where the forge has no names."""
    return (settings.forge or forge_at(address)).repository


def forge_at(address: str) -> ForgeSettings:
    """The forge that a remote's address tells: a repository on github.com, else git alone."""
    found = _ADDRESS.fullmatch(address)
    return ForgeSettings(kind="github", repository=found[1]) if found else ForgeSettings(kind="local")
