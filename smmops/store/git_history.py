"""First-parent history of a branch: its commits, who wrote what a merge brought, and what touched a path."""

import re
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock

from smmops.model.ports import Commit, Touch
from smmops.store.git_glob import is_glob, matcher
from smmops.store.git_message import Raw, raw_commit, subject, trailers, unique
from smmops.store.git_objects import Objects, named
from smmops.store.git_process import Git

_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MANY = 200
"""More paths than this are cheaper to pick from the whole history than to tell git."""


def is_oid(text: str) -> bool:
    """Whether a text is a full object id, and so can be no option and no name of a ref."""
    return _OID.fullmatch(text) is not None


class History:
    """Reads of commits. What is known of a commit never changes, so it is kept."""

    def __init__(self, git: Git, objects: Objects) -> None:
        self._git = git
        self._objects = objects
        self._commits: dict[str, Commit] = {}
        self._raw: dict[str, Raw] = {}
        self._lock = Lock()

    def commits(self, tip: str, *, limit: int | None = None) -> list[Commit]:
        """First-parent history, newest first; KeyError for a commit that is not there."""
        most = [] if limit is None else [f"--max-count={limit}"]
        chain = self._lines("rev-list", "--first-parent", *most, self.known(tip), "--")
        return self._read(tip, chain)

    def touches(self, tip: str, paths: Sequence[str]) -> list[Touch]:
        """First-parent commits that changed these paths, newest first, paths of one commit sorted."""
        if not paths:
            return []
        wanted = matcher(paths)
        changed: dict[str, dict[str, str | None]] = {}
        for oid, path, blob in self._log(self.known(tip), paths):
            if wanted(path):
                changed.setdefault(oid, {})[path] = blob
        return [
            Touch(commit=commit, path=path, blob=changed[commit.oid][path])
            for commit in self._read(tip, list(changed))
            for path in sorted(changed[commit.oid])
        ]

    def known(self, commit: str) -> str:
        """The commit, where it is an id of one that is here; KeyError else."""
        if not is_oid(commit):
            raise KeyError(commit)
        self.raw(commit)
        return commit

    def raw(self, oid: str) -> Raw:
        """A commit as it is stored."""
        if oid not in self._raw:
            self._raw[oid] = raw_commit(oid, self._objects.content(oid))
        return self._raw[oid]

    def _read(self, tip: str, oids: Sequence[str]) -> list[Commit]:
        with self._lock:
            new = [oid for oid in oids if oid not in self._commits]
            merges = [oid for oid in new if len(self.raw(oid).parents) > 1]
            brought = self._brought(tip, merges) if merges else {}
            for oid in new:
                self._commits[oid] = _commit(self.raw(oid), brought.get(oid))
            return [self._commits[oid] for oid in oids]

    def _brought(self, tip: str, merges: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """E-mails of those who wrote what each merge brought: one walk from the oldest of them to the tip."""
        before = self.raw(merges[-1]).parents[0]
        lines = self._lines("rev-list", "--parents", tip, f"^{before}", "--")
        parents = {oid: rest for oid, *rest in (line.split() for line in lines)}
        chain = [tip]
        while chain[-1] != merges[-1]:
            chain.append(parents[chain[-1]][0])
        seen: set[str] = set()
        found = {}
        for oid in reversed(chain):
            side = _reached(parents, parents[oid][1:], seen)
            seen |= {oid, *side}
            if oid in merges:
                found[oid] = unique(tuple(sorted(email for one in side for email in self.raw(one).writers)))
        return found

    def _log(self, tip: str, paths: Sequence[str]) -> Iterable[tuple[str, str, str | None]]:
        specs = [spec for path in paths if path for spec in _pathspecs(path)] if len(paths) <= _MANY else []
        ran = self._git.run(
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--ignore-submodules=none",
            "--format=%H",
            tip,
            "--",
            *specs,
        )
        commit = ""
        words = iter(self._git.checked(ran, "log").split(b"\0"))
        for word in words:
            text = word.decode("utf-8", "replace").strip("\n")
            if text.startswith(":"):
                blob = text.split(" ")[3]
                yield commit, named(next(words)), blob if blob.strip("0") else None
            elif text:
                commit = text

    def _lines(self, *arguments: str) -> list[str]:
        return (
            self._git.checked(self._git.run(*arguments), arguments[0])
            .decode("ascii", "replace")
            .split("\n")[:-1]
        )


def _reached(parents: Mapping[str, Sequence[str]], tips: Iterable[str], seen: set[str]) -> list[str]:
    found: dict[str, None] = {}
    todo = list(tips)
    while todo:
        oid = todo.pop()
        if oid in parents and oid not in seen and oid not in found:
            found[oid] = None
            todo += parents[oid]
    return list(found)


def _commit(raw: Raw, brought: tuple[str, ...] | None) -> Commit:
    return Commit(
        oid=raw.oid,
        parents=raw.parents,
        at=raw.at,
        author=raw.author,
        committer=raw.committer,
        subject=subject(raw.message),
        trailers=trailers(raw.message),
        branch_authors=raw.writers if brought is None else brought,
        tree=raw.tree,
    )


def _pathspecs(path: str) -> list[str]:
    literal = f":(top,literal){path}"
    return [literal, f":(top,glob){path}"] if is_glob(path) else [literal]
