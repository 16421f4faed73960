"""A remote repository in memory, shared by its clones, on which people work too."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock

from smmops.model.ports import Blob, Commit
from smmops.store.git_message import co_authors, subject, trailers, unique

_START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Special:
    """A file that is none: `mode` 120000 (a link, `content` its target), 160000 (a commit id) or 100755."""

    mode: str
    content: bytes


Files = Mapping[str, bytes | Special | None]
"""What a commit changes: path -> new bytes; None takes the file away."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One commit of a person. `author` and `committer` are e-mails; `at` is UTC, None: the remote's clock."""

    files: Files
    author: str = "juno@acme.example"
    message: str = "edit"
    committer: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A commit with all its files, and what its first parent has another blob of (sorted; None: gone).

    `depth` is more than that of every parent.
    """

    commit: Commit
    files: Mapping[str, Blob]
    changed: Mapping[str, str | None]
    writers: tuple[str, ...]
    depth: int


@dataclass(slots=True)
class MemoryRemote:
    """Objects and refs. `refs` maps full names (`refs/heads/main`) to commits and may be set by a test.

    `late` holds pushes whose reply was lost and whose effect has not come: call one to let it come.
    `clock` gives the time of commits; without one they are a second apart.
    """

    clock: Callable[[], datetime] | None = None
    refs: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    late: list[Callable[[], object]] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)

    def commit(self, edit: Edit, *, ref: str = "refs/heads/main") -> str:
        """A commit straight on a branch, which is made where it does not exist."""
        with self.lock:
            parent = self.refs.get(ref)
            self.refs[ref] = self.write([parent] if parent else [], edit)
            return self.refs[ref]

    def merge(self, edits: Sequence[Edit], *, merger: Edit, ref: str = "refs/heads/main") -> str:
        """A side branch of `edits`, merged with `--no-ff`; `merger` says who merges, how, and what he adds."""
        with self.lock:
            base = self.refs[ref]
            side = base
            for edit in edits:
                side = self.write([side], edit)
            brought = {path: content for edit in edits for path, content in edit.files.items()}
            merged = Edit(
                {**brought, **merger.files}, merger.author, merger.message, merger.committer, merger.at
            )
            self.refs[ref] = self.write([base, side], merged)
            return self.refs[ref]

    def write(self, parents: Sequence[str], edit: Edit) -> str:
        """A commit that no ref points at yet; its files are the first parent's with the edit's changes."""
        with self.lock:
            before = self.nodes[parents[0]].files if parents else {}
            files = dict(before)
            for path, content in edit.files.items():
                files.pop(path, None)
                if content is not None:
                    files[path] = self._blob(content)
            oid = hashlib.sha1(b"commit %d" % len(self.nodes), usedforsecurity=False).hexdigest()
            committer = edit.committer or edit.author
            writers = unique((edit.author, committer, *co_authors(edit.message)))
            commit = Commit(
                oid=oid,
                parents=tuple(parents),
                at=edit.at or self._now(),
                author=edit.author,
                committer=committer,
                subject=subject(edit.message),
                trailers=trailers(edit.message),
                branch_authors=self._brought(parents) if len(parents) > 1 else writers,
            )
            depth = 1 + max((self.nodes[parent].depth for parent in parents), default=0)
            changed = {
                path: files[path].oid if path in files else None
                for path in sorted(edit.files)
                if before.get(path) != files.get(path)
            }
            self.nodes[oid] = Node(commit, files, changed, writers, depth)
            return oid

    def move(self, changes: Mapping[str, tuple[str | None, str]]) -> str | None:
        """Moves refs from the first to the second commit, all or none; the reason where it cannot."""
        with self.lock:
            for ref, (old, new) in changes.items():
                current = self.refs.get(ref)
                if current != old:
                    return f"{ref} is at {current}, not at {old}"
                if current is not None and not self.reaches(new, current):
                    return f"{ref} would not be a fast-forward"
            self.refs.update({ref: new for ref, (_, new) in changes.items()})
            return None

    def reaches(self, newer: str, older: str) -> bool:
        """Whether `newer` is `older` or descends from it; False where either is unknown."""
        if newer not in self.nodes or older not in self.nodes:
            return False
        least = self.nodes[older].depth
        seen, todo = {newer}, [newer]
        while todo:
            oid = todo.pop()
            if oid == older:
                return True
            for parent in self.nodes[oid].commit.parents:
                if parent not in seen and self.nodes[parent].depth >= least:
                    seen.add(parent)
                    todo.append(parent)
        return False

    def reachable(
        self, tips: Iterable[str], *, without: frozenset[str] | set[str] = frozenset()
    ) -> list[str]:
        """Every commit that the tips reach, walking no further than commits in `without`."""
        seen: dict[str, None] = {}
        todo = [tip for tip in tips if tip not in without]
        while todo:
            oid = todo.pop()
            if oid not in seen:
                seen[oid] = None
                todo += [parent for parent in self.nodes[oid].commit.parents if parent not in without]
        return list(seen)

    def _brought(self, parents: Sequence[str]) -> tuple[str, ...]:
        before = frozenset(self.reachable(parents[:1]))
        brought = self.reachable(parents[1:], without=before)
        return unique(tuple(sorted(email for oid in brought for email in self.nodes[oid].writers)))

    def _blob(self, content: bytes | Special) -> Blob:
        mode, inside = ("100644", content) if isinstance(content, bytes) else (content.mode, content.content)
        if mode == "160000":
            return Blob(oid=inside.decode("ascii"), size=0, mode=mode)
        oid = hashlib.sha1(b"blob %d\0" % len(inside) + inside, usedforsecurity=False).hexdigest()
        self.contents[oid] = inside
        return Blob(oid=oid, size=len(inside), mode=mode)

    def _now(self) -> datetime:
        return self.clock() if self.clock else _START + timedelta(seconds=len(self.nodes))
