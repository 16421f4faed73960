"""The text files of a brand's folder, as rules about characters read them."""

from collections.abc import Iterator

from smmops.model.document import Spot
from smmops.rules.view import View
from smmops.store.kinds import MEDIA

LARGEST = 1024 * 1024
"""Bytes above which a file is no text that people wrote."""
_OURS = frozenset(
    [
        "content",
        "personas",
        "campaigns",
        "playbooks",
        "data",
        "reviews",
        "experiments",
        "inspiration",
        "decisions",
        "feedback",
        "advocacy",
        "tasks",
        ".github",
    ]
)
_WRITTEN = frozenset({"srt", "vtt", "svg"})


def texts(view: View) -> Iterator[tuple[str, str]]:
    """(path, text) of what people write: files at the top of the folder and those of the workspace's folders.

    Posts that were judged before are left out.
    """
    home = view.path("")
    for path in view.blobs:
        if path in view.workspace.known or not path.startswith(home) or not _is_written(path[len(home) :]):
            continue
        content = _content(path, view)
        if content is not None and b"\x00" not in content:
            yield path, content.decode("utf-8", "replace")


def _content(path: str, view: View) -> bytes | None:
    """The bytes of a file of ordinary size; None for a link and for what this user may not read."""
    try:
        blob = view.blobs[path]
        if blob.size > LARGEST or blob.mode in ("120000", "160000"):
            return None
        return view.tree.read(path)
    except KeyError:
        return None


def _is_written(inner: str) -> bool:
    folder, slash, _ = inner.partition("/")
    suffix = inner.rpartition(".")[2].lower()
    return (not slash or folder in _OURS) and (suffix in _WRITTEN or suffix not in MEDIA)


def at(text: str, offset: int) -> Spot:
    """Line and column of an offset, from 1."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
