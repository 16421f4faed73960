"""One side of a comparison: a workspace, and what its files' bytes are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smmops.model.ports import Blob
from smmops.model.post import FileRef, Post
from smmops.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Side:
    """A brand's workspace with the tree that it was read from.

    `commit` is a hex id, None for the work tree. `sha256` gives the digest of a file's bytes; it is asked only
    of files that are shown.
    """

    workspace: Workspace
    blobs: Mapping[str, Blob]
    sha256: Callable[[FileRef], str]
    commit: str | None = None

    @property
    def home(self) -> str:
        """What every path of the brand begins with."""
        return f"{self.workspace.folder}/" if self.workspace.folder else ""

    def post(self, post_id: str) -> Post | None:
        """A post without errors of its own."""
        return self.workspace.posts.get(post_id)

    def oid(self, path: str) -> str | None:
        """The blob id of a path; None where it is not there."""
        blob = self.blobs.get(path)
        return blob.oid if blob else None


def blob_or_hash(file: FileRef) -> str:
    """What stands for a file's bytes where two are compared: nothing is read for it."""
    return file.sha256 or file.blob
