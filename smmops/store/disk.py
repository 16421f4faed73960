"""The work tree of a folder, as a tree of files."""

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from smmops.model.ports import Blob
from smmops.store.git_pointer import LONGEST, pointed

_SKIPPED = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".tools", ".mypy_cache"}
    | {".pytest_cache", ".ruff_cache", ".hypothesis", ".idea", ".vscode", "_site"}
)
_CHUNK = 1 << 20
_TICK = 2_000_000_000
"""Nanoseconds within which the clocks of some disks tell two writings from each other no more."""
_SMALL = 1 << 16
"""Bytes up to which a file is read whole to be hashed, and kept for the read that follows."""


class Mark(NamedTuple):
    """How a file looked when its blob id was found: whoever finds it the same need not read it.

    Bytes, nanoseconds of its last writing and of its last change of any kind, inode, mode, blob id.
    """

    size: int
    written: int
    changed: int
    node: int
    mode: int
    oid: str


class DiskTree:
    """The files below `root` as they lie there, with the blob ids that git would give them.

    A blob id is the hash of the bytes on the disk: where git converts line ends it differs from the commit's.
    A file is hashed when its entry is first looked up, so listing reads nothing. Symbolic links are not
    followed; what is neither file, folder nor link is left out. `marks` of an earlier run spare the hashing of
    files that look the same.
    """

    def __init__(
        self, root: Path, *, algorithm: str = "sha1", marks: Mapping[str, Mark] | None = None
    ) -> None:
        self._root = root
        self._marks = marks or {}
        self._settled = time.time_ns() - _TICK
        self.marked: dict[str, Mark] = {}
        """The files that were hashed, by path; none that was written so lately that it may change unnoticed."""
        self._algorithm = algorithm
        self._blobs: _Listed | None = None
        self._sums: dict[str, str] = {}
        self._last: tuple[str, bytes] = ("", b"")  # what is hashed is mostly read next

    def blobs(self) -> Mapping[str, Blob]:
        """Every path, sorted; listed once."""
        if self._blobs is None:
            paths = dict(sorted(_walk(self._root)))
            self._blobs = _Listed(paths, self._blob)
        return self._blobs

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not in the tree."""
        if path not in self.blobs():
            raise KeyError(path)
        last, self._last = self._last, ("", b"")
        if last[0] == path:
            return last[1]
        try:
            with open(f"{self._root}/{path}", "rb") as stream:  # noqa: PTH123 -- a Path costs more than the file
                return stream.read()
        except OSError as wrong:
            raise KeyError(path) from wrong

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file, read as a stream; for an LFS pointer that of the file it names."""
        known = self._sums.get(path)
        if known is None:
            blob = self.blobs()[path]
            named = pointed(self.read(path)) if blob.size < LONGEST else None
            known = self._sums[path] = named[0] if named else self._hash(path, hashlib.sha256())
        return known

    def _blob(self, path: str) -> Blob:
        full = f"{self._root}/{path}"
        try:
            status = os.lstat(full)
            if stat.S_ISLNK(status.st_mode):
                target = os.fsencode(Path(full).readlink())
                digest = self._headed(len(target))
                digest.update(target)
                return Blob(oid=digest.hexdigest(), size=len(target), mode="120000")
            mode = "100755" if status.st_mode & stat.S_IXUSR else "100644"
            mark = self._marks.get(path)
            if mark and mark == _mark(status, mark.oid):
                return Blob(oid=mark.oid, size=status.st_size, mode=mode)
            if stat.S_ISREG(status.st_mode) and status.st_size <= _SMALL:
                with open(full, "rb") as stream:  # noqa: PTH123
                    content = stream.read()
                self._last = (path, content)
                digest = self._headed(len(content))
                digest.update(content)
                oid = digest.hexdigest()
            else:
                oid = self._hash(path, self._headed(status.st_size))
            if status.st_ctime_ns < self._settled:
                self.marked[path] = _mark(status, oid)
            return Blob(oid=oid, size=status.st_size, mode=mode)
        except OSError:
            return Blob(oid=self._headed(0).hexdigest(), size=0)

    def _headed(self, size: int) -> "hashlib._Hash":
        return hashlib.new(self._algorithm, b"blob %d\0" % size, usedforsecurity=False)

    def _hash(self, path: str, digest: "hashlib._Hash") -> str:
        try:
            with (self._root / path).open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
        except OSError as wrong:
            raise KeyError(path) from wrong
        return digest.hexdigest()


def _mark(status: os.stat_result, oid: str) -> Mark:
    return Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode, oid)


class _Listed(Mapping[str, Blob]):
    """Paths whose blobs are made at the first look."""

    def __init__(self, paths: Mapping[str, None], make: Callable[[str], Blob]) -> None:
        self._paths = paths
        self._make = make
        self._made: dict[str, Blob] = {}

    def __getitem__(self, path: str) -> Blob:
        made = self._made.get(path)
        if made is None:
            if path not in self._paths:
                raise KeyError(path)
            made = self._made[path] = self._make(path)
        return made

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _walk(root: Path) -> Iterator[tuple[str, None]]:
    """Paths of files and links below a folder; names that are not UTF-8 are left out: git would quote them."""
    open_ = [("", str(root))]
    while open_:
        name, folder = open_.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if not _is_text(entry.name):
                continue
            path = f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _SKIPPED:
                    open_.append((path, entry.path))
            elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
                yield path, None


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
