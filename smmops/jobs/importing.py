"""`import`: a table of another tool as posts of this workspace, checked before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from smmops.exchange.naming import Ids, named
from smmops.exchange.own import Read
from smmops.exchange.piece import Piece, written
from smmops.exchange.table import Refusal
from smmops.jobs.files import made
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

    `there` says that a file with these very bytes is there already, from an earlier run: it is left alone.
    """

    row: int
    id: str
    path: str
    content: bytes
    problems: tuple[Problem, ...] = ()
    there: bool = False

    @property
    def errors(self) -> int:
        """How many problems must be mended before it may go out."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Import:
    """What writing would make, and what is refused, by row."""

    posts: tuple[Imported, ...]
    refusals: tuple[Refusal, ...]


def imported(read: Read, workspace: Workspace, tree: Tree, *, into: str, now: datetime) -> Import:
    """The posts of a table, each with the problems it would have; nothing is written.

    `into` is a folder below content/ (from the brand's folder), "" for that of each post's month.
    """
    home = f"{workspace.folder}/" if workspace.folder else ""
    folder = _folder(into)
    ids = Ids(_taken(tree, home))
    refusals, posts = list(read.refusals), list[Imported]()
    known = _known(tree, home)
    for piece in read.pieces:
        content = written(piece).encode("utf-8", "replace")
        same = known.pop(blob_id(content), "")
        name = PurePosixPath(same).stem if same else _id(piece, ids, refusals)
        if name:
            path = same or f"{home}{folder or _month(piece, workspace, now)}/{name}.md"
            posts.append(Imported(piece.row, name, path, content, there=bool(same)))
    found = _problems(posts, workspace, tree, now)
    checked = tuple(replace(post, problems=tuple(found.get(post.path, ()))) for post in posts)
    return Import(checked, tuple(sorted(refusals, key=lambda each: each.row)))


def write(top: Path, posts: Sequence[Imported]) -> None:
    """Writes the files that are not there; where one cannot be written, those of this run go again."""
    done: list[Path] = []
    try:
        for post in posts:
            if not post.there:
                made(top, post.path, post.content)
                done.append(top / post.path)
    except (OSError, SmmopsError):
        for path in done:
            path.unlink(missing_ok=True)
        raise


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


def _taken(tree: Tree, home: str) -> set[str]:
    return {
        path.rpartition("/")[2].removesuffix(".md").casefold()
        for path in tree.blobs()
        if path.startswith(home) and kind_of(path[len(home) :]) is KINDS["post"]
    }


def _known(tree: Tree, home: str) -> dict[str, str]:
    """Path by blob id of every post that is there."""
    return {
        blob.oid: path
        for path, blob in tree.blobs().items()
        if path.startswith(home) and kind_of(path[len(home) :]) is KINDS["post"]
    }


def _id(piece: Piece, ids: Ids, refusals: list[Refusal]) -> str:
    """The post's id: the row's own, else one from its title or text; "" where it is refused."""
    if not piece.id:
        text = piece.title or next(iter(piece.texts.values()), "").strip().split("\n", 1)[0]
        return ids.free(named(text, piece.at[:10]))
    if not ID.fullmatch(piece.id):
        why = msg(
            "`{id}` is no id: lower-case letters, digits and `-`, at most 64 characters", id=piece.id[:80]
        )
        refusals.append(
            Refusal(piece.row, "id", why, msg("write it like brew-at-home, or leave the cell empty"))
        )
        return ""
    if not ids.take(piece.id):
        why = msg("a post `{id}` is there already: an id is given once", id=piece.id)
        refusals.append(Refusal(piece.row, "id", why, msg("choose another id, or leave the cell empty")))
        return ""
    return piece.id


def _month(piece: Piece, workspace: Workspace, now: datetime) -> str:
    assert workspace.settings is not None
    if piece.at:
        return f"content/{piece.at[:4]}/{piece.at[5:7]}"
    return f"content/{now.astimezone(ZoneInfo(workspace.settings.timezone)):%Y/%m}"


def _problems(
    posts: Sequence[Imported], workspace: Workspace, tree: Tree, now: datetime
) -> Mapping[str, list[Problem]]:
    """What `check` would say of the new files, by path."""
    over = Overlay(tree, {post.path: post.content for post in posts})
    paths = {post.path for post in posts}
    found: dict[str, list[Problem]] = {}
    for problem in run(load(over, workspace.folder), over, now=now).problems:
        if problem.path in paths:
            found.setdefault(problem.path, []).append(problem)
    return found
