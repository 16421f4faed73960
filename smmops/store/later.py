"""What a later stage would ask: shown as one count, never as a warning per file."""

from collections.abc import Iterator

from smmops.model.document import Document
from smmops.model.files_post import PostFile
from smmops.model.settings import Settings, Stage
from smmops.model.workspace import Workspace
from smmops.store.finding import Finding
from smmops.store.inherit import lineage
from smmops.store.stages import STAGES, file_asks, post_asks


def later(workspace: Workspace) -> dict[Stage, int]:
    """By later stage, how many values it would ask for that earlier ones do not; {} at the last stage."""
    settings = workspace.settings
    if settings is None:
        return {}
    sums = [0] * len(STAGES)
    for path, known in workspace.known.items():
        if path in workspace.documents:
            sums = [total + more for total, more in zip(sums, known.asks or sums_of_none(), strict=True)]
    for path in workspace.documents:
        if path not in workspace.known:
            counts = asks(workspace.documents[path], workspace, settings)
            sums = [total + more for total, more in zip(sums, counts, strict=True)]
    at = STAGES.index(settings.stage)
    return {stage: sums[index] - sums[index - 1] for index, stage in enumerate(STAGES) if index > at}


def sums_of_none() -> tuple[int, ...]:
    """No value for any stage."""
    return (0,) * len(STAGES)


def asks(document: Document, workspace: Workspace, settings: Settings) -> tuple[int, ...]:
    """How many values each stage asks of a file that it does not say; 0 for stages before the workspace's."""
    at = STAGES.index(settings.stage)
    return tuple(
        sum(1 for _ in _of(document, workspace, settings, stage)) if index >= at else 0
        for index, stage in enumerate(STAGES)
    )


def _of(document: Document, workspace: Workspace, settings: Settings, stage: Stage) -> Iterator[Finding]:
    front = document.front
    if isinstance(front, PostFile):
        line = lineage(
            front,
            campaign=workspace.campaigns.get(front.campaign or ""),
            strategy=workspace.strategy,
        )
        yield from post_asks(front, line, stage=stage, require=(), spots=document.spots)
    elif front is not None:
        yield from file_asks(front, settings=settings, stage=stage, spots=document.spots)
