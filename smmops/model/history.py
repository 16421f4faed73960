"""What a repository's refs and history are made of, as values."""

from collections.abc import Mapping
from datetime import datetime

from smmops.model.base import Frozen


class Blob(Frozen):
    """A file in a tree: blob id (hex), size in bytes, git mode (100644, 100755, 120000, 160000)."""

    oid: str
    size: int
    mode: str = "100644"


class Tips(Frozen):
    """What a remote's refs point at; None where a ref does not exist.

    `checkpoints` maps the names of checkpoint tags (without `refs/tags/`) to commits.
    """

    main: str | None
    state: str | None
    seal: str | None
    checkpoints: Mapping[str, str] = {}


class Commit(Frozen):
    """One commit of a first-parent history. `at` is the committer's time, UTC.

    `trailers` are (token, value) of the message's last paragraph, in order.
    `tree` is the id of all its files together, empty where a store does not know it.
    `branch_authors` are the e-mails of the authors of what a merge brought (all commits reachable from its
    other parents and not from the first); for a commit that is no merge, its own author.
    """

    oid: str
    parents: tuple[str, ...]
    at: datetime
    author: str
    committer: str
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    branch_authors: tuple[str, ...] = ()
    tree: str = ""


class Touch(Frozen):
    """A first-parent commit that gave `path` the blob `blob` (None: took the file away)."""

    commit: Commit
    path: str
    blob: str | None


class Landed(Frozen):
    """The push moved the branch to `tip`."""

    tip: str


class Refused(Frozen):
    """The remote refused the push: the branch had moved. Nothing of ours is there."""

    reason: str


class Lost(Frozen):
    """No answer: whether the push moved the branch is not known. `commit` is what was pushed."""

    commit: str
    reason: str


Push = Landed | Refused | Lost


class RemoteError(Exception):
    """The remote cannot be reached or refuses to be read. Holds no address with a secret in it."""
