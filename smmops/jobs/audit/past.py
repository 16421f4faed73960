"""Main's first-parent history, read once: what each path was at each commit, and workspaces of any moment."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from smmops.model.ports import Blob, Commit, Touch
from smmops.model.workspace import Workspace
from smmops.store.git import GitRepository
from smmops.store.load import load

EVERYTHING = ("**",)
_RULES = ("smmops.yaml", "team.yaml", "strategy.md")
_FOLDERS = ("personas/", "campaigns/", "reviews/")


class Past:
    """The history of main up to `tip`, of the brand in `folder`. Positions count from the oldest commit, 0."""

    def __init__(self, git: GitRepository, tip: str, folder: str) -> None:
        self._git = git
        self.tip = tip
        self.folder = folder
        self._home = f"{folder}/" if folder else ""
        self.commits: Sequence[Commit] = tuple(reversed(git.commits(tip)))
        self.position: Mapping[str, int] = {commit.oid: at for at, commit in enumerate(self.commits)}
        self._blobs: dict[str, tuple[list[int], list[str | None], list[Touch]]] = {}
        self._by_post: dict[str, set[str]] = {}
        self.changed: dict[int, list[str]] = {}
        for touch in reversed(git.touches(tip, EVERYTHING)):
            self._note(touch)
        self._sizes = {blob.oid: blob for blob in git.tree(tip).blobs().values()}
        self._texts: dict[str, bytes] = {}
        self._hashes: dict[str, str] = {}
        self._rules: dict[int, Workspace] = {}

    def _note(self, touch: Touch) -> None:
        at = self.position[touch.commit.oid]
        places, blobs, touches = self._blobs.setdefault(touch.path, ([], [], []))
        places.append(at)
        blobs.append(touch.blob)
        touches.append(touch)
        self.changed.setdefault(at, []).append(touch.path)
        if self._is_page(touch.path):
            self._by_post.setdefault(touch.path.rpartition("/")[2].removesuffix(".md"), set()).add(touch.path)

    def _is_page(self, path: str) -> bool:
        return path.startswith(f"{self._home}content/") and path.endswith(".md")

    def blob(self, at: int, path: str) -> str | None:
        """What a path was at a position; None: not there."""
        known = self._blobs.get(path)
        if known is None:
            return None
        found = bisect_right(known[0], at) - 1
        return known[1][found] if found >= 0 else None

    def touches(self, at: int, path: str) -> Sequence[Touch]:
        """What changed a path up to a position, newest first."""
        known = self._blobs.get(path)
        return tuple(reversed(known[2][: bisect_right(known[0], at)])) if known else ()

    def pages(self, at: int, post: str) -> dict[str, str]:
        """The files of a post at a position, path to blob: one, where all is well."""
        found = ((path, self.blob(at, path)) for path in sorted(self._by_post.get(post, ())))
        return {path: blob for path, blob in found if blob is not None}

    @cached_property
    def _versions(self) -> list[int]:
        """Positions at which something other than a new file or a post changed: what posts are composed with."""
        found = set()
        for path, (places, *_) in self._blobs.items():
            if self._is_page(path) or not path.startswith(self._home):
                continue
            inside = path[len(self._home) :]
            if inside in _RULES or inside.startswith(_FOLDERS):
                found.update(places)
            elif inside.startswith("content/"):
                found.update(places[1:])
        return sorted(found)

    def version(self, at: int) -> int:
        """A number that is the same for positions whose posts are composed with the same files."""
        return bisect_right(self._versions, at)

    def _end(self, at: int) -> int:
        """The last position of the same version."""
        version = self.version(at)
        after = self._versions[version] if version < len(self._versions) else len(self.commits)
        return after - 1

    def rules(self, at: int) -> Workspace:
        """The brand's settings and team at a position, and nothing else."""
        version = self.version(at)
        if version not in self._rules:
            paths = (f"{self._home}{name}" for name in ("smmops.yaml", "team.yaml"))
            files = {path: blob for path in paths if (blob := self.blob(self._end(at), path))}
            self._rules[version] = load(Then(self, files), self.folder)
        return self._rules[version]

    def workspace(self, at: int, pages: Mapping[str, str]) -> Workspace:
        """The brand's workspace of the version that `at` belongs to, with these posts (path to blob) alone."""
        last = self._end(at)
        files = {path: blob for path in self._ground if (blob := self.blob(last, path))} | dict(pages)
        wanted = [blob for path, blob in files.items() if path.endswith((".md", ".yaml"))]
        self.read_ahead(wanted)
        return load(Then(self, files), self.folder)

    @cached_property
    def _ground(self) -> Sequence[str]:
        """Paths of all that posts are composed with: no posts, nothing of other brands or for people alone."""
        named = (*_RULES, "rights.yaml")
        return [
            path
            for path in self._blobs
            if path.startswith(self._home)
            and not self._is_page(path)
            and (
                path[len(self._home) :] in named
                or path[len(self._home) :].startswith((*_FOLDERS, "content/"))
            )
        ]

    def read_ahead(self, oids: Iterable[str]) -> None:
        """Reads small files many at a time: a question to git costs more than the answer."""
        new = [oid for oid in dict.fromkeys(oids) if oid not in self._texts]
        self._texts.update(zip(new, self._git.contents(new), strict=True))

    def forget(self) -> None:
        """Lets go of the texts of one version."""
        self._texts.clear()

    def content(self, oid: str) -> bytes:
        """The bytes of a blob."""
        return self._texts[oid] if oid in self._texts else self._git.contents([oid])[0]

    def fact(self, oid: str) -> Blob:
        """Size and mode of a blob; one that is not on main's tip is read for its size."""
        known = self._sizes.get(oid)
        if known is None:
            known = self._sizes[oid] = Blob(oid=oid, size=len(self.content(oid)))
        return known

    def sha256(self, oid: str) -> str:
        """Hex SHA-256 of a blob's bytes, read once."""
        if oid not in self._hashes:
            self._hashes[oid] = self._git.sha256_of(oid, size=self.fact(oid).size)
        return self._hashes[oid]

    def blob_at(self, commit: str, path: str) -> str | None:
        """The blob of a path in any commit, of main or merged into it."""
        at = self.position.get(commit)
        if at is not None:
            return self.blob(at, path)
        if (commit, path) not in self._heads:
            self._heads.update(self._git.blobs_at([(commit, path)]))
        return self._heads[commit, path]

    @cached_property
    def _heads(self) -> dict[tuple[str, str], str | None]:
        """What each merged head had of the files that it changed, asked for at once."""
        places = [
            (commit.parents[1], path)
            for at, commit in enumerate(self.commits)
            if len(commit.parents) > 1
            for path in self.changed.get(at, ())
        ]
        return dict(self._git.blobs_at(places))

    def older(self, one: str, other: str) -> bool:
        """Whether one commit of main is the other or stands before it."""
        return one in self.position and other in self.position and self.position[one] <= self.position[other]


class Then:
    """Files of main put together by blob id, as a tree."""

    def __init__(self, past: Past, files: Mapping[str, str]) -> None:
        self._past = past
        self._files = dict(sorted(files.items()))

    def blobs(self) -> Mapping[str, Blob]:
        """Every path, sorted."""
        return {path: self._past.fact(oid) for path, oid in self._files.items()}

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not there."""
        return self._past.content(self._files[path])

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file."""
        return self._past.sha256(self._files[path])
