"""The repository port in memory: what tests and the proof run the shipped jobs against."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from smmops.model.ports import (
    Blob,
    Commit,
    Landed,
    Lost,
    Push,
    Refused,
    RemoteError,
    Tips,
    Touch,
)
from smmops.store.git_glob import matcher
from smmops.store.git_pointer import pointed
from smmops.store.git_refs import Refs, checked
from smmops.store.memory_remote import Edit, Files, MemoryRemote, Node, Special

__all__ = [
    "Edit",
    "Fault",
    "Files",
    "MemoryRemote",
    "MemoryRepository",
    "MemoryTree",
    "Refs",
    "Special",
    "Weather",
]


class Fault(StrEnum):
    """What goes wrong with one operation."""

    OFFLINE = "offline"  # RemoteError; nothing happened
    REFUSED = "refused"  # a push is refused; nothing happened
    LOST = "lost"  # no answer to a push: before the effect there is none, after it there is
    LATE = "late"  # no answer to a push, whose effect waits in `MemoryRemote.late`


Weather = Callable[[str, str], Fault | None]
"""Asked with (`fetch` | `push` | `holds` | `found` | `metrics` | `append`, `before` | `after`).

It may itself raise, or let others run.
"""


def _fair(_operation: str, _moment: str) -> Fault | None:
    return None


class MemoryTree:
    """The files of one commit, below `folder`."""

    def __init__(self, files: Mapping[str, Blob], contents: Mapping[str, bytes], folder: str) -> None:
        below = folder.strip("/") + "/" if folder.strip("/") else ""
        self._files = {path: files[path] for path in sorted(files) if path.startswith(below)}
        self._contents = contents

    def blobs(self) -> Mapping[str, Blob]:
        """Every path of the tree, sorted."""
        return self._files

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not there or is a submodule."""
        return self._contents[self._files[path].oid]

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file; for an LFS pointer that of the file it names."""
        content = self.read(path)
        named = pointed(content)
        return named[0] if named else hashlib.sha256(content).hexdigest()


class MemoryRepository:
    """One clone of a MemoryRemote. It knows what it has fetched or made, as a clone does."""

    def __init__(
        self, remote: MemoryRemote, refs: Refs, *, weather: Weather = _fair, author: str = ""
    ) -> None:
        self._remote = remote
        self._refs = refs
        self._weather = weather
        self._author = author or "smmops@localhost"
        self._known: set[str] = set()
        self._seal: str | None = None
        self._trees: dict[tuple[str, str], MemoryTree] = {}

    def fetch(self) -> Tips:
        """Asks the remote for its tips."""
        self._reach("fetch", "before")
        with self._remote.lock:
            refs = dict(self._remote.refs)
        main, state, seal = (refs.get(name) for name in self._refs.heads)
        cut = len("refs/tags/")
        checkpoints = {
            name[cut:]: at for name, at in sorted(refs.items()) if name.startswith(self._refs.checkpoints)
        }
        tips = Tips(main=main, state=state, seal=seal, checkpoints=checkpoints)
        self._learn(tip for tip in (main, state, seal, *checkpoints.values()) if tip)
        self._seal = seal
        self._reach("fetch", "after")
        return tips

    def tree(self, commit: str, folder: str = "") -> MemoryTree:
        """The files of a commit, below `folder`; KeyError for a commit that this clone does not have."""
        found = self._trees.get((commit, folder))
        if found is None:
            if len(self._trees) > 64:
                self._trees.clear()
            found = MemoryTree(self._node(commit).files, self._remote.contents, folder)
            self._trees[commit, folder] = found
        return found

    def diff(self, old: str, new: str, folder: str = "") -> Sequence[tuple[str, str | None, str | None]]:
        """(path, old blob, new blob) of what differs, sorted; equal blobs: another mode."""
        before, after = self.tree(old, folder).blobs(), self.tree(new, folder).blobs()
        paths = sorted(path for path in {**before, **after} if _other(before.get(path), after.get(path)))
        return [(path, _oid(before.get(path)), _oid(after.get(path))) for path in paths]

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether `newer` can reach `older`; a commit reaches itself. False where either is unknown."""
        return {older, newer} <= self._known and self._remote.reaches(newer, older)

    def commits(self, tip: str, *, limit: int | None = None) -> Sequence[Commit]:
        """First-parent history, newest first."""
        return [node.commit for node in self._chain(tip, limit)]

    def touches(self, tip: str, paths: Sequence[str]) -> Sequence[Touch]:
        """First-parent commits that changed these paths, newest first, paths of one commit sorted."""
        wanted = matcher(paths)
        return [
            Touch(commit=node.commit, path=path, blob=blob)
            for node in self._chain(tip, None)
            for path, blob in node.changed.items()
            if wanted(path)
        ]

    def push(
        self, base: str, files: Mapping[str, bytes], note: str, *, seal: bool, tag: str | None = None
    ) -> Push:
        """One commit with these new files on the state branch, where that still is at `base`."""
        before = self._node(base).files
        if not files:
            raise ValueError("a push without files")
        _all_new(files, before)
        _, state_ref, seal_ref = self._refs.heads
        tag_ref = self._refs.tag(tag) if tag else None
        with self._remote.lock:
            oid = self._write([base], files, note)
        changes: dict[str, tuple[str | None, str]] = {state_ref: (base, oid)}
        if tag_ref:
            changes[tag_ref] = (None, oid)
        if seal:
            if self._seal is None:
                return Refused(reason=f"{seal_ref} is not there")
            changes[seal_ref] = (self._seal, oid)
        return self._move("push", changes, oid)

    def holds(self, commit: str) -> bool:
        """Whether the remote's state branch reaches `commit`."""
        self._reach("holds", "before")
        tip = self._remote.refs.get(self._refs.heads[1])
        held = tip is not None and self._remote.reaches(tip, commit)
        self._reach("holds", "after")
        return held

    def found(self, files: Mapping[str, bytes], note: str, *, base: str | None = None) -> Push:
        """Makes the state branch, and the seal where that is not there; a seal behind `base` moves along."""
        before = self._node(base).files if base else {}
        _all_new(files, before)
        _, state_ref, seal_ref = self._refs.heads
        oid = self._write([base] if base else [], files, note)
        standing = self._remote.refs.get(seal_ref)
        return self._move("found", {state_ref: (None, oid), seal_ref: (standing, oid)}, oid)

    def metrics(self) -> str | None:
        """The tip of the metrics branch, fetched; None where there is none."""
        self._reach("metrics", "before")
        tip = self._remote.refs.get(self._refs.numbers)
        self._learn([tip] if tip else [])
        self._reach("metrics", "after")
        return tip

    def append(self, base: str | None, files: Mapping[str, bytes], note: str) -> Push:
        """One commit with these new files on the metrics branch, where that still is at `base`."""
        if not files:
            raise ValueError("a push without files")
        _all_new(files, self._node(base).files if base else {})
        with self._remote.lock:
            oid = self._write([base] if base else [], files, note)
        return self._move("append", {self._refs.numbers: (base, oid)}, oid)

    def _move(self, operation: str, changes: Mapping[str, tuple[str | None, str]], oid: str) -> Push:
        fault = self._reach(operation, "before")
        if fault is Fault.REFUSED:
            return Refused(reason="refused for the test's sake")
        if fault is Fault.LATE:
            self._remote.late.append(lambda: self._remote.move(changes))
        if fault in (Fault.LATE, Fault.LOST):
            return Lost(commit=oid, reason="no answer")
        reason = self._remote.move(changes)
        if self._weather(operation, "after") is not None:
            return Lost(commit=oid, reason="no answer")
        if reason:
            return Refused(reason=reason)
        if self._refs.heads[2] in changes:
            self._seal = oid
        return Landed(tip=oid)

    def _write(self, parents: Sequence[str], files: Mapping[str, bytes], note: str) -> str:
        oid = self._remote.write(parents, Edit(dict(files), author=self._author, message=note))
        self._known.add(oid)
        return oid

    def _reach(self, operation: str, moment: str) -> Fault | None:
        fault = self._weather(operation, moment)
        if fault is Fault.OFFLINE:
            raise RemoteError("the remote cannot be reached")
        return fault

    def _learn(self, tips: Iterable[str]) -> None:
        self._known.update(self._remote.reachable(tips, without=self._known))

    def _node(self, commit: str) -> Node:
        if commit not in self._known:
            raise KeyError(commit)
        return self._remote.nodes[commit]

    def _chain(self, tip: str, limit: int | None) -> list[Node]:
        chain = [self._node(tip)]
        while chain[-1].commit.parents and (limit is None or len(chain) < limit):
            chain.append(self._remote.nodes[chain[-1].commit.parents[0]])
        return chain[:limit]


def _other(one: Blob | None, two: Blob | None) -> bool:
    """Whether two blobs differ; most are the very same object, and comparing models takes its time."""
    return one is not two and one != two


def _oid(blob: Blob | None) -> str | None:
    return blob.oid if blob else None


def _all_new(files: Mapping[str, bytes], before: Mapping[str, Blob]) -> None:
    for path in files:
        folders = checked(path).split("/")[:-1]
        upward = ["/".join(folders[:count]) for count in range(1, len(folders) + 1)]
        if path in before or any(folder in before or folder in files for folder in upward):
            raise ValueError(f"{path} is there already")
        if any(other.startswith(path + "/") for other in before):
            raise ValueError(f"{path} is a folder already")
