"""The forge that smmops.yaml names."""

import re
from collections.abc import Callable

from smmops.forge.local import LocalForge
from smmops.model.message import msg
from smmops.model.ports import Clock, Forge, Secrets
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings

_REPOSITORY = re.compile(r"[A-Za-z0-9-]{1,100}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")


def forge_of(settings: Settings, *, clock: Clock, secrets: Secrets, jitter: Callable[[], float]) -> Forge:
    """The forge of a workspace. GitHub is asked with GITHUB_TOKEN at GITHUB_API_URL (default: github.com).

    SmmopsError (1) where it cannot be named; a missing token is said at the first question, so that what asks
    nothing needs none.
    """
    named = settings.forge
    if named is None or named.kind == "local":
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
