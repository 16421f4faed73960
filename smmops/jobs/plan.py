"""`plan`: reads both sides and the ledger from the clone as it is, and reviews. No network, no secrets."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from smmops.forge.registry import best_level
from smmops.ledger.book import Book, folded
from smmops.ledger.paths import entry_at, order_at
from smmops.model.entry import split_key
from smmops.model.message import msg
from smmops.model.plan import Plan
from smmops.model.ports import Tree
from smmops.model.post import FileRef
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.plan.review import acknowledged, concerned, review
from smmops.plan.side import Side
from smmops.store.git import GitRepository
from smmops.store.load import load
from smmops.store.merged import Merged


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare. `base` and `head` name commits; None: the remote's main, and the work tree.

    `opened` is the workspace on the disk, `disk` its tree.
    """

    opened: Workspace
    disk: Tree
    base: str | None
    head: str | None
    now: datetime
    acknowledged: Collection[str] = ()

    @property
    def settings(self) -> Settings:
        """smmops.yaml on the disk: it names the branches."""
        assert self.opened.settings is not None
        return self.opened.settings

    @property
    def folder(self) -> str:
        """The brand's folder."""
        return self.opened.folder


def plan(git: GitRepository, asked: Asked) -> Plan:
    """What merging the head into the base does.

    The base is the remote's main as it was last fetched, the ledger likewise; a head that lacks what the base has
    got meanwhile is merged first, in memory. SmmopsError where that does not go, and where nothing can be read.
    """
    base = _base(git, asked)
    before = _side(git.tree(base), asked, commit=base)
    after = _head(git, asked, base)
    if after.workspace.settings is None or after.workspace.team is None:
        name = "smmops.yaml" if after.workspace.settings is None else "team.yaml"
        raise SmmopsError(
            msg("{file} cannot be used, so that nothing can be planned", file=name),
            msg("run `smmops check` and mend what it names"),
            exit_code=1,
        )
    settings = after.workspace.settings
    book = _book(git, asked.settings, concerned(before, after))
    best = best_level(settings, address=git.address)
    made = review(before, after, book=book, now=asked.now, best=best)
    return acknowledged(made, asked.acknowledged)


def _base(git: GitRepository, asked: Asked) -> str:
    if asked.base is not None:
        return git.resolve(asked.base)
    settings = asked.settings
    found = git.seen(settings.main_branch)
    if found is not None:
        return found
    try:
        return git.resolve(settings.main_branch)
    except SmmopsError as none:
        raise SmmopsError(
            msg(
                "this clone has no {branch} to compare with",
                branch=f"{settings.remote}/{settings.main_branch}",
            ),
            msg("run `git fetch`, or name a commit with --base"),
            exit_code=64,
        ) from none


def _head(git: GitRepository, asked: Asked, base: str) -> Side:
    if asked.head is None:
        tree = _over(git, asked, base)
        known = asked.opened if tree is asked.disk else None
        return _side(tree, asked, commit=None, known=known)
    head = git.resolve(asked.head)
    if git.is_ancestor(base, head):
        return _side(git.tree(head), asked, commit=head)
    merged = git.merge_tree(base, head)
    if merged is None:
        raise _conflict(asked.head)
    return _side(git.tree(merged), asked, commit=head)


def _over(git: GitRepository, asked: Asked, base: str) -> Tree:
    """The work tree, laid over a base that has gone on since the two parted."""
    here = git.head()
    origin = git.merge_base(base, here) if here else None
    if origin is None or origin == base:
        return asked.disk
    laid = Merged(git.tree(origin), asked.disk, git.tree(base))
    mine = [path for path in laid.conflicts if path.startswith(f"{asked.folder}/" if asked.folder else "")]
    if mine:
        raise _conflict("the work tree", mine[0])
    return laid


def _conflict(head: str, path: str = "") -> SmmopsError:
    message = (
        msg("both the base and {head} changed {path}", head=head, path=path)
        if path
        else msg("{head} cannot be merged into the base: both changed the same lines", head=head)
    )
    return SmmopsError(
        message, msg("merge the base into the branch, decide there, and plan again"), exit_code=1
    )


def _side(tree: Tree, asked: Asked, *, commit: str | None, known: Workspace | None = None) -> Side:
    def sha256(file: FileRef) -> str:
        return file.sha256 or tree.sha256(file.path)

    workspace = known or load(tree, asked.folder, like=asked.opened)
    return Side(workspace, tree.blobs(), sha256, commit)


def _book(git: GitRepository, settings: Settings, posts: Collection[str]) -> Book | None:
    """The ledger as it was last fetched: the keys of these posts, what drifted, and all orders.

    A path tells the state, so that entries of other keys are not read. None where there is no state branch here.
    """
    tip = git.seen(settings.state_branch)
    if tip is None:
        return None
    tree = git.tree(tip, settings.id)
    wanted = wanted_of(tree, lambda key: split_key(key)[1] in posts)
    return folded(tip, [(path, tree.read(path)) for path in wanted])


def wanted_of(tree: Tree, concerns: Callable[[str], bool]) -> list[str]:
    """Paths of the entries of keys that concern somebody, of what drifted, and of all orders."""
    keys: dict[str, list[tuple[int, str, str]]] = {}
    orders = []
    for path in tree.blobs():
        place = entry_at(path)
        if place is not None:
            keys.setdefault(place[0], []).append((place[1], place[2], path))
        elif order_at(path):
            orders.append(path)
    kept = [
        path
        for key, entries in keys.items()
        if concerns(key) or max(entries)[1] == State.DRIFTED
        for _, _, path in entries
    ]
    return [*kept, *orders]
