"""A repository of twitter-together as posts that are history: which files, which posts, which media, and what was odd."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from smmops.exchange.naming import named
from smmops.exchange.piece import Piece
from smmops.exchange.together import POLL_LASTS, NeverSentError, Part, Tweets, tweets
from smmops.model.message import Message, msg
from smmops.store.writing import unwritable


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of a file. `kept` says whether it became a post all the same.

    `fix` is what a person can do where the file was sent and still becomes no post here.
    """

    path: str
    why: Message
    kept: bool
    fix: Message | None = None


@dataclass(slots=True)
class History:
    """Posts to be, the media that come with each (by its source), and remarks, all in the order of paths."""

    pieces: list[Piece] = field(default_factory=list)
    media: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Account:
    """Who sent it: the channel and its zone. `same` are keys of a post to what all of them get."""

    channel: str
    zone: ZoneInfo
    same: Mapping[str, str] = field(default_factory=dict)


def history(
    files: Mapping[str, Callable[[], bytes]],
    account: Account,
    *,
    sent: Mapping[str, datetime] | None,
    media: Mapping[str, str],
) -> History:
    """All that a repository has sent, as far as its files tell.

    `files` are those of the repository by path, with a way to read each. `sent` is when each came to its main
    branch, UTC: what it lacks was never merged; None where nobody knows. `media` maps names in content/media to
    their SHA-256.
    """
    found = History()
    taken = dict(media)
    for path in sorted(files):
        skipped = _skipped(path)
        if skipped is not None:
            found.remarks.append(Remark(path, skipped, kept=False))
        if not _is_tweet(path):
            continue
        if sent is not None and path not in sent:
            found.remarks.append(Remark(path, msg("it is not merged: the tool never sent it"), kept=False))
            continue
        try:
            read = tweets(files[path]())
            _writable(read)
        except NeverSentError as never:
            found.remarks.append(Remark(path, never.why, kept=False))
            continue
        pictures = _pictures(read, files, taken)
        found.media[path] = [(f"content/media/{name}", data) for name, data, _, _ in pictures if data]
        at = sent[path] if sent is not None else None
        found.pieces.append(_piece(path, read, pictures, account=account, at=at))
        found.remarks += [Remark(path, why, kept=True) for why in read.remarks]
    return found


def _is_tweet(path: str) -> bool:
    return path.startswith("tweets/") and path.endswith(".tweet")


def _skipped(path: str) -> Message | None:
    """Why the tool never looked at a file that looks as if it was meant for it."""
    if _is_tweet(path):
        return None
    if path.endswith(".tweet"):
        return msg("it does not lie in tweets/: the tool never looked at it")
    if path.startswith("tweets/") and PurePosixPath(path).name.lower() != "readme.md":
        return msg("its name does not end in .tweet: the tool never looked at it")
    return None


def _writable(read: Tweets) -> None:
    for part in read.parts:
        line = unwritable(part.text)
        if line is not None:
            raise NeverSentError(
                msg(
                    "line {line} begins with a backslash before `#` or `---`: no post can send that",
                    line=line,
                )
            )


_Picture = tuple[str, bytes, str, int]
"""Name in content/media, its bytes (b"" where it is there already), alt text, part of the thread from 1."""


def _pictures(
    read: Tweets, files: Mapping[str, Callable[[], bytes]], taken: dict[str, str]
) -> list[_Picture]:
    found: list[_Picture] = []
    for number, part in enumerate(read.parts, 1):
        for file, alt in part.media:
            path = (PurePosixPath("media") / file).as_posix()
            if ".." in PurePosixPath(file).parts or file.startswith("/") or path not in files:
                why = msg("`{file}` is not in media/: the post is kept without it", file=file[:80])
                read.remarks.append(why)
                continue
            data = files[path]()
            name, new = _named(PurePosixPath(path).name, data, taken)
            found.append((name, data if new else b"", alt, number))
    return found


def _named(name: str, data: bytes, taken: dict[str, str]) -> tuple[str, bool]:
    """A name for bytes under content/media, and whether they are still to be written there."""
    digest = hashlib.sha256(data).hexdigest()
    pure = PurePosixPath(name)
    for wanted in (name, f"{pure.stem}-{digest[:8]}{pure.suffix}"):
        there = taken.get(wanted)
        if there is None or there == digest:
            taken[wanted] = digest
            return wanted, there is None
    return f"{pure.stem}-{digest}{pure.suffix}", True


def _piece(
    path: str, read: Tweets, pictures: list[_Picture], *, account: Account, at: datetime | None
) -> Piece:
    first = read.parts[0]
    notes = [f"sent by twitter-together from {path}"]
    notes += [
        f"poll of part {n}: {' / '.join(part.poll)}"
        for n, part in enumerate(read.parts, 1)
        if part.poll and n > 1
    ]
    notes += [f"part {n} quotes {part.quote}" for n, part in enumerate(read.parts, 1) if part.quote and n > 1]
    if any(part.poll for part in read.parts[1:]):
        read.remarks.append(msg("a poll of a later part is kept in the notes"))
    front: dict[str, object] = {}
    if pictures:
        front["media"] = [_item(*picture) for picture in pictures]
    if first.poll:
        front["poll"] = {"options": list(first.poll), "duration": POLL_LASTS}
    return Piece(
        row=0,
        source=path,
        id=_id(path),
        title="",
        at=at.astimezone(account.zone).replace(second=0, microsecond=0).isoformat(" ", "minutes")
        if at
        else "",
        channels=(account.channel,),
        texts={"": first.text} if len(read.parts) == 1 else {},
        parts=tuple(part.text for part in read.parts) if len(read.parts) > 1 else (),
        more={**account.same, **_links(first), "notes": "\n".join(notes)},
        front=front,
    )


def _links(part: Part) -> dict[str, str]:
    found = {"reply_to": part.reply, "quote": part.quote}
    return {key: value for key, value in found.items() if value}


def _item(name: str, _: bytes, alt: str, part: int) -> dict[str, str]:
    item = {"file": name}
    if alt:
        item["alt"] = alt
    if part > 1:
        item["part"] = str(part)
    return item


def _id(path: str) -> str:
    """The post's id: from the file's name, with a digest of its path where folders might share names."""
    pure = PurePosixPath(path)
    slug = named(pure.stem, "")
    short = hashlib.sha256(path.encode()).hexdigest()[:6]
    return slug if slug != "post" and len(pure.parts) == 2 else f"{slug}-{short}"
