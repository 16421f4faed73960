"""A tree of files in memory."""

import hashlib
from collections.abc import Mapping

from smmops.model.ports import Blob


class Files:
    """A `Tree` over a dict of bytes; blob ids are what git would give."""

    def __init__(self, files: Mapping[str, bytes | str]) -> None:
        self._files = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}

    def blobs(self) -> Mapping[str, Blob]:
        return {
            path: Blob(oid=_oid(self._files[path]), size=len(self._files[path]))
            for path in sorted(self._files)
        }

    def read(self, path: str) -> bytes:
        return self._files[path]

    def sha256(self, path: str) -> str:
        return hashlib.sha256(self._files[path]).hexdigest()


def _oid(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
