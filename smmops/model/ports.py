"""The protocols through which a job meets the world. Everything that acts is injected."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from smmops.model.base import Frozen
from smmops.model.entry import Identity
from smmops.model.history import Blob, Commit, Landed, Lost, Push, Refused, RemoteError, Tips, Touch
from smmops.model.landing import Landing, NotYet, Review
from smmops.model.outcome import Finding, Outcome, Prepared, Refusal, Remote, Removal, Sample
from smmops.model.payload import Payload
from smmops.model.workspace import Channel

__all__ = [
    "Blob",
    "Commit",
    "Landed",
    "Landing",
    "Lost",
    "NotYet",
    "Push",
    "Refused",
    "RemoteError",
    "Review",
    "Tips",
    "Touch",
]


class Tree(Protocol):
    """The files of one commit or folder. Paths are relative to the repository's root, `/` between folders."""

    def blobs(self) -> Mapping[str, Blob]:
        """Every path of the tree, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not in the tree."""

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file, read as a stream; for an LFS pointer that of the file it names."""


class Repository(Protocol):
    """One clone and its remote. Never checks out, merges or smudges. Reads raise RemoteError when offline."""

    def fetch(self) -> Tips:
        """Asks the remote for its tips (one request) and fetches what moved."""

    def tree(self, commit: str, folder: str = "") -> Tree:
        """The files of a commit, below `folder`; paths stay relative to the root."""

    def diff(self, old: str, new: str, folder: str = "") -> Sequence[tuple[str, str | None, str | None]]:
        """(path, old blob, new blob) of what differs between two commits' trees, sorted; None: not there."""

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether `newer` can reach `older`; a commit reaches itself. False where either is unknown."""

    def commits(self, tip: str, *, limit: int | None = None) -> Sequence[Commit]:
        """First-parent history, newest first."""

    def touches(self, tip: str, paths: Sequence[str]) -> Sequence[Touch]:
        """First-parent commits that changed these paths, newest first.

        A path may be a git glob (`content/**/brew.md`). The first commit of a history touches all its files.
        """

    def push(
        self, base: str, files: Mapping[str, bytes], note: str, *, seal: bool, tag: str | None = None
    ) -> Push:
        """One commit on the state branch with these new files, pushed as a fast-forward of `base`.

        With `seal` the seal branch moves along and with `tag` a checkpoint tag is made, all atomically.
        Never forced, never rebased; paths that exist in `base` raise ValueError.
        """

    def holds(self, commit: str) -> bool:
        """After Lost: whether the remote's state branch reaches `commit`. RemoteError when it cannot be asked."""

    def found(self, files: Mapping[str, bytes], note: str, *, base: str | None = None) -> Push:
        """Makes the state branch and the seal that do not exist, on `base` or as an orphan."""

    def metrics(self) -> str | None:
        """The tip of the metrics branch, asked for and fetched; None where there is none. `fetch` never does it."""

    def append(self, base: str | None, files: Mapping[str, bytes], note: str) -> Push:
        """One commit with these new files on the metrics branch, pushed as a fast-forward of `base`.

        With `base` None it makes the branch that does not exist. Never forced, never rebased; paths that exist
        in `base` raise ValueError. After Lost: ask `metrics()` for its tip, and `is_ancestor` of that.
        """


class Clock(Protocol):
    """Time. `now` is aware UTC; `elapsed` seconds of a clock that counts suspension."""

    def now(self) -> datetime: ...

    def elapsed(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class Secrets(Protocol):
    """Opaque strings by the full name of their environment variable."""

    def get(self, name: str) -> str | None: ...


class Shelf(Protocol):
    """Where recovery files stand: outside the work tree, readable by the owner alone."""

    def write(self, name: str, content: bytes) -> str:
        """Stores it durably and gives the path to tell a person."""

    def remove(self, name: str) -> None: ...


class Alarm(Protocol):
    """A timer whose default action ends the process: no byte leaves after a lease."""

    def arm(self, at: datetime) -> None: ...

    def disarm(self) -> None: ...


class Say(Protocol):
    """What a job tells while it works: one line of progress, or one event for machines."""

    def progress(self, text: str) -> None: ...

    def event(self, kind: str, /, **values: Any) -> None: ...


class Forge(Protocol):
    """Where reviews happen. `level` is the strongest approval level that it can give."""

    level: str

    def now(self) -> datetime | None:
        """The forge's clock; None where it has none (local) or cannot be asked."""

    def ready(self) -> None:
        """Raises SmmopsError where the forge cannot say who approved: it or its token is missing."""

    def landing(self, commit: Commit) -> Landing | NotYet:
        """How this first-parent commit of main came in."""

    def blob(self, commit: str, path: str) -> str | NotYet | None:
        """The blob of a path in a merged head that a clone need not have; None where it is not there."""

    def may_write(self, review: Review) -> bool | NotYet:
        """Whether the account that gave a review may push to the repository now."""

    def has_ended(self, run: str) -> bool | None:
        """Whether that run is over; None where the forge cannot say."""


class Parcel(Frozen):
    """One publication as an adapter gets it: the payload of the claim, never what main says now.

    `since` is the time of the key's first claim (UTC): nothing of ours is older.
    `reply_to` and `quote` are the live objects that the payload names, resolved.
    `handle` is what `prepare` gave for this payload in an earlier claim, where the ledger kept it.
    """

    key: str
    channel: Channel
    payload: Payload
    identity: Identity
    epoch: int
    since: datetime
    handle: str | None = None
    reply_to: Remote | None = None
    quote: Remote | None = None


class Bytes(Protocol):
    """The media of a parcel by the SHA-256 of its bytes."""

    def __call__(self, sha256: str) -> bytes: ...


@runtime_checkable
class Prepares(Protocol):
    """Uploads, containers: repeatable, nothing public yet."""

    def prepare(self, parcel: Parcel, part: int, *, media: Bytes) -> Prepared | Refusal: ...


@runtime_checkable
class Publishes(Protocol):
    """One mutating request a part. `live` are the parts before it; `part` counts from 1."""

    def identify(self, parcel: Parcel) -> Identity | Refusal:
        """What the network will know this publication by; keeps the record keys that `parcel` brings."""

    def publish(self, parcel: Parcel, part: int, *, ready: Prepared, live: Sequence[Remote]) -> Outcome: ...

    def comment(self, parcel: Parcel, *, live: Sequence[Remote]) -> Outcome:
        """Sends the first comment below the published post."""


@runtime_checkable
class Finds(Protocol):
    """Reads back. `owned` are remote ids that other keys own: never a match."""

    def find(
        self, parcel: Parcel, part: int, *, live: Sequence[Remote], owned: frozenset[str]
    ) -> Finding: ...

    def check(self, parcel: Parcel, remote: Remote, part: int) -> Finding:
        """Reads one known object: Found (current: the text is the parcel's), Absent, Unreadable."""


@runtime_checkable
class Edits(Protocol):
    """One mutating request that changes a live part."""

    def edit(self, parcel: Parcel, part: int, *, ready: Prepared, remote: Remote) -> Outcome: ...


@runtime_checkable
class Removes(Protocol):
    """One mutating request that takes a live part away; what is gone already is Removed."""

    def remove(self, parcel: Parcel, remote: Remote) -> Removal: ...


@runtime_checkable
class Measures(Protocol):
    """Numbers of the account and of posts; what the network does not give is a Sample with a note."""

    def measure_account(self) -> Sequence[Sample] | Refusal: ...

    def measure_posts(self, remotes: Mapping[str, Remote]) -> Sequence[Sample] | Refusal: ...


@runtime_checkable
class Lists(Protocol):
    """What stands on the account, whoever put it there: an audit looks for what no ledger knows."""

    def own(self, since: datetime) -> Sequence[Remote] | Refusal:
        """Every post of the account from `since` (UTC) on, newest first; reposts of others left out."""


class Adapter(Publishes, Finds, Removes, Protocol):
    """What every network that publishes here can do; the rest is asked with isinstance."""

    consistency: str  # exact | strong | lagging
    honoured_seconds: int | None  # an idempotency key's life

    def account(self) -> str | Refusal:
        """The network's own id of the account whose secret this is; one read."""

    def now(self) -> datetime | None:
        """The network's clock from its last answer's `Date`, None before any."""


class Networks(Protocol):
    """Opens adapters; a missing secret or an unknown network is a Refusal.

    `budget` is the seconds that one mutating call may take, from its first byte to the last of its answer.
    """

    def open(self, channel: Channel, *, budget: float) -> Adapter | Refusal: ...


Spread = Callable[[Sequence[Callable[[], None]]], None]
"""Runs the calls side by side and returns when all are done; order is not kept."""
