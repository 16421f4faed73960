"""The work tree that a command looks at."""

from pathlib import Path

from smmops.cli.session import Session
from smmops.model.ports import Tree
from smmops.model.workspace import Workspace


def placed(session: Session) -> tuple[Path, str]:
    """(top of the work tree, the brand's folder from there); a folder outside git is its own top."""
    folder = session.folder.resolve()
    top = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    return top, folder.relative_to(top).as_posix().removeprefix(".")


def opened(session: Session) -> tuple[Workspace, Tree]:
    """The workspace as it lies on the disk, and its tree."""
    from smmops.store.disk import DiskTree
    from smmops.store.load import load

    top, folder = placed(session)
    tree = DiskTree(top)
    return load(tree, folder), tree
