"""Writing commits by `fast-import` to a ref of our own: no index, no work tree, no hooks, no filters."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from smmops.store.git_objects import named
from smmops.store.git_process import Git, failure
from smmops.store.git_refs import checked

_NEW = "refs/smmops/new/"
_STALE_SECONDS = 3600


def write_commit(
    git: Git, files: Mapping[str, bytes], note: str, *, base: str | None, author: tuple[str, str]
) -> str:
    """A commit that adds these files to `base` (None: to nothing), reachable from no branch; its id.

    `author` is (name, e-mail). ValueError where it would change, remove or shadow a file of `base`, or where
    one of the paths cannot be a file.
    Each commit differs from every other, so that finding it at the remote proves that this push landed.
    """
    push = uuid.uuid4().hex
    ref = _NEW + push
    stream = _stream(
        files, ref=ref, base=base, message=f"{note.strip()}\n\nSmmops-push: {push}\n", author=author
    )
    try:
        ran = git.run("fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream)
        if ran.status != 0:
            raise failure(ran, "fast-import")
        commit = git.text("rev-parse", "--verify", "--end-of-options", ref)
        _check_added(git, files, base=base, commit=commit)
    finally:
        git.run("update-ref", "-d", ref)
    return commit


def sweep(git: Git) -> None:
    """Removes refs of ours that a killed process left an hour ago or longer."""
    now = datetime.now(UTC).timestamp()
    for line in git.text("for-each-ref", "--format=%(committerdate:unix) %(refname)", _NEW).splitlines():
        at, _, ref = line.partition(" ")
        if now - int(at or 0) > _STALE_SECONDS:
            git.run("update-ref", "-d", ref)


def _check_added(git: Git, files: Mapping[str, bytes], *, base: str | None, commit: str) -> None:
    compared = ["--root", commit] if base is None else [base, commit]
    ran = git.run(
        "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-commit-id", "--no-relative", *compared, "--"
    )
    words = git.checked(ran, "diff-tree").split(b"\0")[:-1]
    added = {
        named(path) for facts, path in zip(words[0::2], words[1::2], strict=True) if facts.endswith(b" A")
    }
    if len(added) * 2 != len(words) or added != set(files):
        raise ValueError(f"these files are not all new: {sorted(files)}")


def _stream(
    files: Mapping[str, bytes], *, ref: str, base: str | None, message: str, author: tuple[str, str]
) -> bytes:
    name, email = (_plain(part) for part in author)
    said = message.encode("utf-8", "replace")
    lines = [
        f"commit {ref}\n".encode(),
        f"committer {name} <{email}> {int(datetime.now(UTC).timestamp())} +0000\n".encode(),
        b"data %d\n" % len(said),
        said,
        b"\n",
    ]
    if base:
        lines.append(f"from {base}\n".encode("ascii"))
    for path, content in sorted(files.items()):
        lines += [
            b"M 100644 inline " + _quoted(checked(path)) + b"\n",
            b"data %d\n" % len(content),
            content,
            b"\n",
        ]
    return b"".join([*lines, b"\ndone\n"])


def _quoted(path: str) -> bytes:
    inside = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"' + inside.encode("utf-8") + b'"'


def _plain(text: str) -> str:
    return " ".join("".join(" " if letter in "<>\n\r\0" else letter for letter in text).split()) or "smmops"
