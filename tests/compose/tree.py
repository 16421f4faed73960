"""A tree from a dict."""

import hashlib
from collections.abc import Mapping

from smmops.model.ports import Blob


class DictTree:
    """Paths and bytes, with git's blob ids."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(sorted(files.items()))

    def blobs(self) -> Mapping[str, Blob]:
        """Every path, sorted."""
        return {path: Blob(oid=_oid(content), size=len(content)) for path, content in self._files.items()}

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._files[path]

    def sha256(self, path: str) -> str:
        """Hex digest of a file."""
        return hashlib.sha256(self._files[path]).hexdigest()


def _oid(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
