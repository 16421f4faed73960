"""A work tree laid over a newer base: what merging it would give, file by file."""

from collections.abc import Mapping

from smmops.model.ports import Blob, Tree


class Merged:
    """`ours` merged into `theirs`, both grown from `origin`: each file from the side that changed it.

    `conflicts` are the paths that both changed, each in its own way; they stand as `ours` has them.
    """

    def __init__(self, origin: Tree, ours: Tree, theirs: Tree) -> None:
        self._from: dict[str, Tree] = {}
        self.conflicts: tuple[str, ...] = ()
        old, own, other = origin.blobs(), ours.blobs(), theirs.blobs()
        conflicts: list[str] = []
        blobs: dict[str, Blob] = {}
        for path in sorted(old.keys() | own.keys() | other.keys()):
            sides = [_facts(tree.get(path)) for tree in (old, own, other)]
            if sides[1] == sides[0]:
                tree = theirs
            else:
                tree = ours
                if sides[2] not in (sides[0], sides[1]):
                    conflicts.append(path)
            blob = tree.blobs().get(path)
            if blob is not None:
                blobs[path] = blob
                self._from[path] = tree
        self._blobs = blobs
        self.conflicts = tuple(conflicts)

    def blobs(self) -> Mapping[str, Blob]:
        """Every path, sorted."""
        return self._blobs

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not in the tree."""
        return self._from[path].read(path)

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file; for an LFS pointer that of the file it names."""
        return self._from[path].sha256(path)


def _facts(blob: Blob | None) -> tuple[str, str] | None:
    return (blob.oid, blob.mode) if blob else None
