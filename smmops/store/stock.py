"""What an earlier run found out about posts that have not changed since.

A post's result depends on its own bytes, on its media, and on everything of the brand that is neither post nor
media (settings, strategy, personas, …), which `policy_of` sums up. Whoever cannot prove that all three are the
same reads the post anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from smmops.model.known import Known
from smmops.model.ports import Blob
from smmops.model.post import Post
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
    """Where rows wait for the next run. What cannot be read or written is as if it were not there.

    `tool` names the version of what judges: another one believes nothing that this one kept.
    """

    tool: str

    def rows(self, policy: str) -> Mapping[str, Row]:
        """The rows kept under that policy digest, by path."""

    def keep(self, policy: str, rows: Sequence[Row]) -> None:
        """Adds rows; those of another policy are forgotten."""


def policy_of(blobs: Mapping[str, Blob], kinds: Mapping[str, Kind | Stray], *, tool: str, folder: str) -> str:
    """Hex digest of every file of the brand that posts are judged by, and of the tool that judges.

    Posts and media are left out: a row names its own.
    """
    found = sha256(f"{tool}\0{folder}\0".encode())
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
    row: Row, blobs: Mapping[str, Blob], *, bound: dict[str, str | None]
) -> tuple[Post, Known] | None:
    """The post of a row and what was found; None where the post, or a file that it binds, has changed.

    `bound` keeps the blob ids of files that many posts bind, from one call to the next.
    """
    if _oid(row.path, blobs) != row.blob:
        return None
    try:
        post = Post.model_validate_json(row.post)
        for path, oid in post.blobs:
            if path not in bound and path != row.path:
                bound[path] = _oid(path, blobs)
            if oid != (row.blob if path == row.path else bound[path]):
                return None
        return post, _KNOWN.validate_json(row.known)
    except ValidationError:
        return None


def _oid(path: str, blobs: Mapping[str, Blob]) -> str | None:
    """The blob id of a file; None for what is not there, or is a link to somewhere else."""
    try:
        blob = blobs[path]
    except KeyError:
        return None
    return None if blob.mode in _LINKS else blob.oid
