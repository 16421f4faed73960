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
    counts: dict[Stage, int] = {}
    before = sum(1 for _ in _asks(workspace, settings, settings.stage))
    for stage in STAGES[STAGES.index(settings.stage) + 1 :]:
        now = sum(1 for _ in _asks(workspace, settings, stage))
        counts[stage] = now - before
        before = now
    return counts


def _asks(workspace: Workspace, settings: Settings, stage: Stage) -> Iterator[Finding]:
    for document in workspace.documents.values():
        yield from _of(document, workspace, settings, stage)


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
