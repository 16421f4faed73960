"""A tree with some files more, or others in their place, than another tree has."""

import hashlib
from collections.abc import Mapping

from smmops.model.ports import Blob, Tree


class Overlay:
    """`tree` with `files` laid over it: how a workspace would read if they were written."""

    def __init__(self, tree: Tree, files: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._files = dict(files)
        blobs = dict(tree.blobs())
        blobs.update((path, Blob(oid=blob_id(content), size=len(content))) for path, content in files.items())
        self._blobs = dict(sorted(blobs.items()))

    def blobs(self) -> Mapping[str, Blob]:
        """Every path of both."""
        return self._blobs

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that neither has."""
        found = self._files.get(path)
        return found if found is not None else self._tree.read(path)

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file."""
        found = self._files.get(path)
        return hashlib.sha256(found).hexdigest() if found is not None else self._tree.sha256(path)


def blob_id(content: bytes) -> str:
    """The id that git gives to these bytes in a SHA-1 repository."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
