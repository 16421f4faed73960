"""What a clone knows of the state branch by itself: no remote is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smmops.store.git import GitRepository, Refs
from smmops.store.git_process import Git

_OFFLINE = tuple(
    (f"protocol.{name}allow", "never") for name in ("", "file.", "git.", "http.", "https.", "ssh.", "ext.")
)
"""Also a partial clone that lacks an object then fails instead of fetching it."""


@contextmanager
def last_seen(top: Path, refs: Refs) -> Iterator[tuple[GitRepository, str] | None]:
    """The clone and the newest tip of the state branch that any fetch or push left in it, None without one."""
    tip = _tip(Git(top, settings=_OFFLINE), refs)
    if tip is None:
        yield None
        return
    git = GitRepository(top, refs, settings=_OFFLINE)
    try:
        yield git, tip
    finally:
        git.close()


def _tip(git: Git, refs: Refs) -> str | None:
    """Where several names of the branch are here, the one with the youngest commit."""
    remote = refs.remote.replace("%", "%25").replace("/", "%2F")
    private = refs.heads[1].replace("%", "%25").replace("/", "%2F")
    names = (
        f"refs/smmops/{remote}/{private}",
        f"refs/remotes/{refs.remote}/{refs.state}",
        f"refs/heads/{refs.state}",
    )
    listed = git.text("for-each-ref", "--format=%(committerdate:unix) %(objectname)", *names)
    dated = [line.split(" ") for line in listed.splitlines() if line]
    return max(dated, key=lambda pair: int(pair[0]))[1] if dated else None
