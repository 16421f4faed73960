"""The repository port over the git binary: one clone and its remote."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

from smmops.model.message import msg
from smmops.model.ports import Commit, Landed, Push, Refused, Tips, Touch
from smmops.model.problem import SmmopsError
from smmops.store.git_history import History
from smmops.store.git_objects import AHEAD, GitTree, Objects, named
from smmops.store.git_process import Git, failure
from smmops.store.git_refs import Refs
from smmops.store.git_remote import PUSH_SECONDS, Remote
from smmops.store.git_seen import Seen, seen
from smmops.store.gitwrite import sweep, write_commit

__all__ = ["GitRepository", "Refs", "root_of"]

_NOBODY = ("smmops", "smmops@localhost")
_TREES = 32


class GitRepository:
    """A clone on disk: bare, shallow, a linked work tree or a plain one.

    `settings` are git settings for this object alone (a header with a push token, say), never on a command
    line. `push_seconds` is how long a push may take before its end counts as lost.
    """

    def __init__(
        self,
        path: Path | str,
        refs: Refs,
        *,
        settings: Sequence[tuple[str, str]] = (),
        push_seconds: float = PUSH_SECONDS,
    ) -> None:
        self._git = Git(Path(path), settings=settings)
        self._refs = refs
        self._objects = Objects(self._git)
        self._history = History(self._git, self._objects)
        self._remote = Remote(self._git, refs, seconds=push_seconds)
        self._trees: dict[tuple[str, str], GitTree] = {}
        self._lock = Lock()
        self._seal: str | None = None
        self._swept = False
        self._whole = False

    @property
    def folder(self) -> Path:
        """The git dir: where the cache and recovery files stand."""
        return self._git.folder

    @property
    def address(self) -> str:
        """Where git's configuration says that the remote is; empty where it says nothing. May hold a password."""
        ran = self._git.run("remote", "get-url", "--end-of-options", self._refs.remote)
        return ran.out.decode("utf-8", "replace").strip() if ran.status == 0 else ""

    def close(self) -> None:
        """Ends the process that reads objects."""
        self._objects.close()

    def fetch(self) -> Tips:
        """Asks the remote for its tips and fetches what moved."""
        if not self._swept:
            sweep(self._git)
            self._swept = True
        tips = self._remote.fetch()
        self._seal = tips.seal
        return tips

    def tree(self, commit: str, folder: str = "") -> GitTree:
        """The files of a commit, below `folder`; KeyError for a commit that is not here."""
        self._history.known(commit)
        with self._lock:
            found = self._trees.get((commit, folder))
            if found is None:
                if len(self._trees) >= _TREES:
                    del self._trees[next(iter(self._trees))]
                found = GitTree(self._git, self._objects, commit=commit, folder=folder)
                self._trees[commit, folder] = found
            return found

    def diff(self, old: str, new: str, folder: str = "") -> Sequence[tuple[str, str | None, str | None]]:
        """(path, old blob, new blob) of what differs, sorted; equal blobs: another mode."""
        sides = [self._history.known(commit) for commit in (old, new)]
        below = [f":(top,literal){folder.strip('/')}/"] if folder.strip("/") else []
        flags = [
            "-r",
            "-z",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--ignore-submodules=none",
        ]
        words = self._git.checked(
            self._git.run("diff-tree", *flags, *sides, "--", *below), "diff-tree"
        ).split(b"\0")
        found = []
        for facts, path in zip(words[0::2], words[1::2], strict=False):
            before, after = (
                blob if blob.strip("0") else None for blob in facts.decode("ascii").split(" ")[2:4]
            )
            found.append((named(path), before, after))
        return sorted(found)

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether `newer` can reach `older`; a commit reaches itself. False where either is unknown."""
        if self._reaches(older, newer):
            return True
        if self._whole or self._git.text("rev-parse", "--is-shallow-repository") == "false":
            return False
        self._deepen()
        return self._reaches(older, newer)

    def commits(self, tip: str, *, limit: int | None = None) -> Sequence[Commit]:
        """First-parent history, newest first."""
        self._deepen()
        return self._history.commits(tip, limit=limit)

    def touches(self, tip: str, paths: Sequence[str]) -> Sequence[Touch]:
        """First-parent commits that changed these paths, newest first, paths of one commit sorted."""
        self._deepen()
        return self._history.touches(tip, paths)

    def push(
        self, base: str, files: Mapping[str, bytes], note: str, *, seal: bool, tag: str | None = None
    ) -> Push:
        """One commit with these new files on the state branch, where that still is at `base`.

        RemoteError means that nothing of ours is there.
        """
        if not files:
            raise ValueError("a push without files")
        _, state_ref, seal_ref = self._refs.heads
        tag_ref = self._refs.tag(tag) if tag else None
        sealed = self._seal
        commit = self._written(files, note, base=self._history.known(base))
        changes: dict[str, tuple[str | None, str]] = {state_ref: (base, commit)}
        if tag_ref:
            changes[tag_ref] = (None, commit)
        if seal:
            if sealed is None or not self._reaches(sealed, commit):
                return Refused(reason=f"{self._refs.seal} is not there, or not behind {base[:10]}")
            changes[seal_ref] = (sealed, commit)
        return self._pushed(changes, commit)

    def holds(self, commit: str) -> bool:
        """Whether the remote's state branch reaches `commit`."""
        tips = self._remote.fetch()
        return tips.state is not None and self._reaches(commit, tips.state)

    def found(self, files: Mapping[str, bytes], note: str, *, base: str | None = None) -> Push:
        """Makes the state branch, and the seal where that is not there; a seal behind `base` moves along."""
        _, state_ref, seal_ref = self._refs.heads
        standing = self._remote.fetch().seal
        commit = self._written(files, note, base=self._history.known(base) if base else None)
        if standing and not self._reaches(standing, commit):
            return Refused(reason=f"{self._refs.seal} is there and not behind the new branch")
        return self._pushed({state_ref: (None, commit), seal_ref: (standing, commit)}, commit)

    def metrics(self) -> str | None:
        """The tip of the metrics branch, fetched; None where there is none."""
        return self._remote.branch(self._refs.numbers)

    def append(self, base: str | None, files: Mapping[str, bytes], note: str) -> Push:
        """One commit with these new files on the metrics branch, where that still is at `base`."""
        if not files:
            raise ValueError("a push without files")
        commit = self._written(files, note, base=self._history.known(base) if base else None)
        return self._pushed({self._refs.numbers: (base, commit)}, commit)

    def actor(self) -> tuple[str, str]:
        """(name, e-mail) that git's configuration gives the user; smmops itself where it gives none."""
        name, email = self._git.value("user.name"), self._git.value("user.email")
        return (name or _NOBODY[0], email or _NOBODY[1])

    def setting(self, key: str) -> str | None:
        """A value of git's configuration, wherever it stands."""
        return self._git.value(key)

    def head(self) -> str | None:
        """The commit that is checked out; None before the first."""
        ran = self._git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return ran.out.decode("ascii").strip() if ran.status == 0 else None

    def resolve(self, name: str) -> str:
        """The commit that a branch, a tag or an id names; SmmopsError where there is none."""
        ran = self._git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
        if ran.status != 0:
            raise SmmopsError(
                msg("{name} names no commit here", name=name), msg("fetch it, or name another"), exit_code=64
            )
        return ran.out.decode("ascii").strip()

    def merge_tree(self, base: str, head: str) -> str | None:
        """The tree id of `head` merged into `base`, written nowhere but the object store; None on conflicts."""
        sides = [self._history.known(commit) for commit in (base, head)]
        ran = self._git.run("merge-tree", "--write-tree", "-z", "--no-messages", *sides)
        if ran.status > 1 or ran.status < 0:
            raise failure(ran, "merge-tree")
        return ran.out.split(b"\0", 1)[0].decode("ascii") if ran.status == 0 else None

    def merge_base(self, one: str, other: str) -> str | None:
        """The newest commit that both reach; None where they share none here."""
        ran = self._git.run("merge-base", *(self._history.known(commit) for commit in (one, other)))
        return ran.out.split(b"\n", 1)[0].decode("ascii") if ran.status == 0 else None

    def seen(self, branch: str) -> str | None:
        """The remote's branch as it was last fetched, by anybody; nothing is asked of the remote. None: never seen.

        Of what git itself and smmops fetched the newer one counts.
        """
        refs = [f"refs/remotes/{self._refs.remote}/{branch}", self._remote.private(f"refs/heads/{branch}")]
        ran = [self._git.run("rev-parse", "--verify", "--quiet", ref + "^{commit}") for ref in refs]
        found = [each.out.decode("ascii").strip() for each in ran if each.status == 0]
        if len(found) > 1 and self._reaches(found[0], found[1]):
            return found[1]
        return found[0] if found else None

    def all_refs(self) -> Mapping[str, str]:
        """Every ref of this clone with the commit it names; nothing is asked of the remote."""
        lines = self._git.text(
            "for-each-ref", "--format=%(objectname) %(*objectname) %(refname)"
        ).splitlines()
        rows = (line.split(" ", 2) for line in lines)
        return {ref: peeled or oid for oid, peeled, ref in rows}

    def standing(self) -> Seen:
        """Tips and anchors of the brand as this clone knows them; nothing is asked of the remote."""
        return seen(self, self._refs)

    def contents(self, oids: Sequence[str]) -> list[bytes]:
        """The bytes of any number of blobs, many at a time; KeyError where one is not here."""
        found: list[bytes] = []
        for start in range(0, len(oids), AHEAD):
            found += self._objects.contents(oids[start : start + AHEAD])
        return found

    def sha256_of(self, oid: str, *, size: int) -> str:
        """Hex SHA-256 of a blob, read as a stream; for an LFS pointer that of the file it names."""
        return self._objects.sha256(oid, size=size)

    def blobs_at(self, places: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str | None]:
        """The blob of each (commit, path), asked for at once and no commit listed; None where it is not there."""
        asked = [place for place in dict.fromkeys(places) if "\n" not in place[1]]
        lines = "".join(f"{commit}:{path}\n" for commit, path in asked).encode("utf-8", "surrogateescape")
        ran = self._git.run("cat-file", "--batch-check=%(objecttype) %(objectname)", stdin=lines)
        found: dict[tuple[str, str], str | None] = dict.fromkeys(places)
        for place, line in zip(asked, self._git.checked(ran, "cat-file").split(b"\n"), strict=False):
            kind, _, oid = line.partition(b" ")
            found[place] = oid.decode("ascii") if kind == b"blob" and len(oid) in (40, 64) else None
        return found

    def _written(self, files: Mapping[str, bytes], note: str, *, base: str | None) -> str:
        return write_commit(self._git, files, note, base=base, author=self.actor())

    def _pushed(self, changes: Mapping[str, tuple[str | None, str]], commit: str) -> Push:
        pushed = self._remote.push(changes, commit)
        if isinstance(pushed, Landed) and self._refs.heads[2] in changes:
            self._seal = commit
        return pushed

    def _reaches(self, older: str, newer: str) -> bool:
        if self._unknown(older) or self._unknown(newer):
            return False
        return self._git.run("merge-base", "--is-ancestor", older, newer).status == 0

    def _unknown(self, commit: str) -> bool:
        try:
            self._history.known(commit)
        except KeyError:
            return True
        return False

    def _deepen(self) -> None:
        if not self._whole:
            self._remote.deepen()
            self._whole = True


def root_of(path: Path | str) -> Path:
    """The top of the work tree that holds `path` (the git dir of a bare repository)."""
    return Git(Path(path)).cwd
