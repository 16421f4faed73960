"""`approve`: what a reviewer's signature is about, whose key makes it, and the file that keeps it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from hashlib import sha256

from smmops.approvals.required import Subject, is_guarded, is_solo, required
from smmops.approvals.signed import signatures_of
from smmops.forge.registry import best_level, repository_of
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings
from smmops.model.signing import FOLDER, SignedFile, Statement
from smmops.model.workspace import Workspace
from smmops.store.git import GitRepository
from smmops.store.load import load
from smmops.store.signing import said


@dataclass(frozen=True, slots=True)
class Side:
    """A commit's brand: what it says, and the files it says it with."""

    commit: str
    workspace: Workspace
    tree: Tree


@dataclass(frozen=True, slots=True)
class Sides:
    """`head` is what is signed, `main` the remote's main as it was last fetched: its rules and keys hold."""

    head: Side
    main: Side
    beginning: str
    repository: str | None
    best: str

    @property
    def settings(self) -> Settings:
        """smmops.yaml of the commit that is signed."""
        assert self.head.workspace.settings is not None
        return self.head.workspace.settings


@dataclass(frozen=True, slots=True)
class Paper:
    """What lies on the desk to be signed. `posts` are shown as they will be seen, `others` as text.

    `files` maps each path that is signed to how it differs from main: `new`, `changed` or `same`.
    """

    posts: tuple[Post, ...]
    others: tuple[str, ...]
    files: Mapping[str, str]
    statement: Statement

    @property
    def said(self) -> str:
        """The exact text that is signed."""
        return said(self.statement)

    @property
    def path(self) -> str:
        """Where the signature will lie, from the brand's folder."""
        made = self.statement
        return f"{FOLDER}/{made.at:%Y-%m-%d}-{made.signer}-{sha256(self.said.encode()).hexdigest()[:8]}.sig"


def sides(git: GitRepository, folder: str, settings: Settings, *, head: str | None) -> Sides:
    """Both commits as this clone has them; SmmopsError where one is missing or cannot be used."""
    main = git.seen(settings.main_branch)
    if main is None:
        main = git.resolve(settings.main_branch)
    here = git.resolve(head or "HEAD")
    beginning = _beginning(git, main, f"{folder}/smmops.yaml" if folder else "smmops.yaml")
    found = _side(git, here, folder)
    if found.workspace.settings is None or found.workspace.team is None:
        raise SmmopsError(
            msg("smmops.yaml or team.yaml of {commit} cannot be used", commit=here[:10]),
            msg("run `smmops check` and mend what it names"),
            exit_code=1,
        )
    return Sides(
        found,
        _side(git, main, folder),
        beginning,
        repository_of(settings, address=git.address),
        best_level(settings, address=git.address),
    )


def lay_out(sides: Sides, asked: Sequence[str], *, signer: str, now: datetime) -> Paper:
    """What is to be signed: the posts and files of `asked`, else every post that waits for this signature.

    SmmopsError where there is nothing to sign, or a name is none.
    """
    workspace = sides.head.workspace
    posts: list[Post] = []
    named: list[str] = []
    for name in asked:
        found = _named(workspace, sides.head.tree, name)
        if isinstance(found, Post):
            posts.append(found)
        else:
            named.append(found)
    if not asked:
        posts = [post for post in workspace.posts.values() if _waits(sides, post, signer=signer, now=now)]
    closure = {path: blob for post in posts for path, blob in post.blobs}
    home = f"{workspace.folder}/" if workspace.folder else ""
    signed = {path: blob for path, blob in closure.items() if not is_guarded(path.removeprefix(home))}
    blobs = sides.head.tree.blobs()
    signed |= {path: blobs[path].oid for path in named}
    if not signed:
        raise SmmopsError(
            msg("no post waits for a signature by {signer}", signer=signer),
            msg("name a post or a file to sign it all the same: `smmops approve POST`"),
            exit_code=0,
        )
    statement = Statement(
        brand=sides.settings.id,
        workspace=sides.beginning,
        repository=sides.repository,
        signer=signer,
        at=now.replace(microsecond=0),
        files=_pairs(signed),
        under=_pairs({path: blob for path, blob in closure.items() if path not in signed}),
    )
    shown = {post.path for post in posts}
    files = {path: _differs(sides.main.tree, path, blob) for path, blob in sorted(signed.items())}
    others = tuple(path for path in files if path not in shown)
    return Paper(tuple(posts), others, files, statement)


def _side(git: GitRepository, commit: str, folder: str) -> Side:
    tree = git.tree(commit, folder)
    return Side(commit, load(tree, folder), tree)


def _beginning(git: GitRepository, main: str, path: str) -> str:
    touches = [touch for touch in git.touches(main, (path,)) if touch.path == path]
    if not touches:
        raise SmmopsError(
            msg("{path} is not on main yet, so that there is nothing to sign for", path=path),
            msg("bring the workspace to main first, then `git fetch`"),
            exit_code=1,
        )
    return touches[-1].commit.oid


def _named(workspace: Workspace, tree: Tree, name: str) -> Post | str:
    """A post by its id or path, or the path of another file."""
    home = f"{workspace.folder}/" if workspace.folder else ""
    for post in workspace.posts.values():
        if name in (post.id, post.path, post.path.removeprefix(home)):
            return post
    found = next((path for path in (name, home + name) if path in tree.blobs()), None)
    if found is not None:
        return found
    near = get_close_matches(name, list(workspace.posts), n=1)
    hint = (
        msg("did you mean {near}", near=near[0])
        if near
        else msg("commit it first, or name the commit with --head: what is signed is what git has")
    )
    raise SmmopsError(msg("there is no post or file {name} to sign", name=name), hint, exit_code=64)


def _waits(sides: Sides, post: Post, *, signer: str, now: datetime) -> bool:
    """Whether a post may still go out, and lacks this person's signature on a file that asks for one."""
    still = [v for v in post.variants if v.publish_at and (v.not_after is None or v.not_after > now)]
    return bool(still) and any(
        _asked(sides, post, path) and not _has(sides, path, blob, signer) for path, blob in post.blobs
    )


def _has(sides: Sides, path: str, blob: str, signer: str) -> bool:
    found: Collection[Workspace] = (sides.head.workspace, sides.main.workspace)
    return any(
        signature.statement.signer == signer
        for workspace in found
        for _, signature in signatures_of(workspace, path, blob)
    )


def _asked(sides: Sides, post: Post, path: str) -> bool:
    ruling = sides.main.workspace
    if ruling.settings is None or ruling.team is None or is_solo(ruling.team):
        return False
    home = f"{sides.head.workspace.folder}/" if sides.head.workspace.folder else ""
    inside = path.removeprefix(home)
    return not is_guarded(inside) and any(
        required(
            Subject(inside, post, variant), policy=ruling.settings.policy, team=ruling.team, best=sides.best
        ).level
        == "signed"
        for variant in post.variants
    )


def _pairs(found: Mapping[str, str]) -> tuple[SignedFile, ...]:
    return tuple(SignedFile(path=path, blob=blob) for path, blob in sorted(found.items()))


def _differs(main: Tree, path: str, blob: str) -> str:
    there = main.blobs().get(path)
    return "new" if there is None else "same" if there.oid == blob else "changed"
