"""`calendar`: a month of a workspace, with what the ledger knows where it can be read without a network."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from smmops.jobs.plan import wanted_of
from smmops.ledger.book import Book, folded
from smmops.ledger.branch import read
from smmops.model.entry import split_key
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.plan.blocked import stops
from smmops.plan.outlook import outlook
from smmops.plan.scene import key_of
from smmops.render.agenda import Seen, bounds
from smmops.rules.run import errors_of
from smmops.rules.view import View
from smmops.words.signs import Outlook

States = Mapping[tuple[str, str], State]


def seen(workspace: Workspace, tree: Tree, month: date, *, now: datetime, book: Book | None) -> Seen:
    """What is known of a month's posts beside their files. `book` None: no ledger can be read here."""
    assert workspace.settings is not None
    start, end = bounds(month, ZoneInfo(workspace.settings.timezone))
    view = View(workspace, tree, now)
    blocked = {
        post.id
        for post in workspace.posts.values()
        if any(v.publish_at and start <= v.publish_at < end for v in post.variants) and errors_of(post, view)
    }
    orders = book.orders if book else ()
    looks = {
        (post.id, v.channel): outlook(workspace, orders, v).look
        for post in workspace.posts.values()
        for v in post.variants
        if v.publish_at and start <= v.publish_at < end
    }
    states = states_of(book, workspace) if book else None
    return Seen(states, frozenset(blocked), looks, tuple(stops(workspace, orders)))


def states_here(top: Path, workspace: Workspace) -> States | None:
    """The ledger's states as the last fetch left them; None where there is no ledger here. Asks no remote."""
    book = book_here(top, workspace)
    return states_of(book, workspace) if book else None


def book_here(top: Path, workspace: Workspace, *, post: str | None = None) -> Book | None:
    """The ledger as the last fetch left it; None where there is none here. Asks no remote.

    `post`: of the keys only those of that post are read, and all orders.
    """
    from smmops.store.git_local import last_seen
    from smmops.store.git_refs import Refs

    settings = workspace.settings
    if settings is None or not (top / ".git").exists():
        return None
    try:
        refs = Refs(settings.id, settings.main_branch, settings.state_branch, remote=settings.remote)
        with last_seen(top, refs) as found:
            if found is None:
                return None
            git, tip = found
            if post is None:
                return read(git, tip, settings.id)
            tree = git.tree(tip, settings.id)
            wanted = wanted_of(tree, lambda key: split_key(key)[1] == post)
            return folded(tip, [(path, tree.read(path)) for path in wanted])
    except (SmmopsError, KeyError):
        return None


def states_of(book: Book, workspace: Workspace) -> States:
    """The state of every post on every channel that the ledger knows of."""
    settings = workspace.settings
    assert settings is not None
    states: dict[tuple[str, str], State] = {}
    for post in workspace.posts.values():
        for variant in post.variants:
            state = book.record(key_of(settings, book, post.id, variant.channel)).state
            if state is not None:
                states[post.id, variant.channel] = state
    return states


def outlooks_here(top: Path, workspace: Workspace, post: Post) -> Mapping[str, Outlook]:
    """How a post stands on each of its channels, by the files and by what this clone has of the ledger."""
    book = book_here(top, workspace, post=post.id)
    states = states_of(book, workspace) if book else {}
    orders = book.orders if book else ()
    return {
        v.channel: outlook(workspace, orders, v, state=states.get((post.id, v.channel)))
        for v in post.variants
    }


def only_known(workspace: Workspace, names: Collection[str]) -> str | None:
    """A name among these that is neither a channel nor a network of one; None where all are."""
    networks = {channel.network for channel in workspace.channels.values()}
    return next((name for name in names if name not in workspace.channels and name not in networks), None)
