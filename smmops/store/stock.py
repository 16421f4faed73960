"""What an earlier run found out about posts that have not changed since.

A post's result depends on its own bytes, on its media, and on everything of the brand that is neither post nor
media (settings, strategy, personas, …), which `policy_of` sums up. Whoever cannot prove that all three are the
same reads the post anew.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from smmops.model.known import Known
from smmops.model.ports import Blob
from smmops.model.post import Post
from smmops.model.problem import Problem
from smmops.model.workspace import Workspace
from smmops.store.kinds import KINDS, Kind, Stray

_POST = KINDS["post"]
_LINKS = ("120000", "160000")
_KNOWN = TypeAdapter(Known)


@dataclass(frozen=True, slots=True)
class Row:
    """One post as it is kept: the JSON of the post, and of what was found of it."""

    path: str
    blob: str
    post: bytes
    known: bytes


class Stock(Protocol):
    """Where rows wait for the next run of the same tool. What cannot be read or written is as if it were not there."""

    def rows(self, policy: str) -> Mapping[str, Row]:
        """The rows kept under that policy digest, by path."""

    def keep(self, policy: str, rows: Sequence[Row]) -> None:
        """Adds rows; those of another policy are forgotten."""


def policy_of(blobs: Mapping[str, Blob], kinds: Mapping[str, Kind | Stray], *, folder: str) -> str:
    """Hex digest of every file of the brand that posts are judged by.

    Posts and media are left out: a row names its own.
    """
    found = sha256(f"{folder}\0".encode())
    for path, kind in kinds.items():
        if isinstance(kind, Kind) and kind is not _POST:
            found.update(f"{path}\0{_oid(path, blobs)}\0".encode())
    return found.hexdigest()


def row_of(post: Post, known: Known) -> Row:
    """A post and what was found, as it is kept."""
    return Row(
        path=post.path,
        blob=post.blob,
        post=post.__pydantic_serializer__.to_json(post, exclude_defaults=True),
        known=_KNOWN.dump_json(known, exclude_defaults=True),
    )


def known_of(
    rows: Mapping[str, Row], names: Container[str], blobs: Mapping[str, Blob]
) -> dict[str, tuple[Post, Known]]:
    """The posts of rows and what was found, by path: those named, that have not changed, nor a file they bind."""
    found: dict[str, tuple[Post, Known]] = {}
    same = Same(blobs)
    for path, row in rows.items():
        if path not in names or not same(path, row.blob):
            continue
        try:
            post = Post.model_validate_json(row.post)
            if all(same(bound, oid) for bound, oid in post.blobs):
                found[path] = post, _KNOWN.validate_json(row.known)
        except ValidationError:
            continue
    return found


def taken(
    like: Workspace | None, policy: str, names: Container[str], blobs: Mapping[str, Blob]
) -> dict[str, tuple[Post, Known]]:
    """The posts of another commit's workspace that are the same here, and what reading said of them."""
    if like is None or like.policy != policy:
        return {}
    reading: dict[str, list[Problem]] = {}
    for problem in like.problems:
        reading.setdefault(problem.path, []).append(problem)
    same = Same(blobs)
    return {
        post.path: (
            post,
            Known(reading=tuple(reading.get(post.path, ())), allows=like.allows.get(post.path, {})),
        )
        for post in like.posts.values()
        if post.path in names and all(same(bound, oid) for bound, oid in post.blobs)
    }


class Same:
    """Whether files of a tree are still the blobs that they were; each is asked for once."""

    def __init__(self, blobs: Mapping[str, Blob]) -> None:
        self._blobs = blobs
        self._asked: dict[str, str | None] = {}

    def __call__(self, path: str, oid: str) -> bool:
        """Whether that file has that blob id."""
        if path not in self._asked:
            self._asked[path] = _oid(path, self._blobs)
        return self._asked[path] == oid


def _oid(path: str, blobs: Mapping[str, Blob]) -> str | None:
    """The blob id of a file; None for what is not there, or is a link to somewhere else."""
    try:
        blob = blobs[path]
    except KeyError:
        return None
    return None if blob.mode in _LINKS else blob.oid
