"""`calendar`: a month of a workspace, with what the ledger knows where it can be read without a network."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from smmops.ledger.branch import read
from smmops.model.ports import Tree
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.plan.scene import key_of
from smmops.render.agenda import Seen, bounds
from smmops.rules.run import errors_of
from smmops.rules.view import View

States = Mapping[tuple[str, str], State]


def seen(workspace: Workspace, tree: Tree, month: date, *, now: datetime, states: States | None) -> Seen:
    """What is known of a month's posts beside their files."""
    assert workspace.settings is not None
    start, end = bounds(month, ZoneInfo(workspace.settings.timezone))
    view = View(workspace, tree, now)
    blocked = {
        post.id
        for post in workspace.posts.values()
        if any(v.publish_at and start <= v.publish_at < end for v in post.variants) and errors_of(post, view)
    }
    return Seen(states, frozenset(blocked))


def states_here(top: Path, workspace: Workspace) -> States | None:
    """The ledger's states as the last fetch left them; None where there is no ledger here. Asks no remote."""
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
            book = read(git, tip, settings.id)
    except (SmmopsError, KeyError):
        return None
    states: dict[tuple[str, str], State] = {}
    for post in workspace.posts.values():
        for variant in post.variants:
            state = book.record(key_of(settings, book, post.id, variant.channel)).state
            if state is not None:
                states[post.id, variant.channel] = state
    return states


def only_known(workspace: Workspace, names: Collection[str]) -> str | None:
    """A name among these that is neither a channel nor a network of one; None where all are."""
    networks = {channel.network for channel in workspace.channels.values()}
    return next((name for name in names if name not in workspace.channels and name not in networks), None)
