"""A remote with a workspace and a ledger of any size, made by `fast-import`: what a tick meets after years."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha1, sha256
from pathlib import Path

from benchmarks.workspaces import ANCHOR, BRAND, Planned, workspace
from smmops import __version__
from smmops.ledger.codec import encode
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Run, Step
from smmops.model.outcome import Remote
from smmops.model.state import State

_STATES = (State.CLAIMED, State.SENDING, State.PUBLISHED, State.VERIFIED)
ENTRIES_A_KEY = len(_STATES)
_A_COMMIT = 8
_POSTS_A_COMMIT = 50


def remote(folder: Path, *, posts: int, entries: int, anchor: datetime = ANCHOR) -> None:
    """A bare repository with main, state branch, seal and nothing due after the day of `anchor`.

    The posts of the past are as many as `entries` tell of; all others lie ahead.
    """
    _, planned = workspace(posts, anchor=anchor)
    keys = past = 0
    while past < posts and keys * ENTRIES_A_KEY < entries:
        keys += len(planned[past].channels)
        past += 1
    files, planned = workspace(posts, past=past, anchor=anchor)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    main = _stream("refs/heads/main", _main(files, planned))
    blobs = {path: _blob(content) for path, content in files.items() if path.startswith("content/media/")}
    state = _stream("refs/heads/smmops-state", _state(planned[:past], keys * ENTRIES_A_KEY, blobs))
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=main + state, check=True)
    _git(folder, "update-ref", "refs/heads/smmops-seal", "refs/heads/smmops-state")
    _git(folder, "repack", "-adq")


def clone(remote_folder: Path, folder: Path) -> None:
    """A work tree of main, as a person has it."""
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(remote_folder), str(folder)], check=True)


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True)


def _main(
    files: Mapping[str, bytes], planned: Sequence[Planned]
) -> Iterator[tuple[datetime, dict[str, bytes]]]:
    """Settings and media first, then posts as they were merged, a week before the first of them."""
    first = min(post.at for post in planned) - timedelta(days=30)
    posts = {post.path for post in planned}
    yield first, {path: content for path, content in files.items() if path not in posts}
    for start in range(0, len(planned), _POSTS_A_COMMIT):
        some = planned[start : start + _POSTS_A_COMMIT]
        at = min(some[0].at - timedelta(days=7), ANCHOR - timedelta(days=30))
        yield at, {post.path: post.text for post in some}


def _blob(content: bytes) -> str:
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _state(
    planned: Sequence[Planned], entries: int, media: Mapping[str, str]
) -> Iterator[tuple[datetime, dict[str, bytes]]]:
    yield planned[0].at - timedelta(days=20), {f"{BRAND}/README.md": b"The ledger of Halla Roasters.\n"}
    batch: dict[str, bytes] = {}
    left = entries
    for post in planned:
        for channel in post.channels:
            if left <= 0:
                break
            batch |= _published(post, channel, media)
            left -= ENTRIES_A_KEY
            if len(batch) >= _A_COMMIT:
                yield post.at, batch
                batch = {}
    if batch:
        yield planned[-1].at, batch


def _published(post: Planned, channel: str, media: Mapping[str, str]) -> dict[str, bytes]:
    """The four files of one publication that went well."""
    key = f"{BRAND}/{post.id}.{channel}"
    shown = {path: blob for path, blob in media.items() if path.rpartition("/")[2].encode() in post.text}
    blobs = tuple(sorted({**shown, post.path: _blob(post.text)}.items()))
    digest = sha256(post.text + channel.encode()).hexdigest()
    told = Remote(id=f"at://halla/{digest[:13]}", url=f"https://halla.example/{digest[:13]}")
    files: dict[str, bytes] = {}
    prev = None
    for number, state in enumerate(_STATES, 1):
        live = state in (State.PUBLISHED, State.VERIFIED)
        entry = Entry(
            key=key,
            state=state,
            number=number,
            at=post.at + timedelta(seconds=number),
            actor="mina@halla.example",
            run=Run(id=digest[:12], tool=f"smmops {__version__}"),
            nonce=f"{digest[:8]}-0000-4000-8000-{digest[8:20]}",
            main=digest[:40],
            blobs=blobs,
            publish_at=post.at,
            payload_sha256=digest,
            text_sha256=digest,
            account="did:plc:halla",
            lease_until=post.at + timedelta(minutes=15) if state is State.CLAIMED else None,
            part=1 if state is State.SENDING else None,
            steps=(Step(part=1, remote=told),) if live else (),
            prev=prev,
        )
        content = encode(entry)
        files[entry_path(key, number, state)] = content
        prev = sha256(content).hexdigest()
    return files


def _stream(ref: str, commits: Iterator[tuple[datetime, dict[str, bytes]]]) -> bytes:
    lines: list[bytes] = [f"reset {ref}\n".encode()]
    for at, files in commits:
        lines.append(
            f"commit {ref}\ncommitter Mina <mina@halla.example> {int(at.timestamp())} +0000\n".encode()
        )
        lines.append(b"data 6\nposts\n\n")
        for path, content in files.items():
            lines.append(b'M 100644 inline "%s"\ndata %d\n%s\n' % (path.encode(), len(content), content))
    return b"".join(lines)
