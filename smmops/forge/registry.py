"""The forge that smmops.yaml names."""

from smmops.forge.local import LocalForge
from smmops.model.message import msg
from smmops.model.ports import Forge
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings


def forge_of(settings: Settings) -> Forge:
    """The forge of a workspace; SmmopsError for one that this build does not have."""
    kind = settings.forge.kind if settings.forge else "local"
    if kind == "local":
        return LocalForge()
    raise SmmopsError(
        msg(
            "smmops.yaml asks for the forge {kind}; this build has only the local forge (issue 4)", kind=kind
        ),
        msg("write `forge: {{kind: local}}` and `approvals: {{level: merged}}` into smmops.yaml"),
        exit_code=1,
    )
