"""`import`: a table of another tool as posts of this workspace, checked before anything is written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from smmops.exchange.naming import Ids, named
from smmops.exchange.own import Read
from smmops.exchange.piece import Piece, written
from smmops.exchange.record import record
from smmops.exchange.table import Refusal
from smmops.jobs.files import made
from smmops.jobs.importing_told import answered, unsent
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.problem import Problem, Severity, SmmopsError
from smmops.model.workspace import Workspace
from smmops.rules.run import run
from smmops.store.kinds import ID, KINDS, kind_of
from smmops.store.load import load
from smmops.store.overlay import Overlay, blob_id


@dataclass(frozen=True, slots=True)
class Imported:
    """A post that the table became: its row, its file, and what `check` says of it.

    `there` says that this very post is there already, from an earlier run: it is left alone. `files` are media that
    come with it: (path from the top, bytes). `hold` is why it would not go out yet.
    """

    row: int
    id: str
    path: str
    content: bytes
    problems: tuple[Problem, ...] = ()
    there: bool = False
    line: int = 0
    source: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    hold: str = ""

    @property
    def errors(self) -> int:
        """How many problems must be mended before it may go out."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Import:
    """What writing would make, and what is refused, by row."""

    posts: tuple[Imported, ...]
    refusals: tuple[Refusal, ...]
    unsent: tuple[str, ...] = ()
    """Channels to which smmops does not send, and the posts do not say that a person does."""


def imported(read: Read, workspace: Workspace, tree: Tree, *, into: str, now: datetime) -> Import:
    """The posts of a table, each with the problems it would have; nothing is written.

    `into` is a folder below content/ (from the brand's folder), "" for that of each post's month.
    """
    home = f"{workspace.folder}/" if workspace.folder else ""
    place = _Place(workspace, tree, home, _folder(into), now)
    refusals, posts = list(read.refusals), list[Imported]()
    for piece in read.pieces:
        content = written(piece).encode("utf-8", "replace")
        found = place.found(piece, content)
        name = PurePosixPath(found).stem if found else place.id(piece, refusals)
        if name:
            path = found or place.path(piece, name)
            if path in place.given or (not found and path in place.paths):
                refusals.append(_taken_path(piece, path))
                continue
            place.given.add(path)
            new = Imported(
                piece.row, name, path, content, there=bool(found), line=piece.line, source=piece.source
            )
            files = tuple((home + name, data) for name, data in read.media.get(piece.source, ()))
            posts.append(replace(new, files=files, hold=piece.more.get("hold", "")))
    over = Overlay(tree, {path: content for post in posts for path, content in _files(post)})
    after = load(over, workspace.folder)
    problems = _problems(posts, after, over, now)
    checked = tuple(replace(post, problems=tuple(problems.get(post.path, ()))) for post in posts)
    ordered = tuple(sorted(refusals, key=lambda each: (each.source, each.row)))
    return Import(checked, ordered, unsent(after, (post.id for post in posts if not post.there)))


class _Place:
    """Where posts and ideas go: free ids, folders, and what is there already."""

    def __init__(self, workspace: Workspace, tree: Tree, home: str, folder: str, now: datetime) -> None:
        self._workspace, self._tree, self._home, self._folder, self._now = workspace, tree, home, folder, now
        self._ids = {False: Ids(_taken(tree, home, "post")), True: Ids(_taken(tree, home, "idea"))}
        self._known = _known(tree, home)
        self._by_id = {
            PurePosixPath(path).stem: path for path in self._known.values() if _is(path, home, "post")
        }
        self.given: set[str] = set()
        self.paths = frozenset(tree.blobs())

    def found(self, piece: Piece, content: bytes) -> str:
        """The path of this very post where it is there already, else ""."""
        same = self._known.pop(blob_id(content), "")
        if same or not piece.id:
            return same
        there = self._by_id.get(piece.id)
        if there is None:
            return ""
        was, new = record(there, self._tree.read(there)), record(there, content)
        if was is None or new is None:
            return ""
        if not piece.file and not piece.allows:
            new = replace(new, allows=was.allows)  # what was silenced by hand since
        return there if was.same(new) else ""

    def id(self, piece: Piece, refusals: list[Refusal]) -> str:
        return _id(piece, self._ids[piece.idea], refusals)

    def path(self, piece: Piece, name: str) -> str:
        if piece.idea:
            return f"{self._home}content/ideas/{name}.md"
        kept = "" if self._folder else _kept_folder(piece.path, name)
        return f"{self._home}{self._folder or kept or _month(piece, self._workspace, self._now)}/{name}.md"


def _kept_folder(path: str, name: str) -> str:
    """The folder that an export names, where a post of that id may lie in it; "" else."""
    pure = PurePosixPath(path)
    inside = path == pure.as_posix() and ".." not in pure.parts and pure.name == f"{name}.md"
    return pure.parent.as_posix() if inside and kind_of(path) is KINDS["post"] else ""


def _taken_path(piece: Piece, path: str) -> Refusal:
    why = msg("{path} is there already, and is not written over", path=path)
    fix = msg("choose another id, or edit that file")
    return Refusal(piece.row, "id", why, fix, piece.line, piece.source)


def write(top: Path, posts: Sequence[Imported]) -> None:
    """Writes the files that are not there; where one cannot be written, those of this run go again."""
    done: list[Path] = []
    try:
        for path, content in pending(posts):
            made(top, path, content)
            done.append(top / path)
    except (OSError, SmmopsError):
        for new in done:
            new.unlink(missing_ok=True)
        raise


def pending(posts: Sequence[Imported]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of everything that is still to be written, each path once."""
    seen = set[str]()
    for post in posts:
        if not post.there:
            for path, content in (*post.files, (post.path, post.content)):
                if path not in seen:
                    seen.add(path)
                    yield path, content


def _folder(into: str) -> str:
    """The folder below content/ in which posts may lie; SmmopsError (64) for another one."""
    if not into:
        return ""
    path = PurePosixPath(into)
    inner = path.as_posix().removesuffix("/")
    bad = path.is_absolute() or ".." in path.parts or path.parts[:1] != ("content",)
    if bad or path.parts[1:2] in (("media",), ("ideas",)):
        raise SmmopsError(
            msg("posts do not lie in {folder}", folder=into),
            msg("name a folder below content/ but media and ideas: content/2026/12"),
            exit_code=64,
        )
    return inner


def _is(path: str, home: str, kind: str) -> bool:
    return path.startswith(home) and kind_of(path[len(home) :]) is KINDS[kind]


def _taken(tree: Tree, home: str, kind: str) -> set[str]:
    return {
        path.rpartition("/")[2].removesuffix(".md").casefold()
        for path in tree.blobs()
        if _is(path, home, kind)
    }


def _known(tree: Tree, home: str) -> dict[str, str]:
    """Path by blob id of every post and idea that is there."""
    return {
        blob.oid: path
        for path, blob in tree.blobs().items()
        if _is(path, home, "post") or _is(path, home, "idea")
    }


def _id(piece: Piece, ids: Ids, refusals: list[Refusal]) -> str:
    """The post's id: the row's own, else one from its title or text; "" where it is refused."""
    if not piece.id:
        words = piece.parts[0] if piece.parts else next(iter(piece.texts.values()), "")
        text = piece.title or words.strip().split("\n", 1)[0]
        return ids.free(named(text, piece.at[:10]))
    if not ID.fullmatch(piece.id):
        why = msg(
            "`{id}` is no id: lower-case letters, digits and `-`, at most 64 characters", id=piece.id[:80]
        )
        fix = msg("write it like brew-at-home, or leave the cell empty")
        refusals.append(Refusal(piece.row, "id", why, fix, piece.line, piece.source))
        return ""
    if not ids.take(piece.id):
        why = msg("a post `{id}` is there already: an id is given once", id=piece.id)
        fix = msg("choose another id, or leave the cell empty")
        refusals.append(Refusal(piece.row, "id", why, fix, piece.line, piece.source))
        return ""
    return piece.id


def _month(piece: Piece, workspace: Workspace, now: datetime) -> str:
    assert workspace.settings is not None
    if re.match(r"\d{4}-\d{2}-", piece.at):
        return f"content/{piece.at[:4]}/{piece.at[5:7]}"
    return f"content/{now.astimezone(ZoneInfo(workspace.settings.timezone)):%Y/%m}"


def _files(post: Imported) -> Iterator[tuple[str, bytes]]:
    if not post.there:
        yield from post.files
        yield post.path, post.content


def _problems(
    posts: Sequence[Imported], after: Workspace, over: Tree, now: datetime
) -> Mapping[str, list[Problem]]:
    """What `check` would say of the new files, by path."""
    paths = {post.path for post in posts}
    found: dict[str, list[Problem]] = {}
    for problem in run(after, over, now=now).problems:
        if problem.path in paths:
            found.setdefault(problem.path, []).append(answered(problem, after))
    return found
