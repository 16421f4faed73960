"""`import twitter-together`: history that another tool sent, adopted by the ledger so that it is never sent again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from smmops.exchange.own import Read
from smmops.exchange.together_posts import Account, History, Remark, history
from smmops.jobs.importing import Import, Imported, imported
from smmops.jobs.publish.record import save
from smmops.jobs.publish.tick import start
from smmops.ledger.branch import Draft
from smmops.model.entry import Entry
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.problem import Problem, Severity, SmmopsError
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.model.world import World
from smmops.plan.scene import key_of
from smmops.rules.registry import RULES
from smmops.store.disk import DiskTree
from smmops.store.git_added import added

REASON = "sent by twitter-together before smmops"


@dataclass(frozen=True, slots=True)
class Adoption:
    """Posts that are history, and what a person should know of the repository's files."""

    made: Import
    remarks: tuple[Remark, ...]

    @property
    def lacking(self) -> bool:
        """Whether something that was sent becomes no post until a person mends it."""
        return any(each.fix is not None for each in self.remarks)


def adoption(folder: Path, workspace: Workspace, tree: Tree, *, account: Account, now: datetime) -> Adoption:
    """The tweets of a repository as posts of one channel; nothing is written.

    Rules are about what is to come: what they find in history is silenced in its file, with the reason. A post that
    has a problem which cannot be silenced is left out.
    """
    found = history(_files(folder), account, sent=added(folder, "tweets"), media=_media(workspace, tree))
    first = _made(found, workspace, tree, now)
    quiet = {post.source: _silenced(post) for post in first.posts if post.problems and not post.there}
    found.pieces = [replace(piece, allows=quiet.get(piece.source, {})) for piece in found.pieces]
    second = _made(found, workspace, tree, now) if quiet else first
    sound = tuple(post for post in second.posts if post.there or not post.errors)
    kept = {post.path for post in sound}
    worst = [(post, _worst(post)) for post in second.posts if post.path not in kept]
    remarks = [
        *found.remarks,
        *(Remark(post.source, problem.message, kept=False, fix=problem.fix) for post, problem in worst),
        *(Remark(each.source, each.why, kept=False, fix=each.fix) for each in second.refusals),
    ]
    return Adoption(Import(sound, ()), tuple(sorted(remarks, key=lambda each: each.path)))


def _worst(post: Imported) -> Problem:
    return next(each for each in post.problems if each.severity is Severity.ERROR)


def _made(found: History, workspace: Workspace, tree: Tree, now: datetime) -> Import:
    return imported(Read(found.pieces, media=found.media), workspace, tree, into="", now=now)


def _silenced(post: Imported) -> dict[str, str]:
    """Code -> reason of what may be silenced in the post's file."""
    may = {rule.code for rule in RULES if rule.silenceable}
    return {problem.code: REASON for problem in post.problems if problem.code in may}


def _files(folder: Path) -> dict[str, Callable[[], bytes]]:
    tree = DiskTree(folder)
    wanted = (
        path
        for path, blob in tree.blobs().items()
        if blob.mode.startswith("100") and (path.startswith(("tweets/", "media/")) or path.endswith(".tweet"))
    )
    return {path: (lambda path=path: tree.read(path)) for path in wanted}  # type: ignore[misc]


def _media(workspace: Workspace, tree: Tree) -> dict[str, str]:
    home = f"{workspace.folder}/content/media/" if workspace.folder else "content/media/"
    names = [path for path in tree.blobs() if path.startswith(home) and "/" not in path[len(home) :]]
    return {path[len(home) :]: tree.sha256(path) for path in names}


def adopt(world: World, posts: Sequence[Imported], channel: str) -> int:
    """Writes `adopted` for every post that the ledger does not know yet; gives how many.

    SmmopsError (1) where one of them is known as something that is not sent: a person looks first.
    """
    shift = start(world)
    if channel not in shift.settings.channels:
        raise SmmopsError(
            msg("{name} is no channel of smmops.yaml on main", name=channel),
            msg("merge the channel first, then run this again"),
            exit_code=1,
        )
    now, drafts = shift.now(), list[Draft]()
    for post in posts:
        key = key_of(shift.settings, shift.book, post.id, channel)
        record = shift.book.record(key)
        if record.settled:
            continue
        if record.entries:
            raise SmmopsError(
                msg("the ledger knows {key} as {state}", key=key, state=str(record.state)),
                msg("`smmops ledger show {key}` shows what stands there", key=key),
                exit_code=1,
            )
        entry = Entry(
            key=key,
            state=State.ADOPTED,
            number=0,
            at=now,
            actor=world.actor,
            run=world.run,
            nonce=world.nonce(),
            main=shift.desk.commit,
            reason=f"{REASON}: {post.source}",
        )
        drafts.append(Draft(entry, 0))
    saved = save(shift, drafts, seal=True) if drafts else None
    if drafts and (saved is None or saved.dropped):
        raise SmmopsError(
            msg("the adoption was not written: the ledger changed meanwhile or cannot be reached"),
            msg("run it again: what stands already is left alone"),
        )
    return len(drafts)
