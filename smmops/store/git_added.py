"""When each file came to a repository's branch: of a clone that is not ours, read only."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from smmops.model.problem import SmmopsError
from smmops.store.git_process import Git


def added(folder: Path, *paths: str) -> Mapping[str, datetime] | None:
    """Path -> when it was last added to what HEAD's first parents hold (UTC); None where no clone begins there.

    A merge counts as the moment at which its files came.
    """
    try:
        git = Git(folder)
    except SmmopsError:
        return None
    if git.bare or git.cwd.resolve() != folder.resolve():
        return None
    ran = git.run(
        "log",
        "--first-parent",
        "--diff-merges=first-parent",
        "--diff-filter=A",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-relative",
        "--no-ext-diff",
        "--format=%x01%ct",
        "HEAD",
        "--",
        *paths,
    )
    found: dict[str, datetime] = {}
    at: datetime | None = None
    for word in git.checked(ran, "log").split(b"\0"):
        text = word.strip(b"\n").decode("utf-8", "replace")
        if text.startswith("\x01"):
            at = datetime.fromtimestamp(int(text[1:]), UTC)
        elif text and at:
            found.setdefault(text, at)
    return found
