"""Reading objects through one long-lived `cat-file --batch`, and trees through `ls-tree`."""

import hashlib
import os
import selectors
import subprocess
import weakref
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from smmops.model.message import msg
from smmops.model.ports import Blob
from smmops.model.problem import SmmopsError
from smmops.store.git_pointer import LONGEST, pointed
from smmops.store.git_process import LOCAL_SECONDS, Git, TookTooLong, end

_CHUNK = 1 << 18
AHEAD = 256
"""Files that are read at once where a tree is read in order; their ids fill 16 KiB of a pipe at most."""
_SMALL = 1 << 16
_NEAR = 64


class Objects:
    """The object store of one repository. Threads take turns."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closing: weakref.finalize[..., Objects] | None = None

    def content(self, oid: str) -> bytes:
        """The bytes of an object; KeyError where it is not there."""
        with self._lock:
            return b"".join(self._chunks(oid))

    def contents(self, oids: Sequence[str]) -> list[bytes]:
        """The bytes of several objects, asked for at once; KeyError where one is not there.

        The questions must fit into a pipe that nobody empties: at most AHEAD of them.
        """
        with self._lock:
            whole = False
            try:
                reader = _Reader(self._running())
                reader.ask(*oids)
                found = [b"".join(self._answer(reader, oid)) for oid in oids]
                whole = True
            except (BrokenPipeError, EOFError, TookTooLong) as gone:
                raise _ended(oids[0]) from gone
            finally:
                if not whole:
                    self._end()
            return found

    def sha256(self, oid: str, *, size: int) -> str:
        """Hex SHA-256 of a blob, never whole in memory; for an LFS pointer that of the file it names."""
        if size < LONGEST:
            content = self.content(oid)
            named = pointed(content)
            return named[0] if named else hashlib.sha256(content).hexdigest()
        digest = hashlib.sha256()
        with self._lock:
            for chunk in self._chunks(oid):
                digest.update(chunk)
        return digest.hexdigest()

    def close(self) -> None:
        """Ends the reading process; the next read starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._closing:
            self._closing()
        self._process = self._closing = None

    def _chunks(self, oid: str) -> Iterator[bytes]:
        whole = False
        try:
            reader = _Reader(self._running())
            reader.ask(oid)
            head = reader.line().split(b" ")
            if len(head) != 3:
                whole = True
                raise KeyError(oid)
            yield from reader.take(int(head[2]))
            whole = reader.line() == b""
        except (BrokenPipeError, EOFError, TookTooLong) as gone:
            raise _ended(oid) from gone
        finally:
            if not whole:
                self._end()

    def _answer(self, reader: "_Reader", oid: str) -> Iterator[bytes]:
        head = reader.line().split(b" ")
        if len(head) != 3:
            raise KeyError(oid)
        yield from reader.take(int(head[2]))
        if reader.line() != b"":
            raise EOFError

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = self._git.start("cat-file", "--batch", errors=subprocess.DEVNULL)
            self._closing = weakref.finalize(self, end, self._process)
        return self._process


def _ended(oid: str) -> SmmopsError:
    return SmmopsError(
        msg("git cat-file ended while it read {oid}", oid=oid),
        msg("run `git fsck`; a damaged clone is best cloned again"),
    )


class _Reader:
    """One question to `cat-file --batch` and its answer, read without a buffer of Python's own."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._into = process.stdin
        self._from = process.stdout
        self._ahead = b""

    def ask(self, *oids: str) -> None:
        self._into.write("".join(f"{oid}\n" for oid in oids).encode("ascii"))
        self._into.flush()

    def line(self) -> bytes:
        while b"\n" not in self._ahead:
            self._ahead += self._more()
        line, _, self._ahead = self._ahead.partition(b"\n")
        return line

    def take(self, size: int) -> Iterator[bytes]:
        while size:
            chunk = self._ahead[:size] or self._more()
            chunk, self._ahead = chunk[:size], chunk[size:] or self._ahead[len(chunk) :]
            size -= len(chunk)
            yield chunk

    def _more(self) -> bytes:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._from, selectors.EVENT_READ)
            if not waiting.select(LOCAL_SECONDS):
                raise TookTooLong("git cat-file gave no answer")
        found = os.read(self._from.fileno(), _CHUNK)
        if not found:
            raise EOFError
        return found


class GitTree:
    """The files of one commit, below `folder`, listed at the first question.

    Who reads small files in the order of their paths, as loading does, gets them many at a time: a question to
    git costs more than the answer.
    """

    def __init__(self, git: Git, objects: Objects, *, commit: str, folder: str) -> None:
        self._git = git
        self._objects = objects
        self._commit = commit
        self._folder = folder.strip("/")
        self._lock = Lock()
        self._blobs: Mapping[str, Blob] | None = None
        self._order: Mapping[str, int] = {}
        self._paths: Sequence[str] = ()
        self._at = -1 - _NEAR
        self._ahead: dict[str, bytes] = {}

    def blobs(self) -> Mapping[str, Blob]:
        """Every path of the tree, sorted. Bytes that are no UTF-8 stand as `\\xNN`."""
        with self._lock:
            if self._blobs is None:
                self._blobs = self._listed()
            return self._blobs

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not there or is a submodule."""
        blob = self._file(path)
        with self._lock:
            if path in self._ahead:
                self._at = self._order[path]
                return self._ahead.pop(path)
            wanted = self._following(path, blob)
        if len(wanted) < 2:
            return self._objects.content(blob.oid)
        try:
            found = self._objects.contents([self._blobs_known[each].oid for each in wanted])
        except KeyError:  # one that follows is not here (a partial clone): each for itself
            return self._objects.content(blob.oid)
        with self._lock:
            self._ahead = dict(zip(wanted, found, strict=True))
            return self._ahead.pop(path)

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file, read as a stream; for an LFS pointer that of the file it names."""
        blob = self._file(path)
        return self._objects.sha256(blob.oid, size=blob.size)

    def _file(self, path: str) -> Blob:
        blob = self.blobs()[path]
        if blob.mode == "160000":
            raise KeyError(path)
        return blob

    @property
    def _blobs_known(self) -> Mapping[str, Blob]:
        return self._blobs or {}

    def _following(self, path: str, blob: Blob) -> list[str]:
        """The path and the small files behind it, where reading goes in order; else none."""
        if not self._order:
            self._paths = list(self._blobs_known)
            self._order = {each: at for at, each in enumerate(self._paths)}
        at, before = self._order[path], self._at
        self._at = at
        if not before < at <= before + _NEAR or blob.size > _SMALL:
            return []
        following = self._paths[at : at + AHEAD]
        return [each for each in following if self._is_small(each)]

    def _is_small(self, path: str) -> bool:
        blob = self._blobs_known[path]
        return blob.size <= _SMALL and blob.mode != "160000"

    def _listed(self) -> Mapping[str, Blob]:
        below = ["--", self._folder + "/"] if self._folder else []
        ran = self._git.run("ls-tree", "-r", "-l", "-z", "--full-tree", self._commit, *below)
        found: dict[str, Blob] = {}
        for line in self._git.checked(ran, "ls-tree").split(b"\0")[:-1]:
            facts, _, name = line.partition(b"\t")
            mode, _, oid, size = facts.decode("ascii").split()
            found[named(name)] = Blob(oid=oid, size=0 if size == "-" else int(size), mode=mode)
        return dict(sorted(found.items()))


def named(path: bytes) -> str:
    """A path as text; bytes that are no UTF-8 stand as `\\xNN`, so that it can be shown and written as JSON."""
    return path.decode("utf-8", "backslashreplace")
