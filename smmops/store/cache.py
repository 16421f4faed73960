"""What `check` keeps between two runs, in `<git dir>/smmops/check.sqlite3`.

Only JSON is kept. Whatever goes wrong with the file, the answer is that nothing is known; it may be deleted at any
time, and is written anew.
"""

import contextlib
import os
import sqlite3
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH

import smmops
from smmops.store.disk import Mark
from smmops.store.stock import Row

_VERSION = 1
_PATIENCE = 0.2
"""Seconds to wait for another process that writes; after that nothing is kept this time."""
_TABLES = """
CREATE TABLE rows (path TEXT PRIMARY KEY, blob TEXT, post BLOB, known BLOB);
CREATE TABLE marks (path TEXT PRIMARY KEY, size INT, written INT, changed INT, node INT, mode INT, oid TEXT);
CREATE TABLE policy (digest TEXT);
"""


def beside(top: Path) -> Path | None:
    """Where the cache of a work tree lies: in its git folder; None outside of git."""
    git = top / ".git"
    if git.is_file():  # a worktree or submodule says where its folder is
        with contextlib.suppress(OSError, UnicodeDecodeError):
            git = top / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return git / "smmops" / "check.sqlite3" if git.is_dir() else None


def tool(package: Path = Path(smmops.__file__).parent) -> str:
    """What judges files: this version and these very files of it, this Python, these time zones."""
    parts = [smmops.__version__, sys.version]
    for zones in TZPATH:
        with contextlib.suppress(OSError):
            parts.append(f"{zones} {Path(zones).stat().st_mtime_ns}")
    folders = [str(package)]
    while folders:
        for entry in sorted(os.scandir(folders.pop()), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                folders += [] if entry.name == "__pycache__" else [entry.path]
            else:
                status = entry.stat()
                parts.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    return sha256("\0".join(parts).encode()).hexdigest()


class Cache:
    """Rows of posts, and marks of the files whose blob ids are known."""

    def __init__(self, file: Path) -> None:
        self._tool = tool()
        self._file = file
        self._base = sqlite3.connect(":memory:")
        self._base.executescript(_TABLES)  # where the file cannot be used, nothing outlives the run
        with contextlib.suppress(sqlite3.Error, OSError):
            file.parent.mkdir(exist_ok=True)
            self._base = self._opened()

    def close(self) -> None:
        """Lets the file go."""
        self._base.close()

    def marks(self) -> dict[str, Mark]:
        """What the files looked like whose blob ids are known, by path."""
        found = self._read("SELECT path, size, written, changed, node, mode, oid FROM marks")
        return {path: Mark(*rest) for path, *rest in found}

    def rows(self, policy: str) -> Mapping[str, Row]:
        """The rows kept under that policy digest, by path."""
        if self._read("SELECT digest FROM policy") != [(f"{policy} {self._tool}",)]:
            return {}
        found = self._read("SELECT path, blob, post, known FROM rows")
        return {row[0]: Row(*row) for row in found}

    def keep(self, policy: str, rows: Sequence[Row]) -> None:
        """Adds rows; those of another policy or tool are forgotten."""
        digest = f"{policy} {self._tool}"
        with self._writing() as base:
            if base.execute("SELECT digest FROM policy").fetchall() != [(digest,)]:
                base.execute("DELETE FROM rows")
                base.execute("DELETE FROM policy")
                base.execute("INSERT INTO policy VALUES (?)", (digest,))
            base.executemany(
                "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)",
                [(row.path, row.blob, row.post, row.known) for row in rows],
            )

    def forget(self, *, but: Collection[str]) -> None:
        """Takes away rows and marks of paths that are no more."""
        for table in ("rows", "marks"):
            gone = [row for row in self._read(f"SELECT path FROM {table}") if row[0] not in but]  # noqa: S608
            with self._writing() as base:
                base.executemany(f"DELETE FROM {table} WHERE path = ?", gone)  # noqa: S608

    def remember(self, marks: Mapping[str, Mark]) -> None:
        """Adds marks."""
        with self._writing() as base:
            base.executemany(
                "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(path, *mark) for path, mark in marks.items()],
            )

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._file, timeout=_PATIENCE)
        try:
            version = base.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError:
            version = -1
        if version == _VERSION:
            return base
        base.close()
        self._file.unlink(missing_ok=True)
        base = sqlite3.connect(self._file, timeout=_PATIENCE)
        base.executescript(f"{_TABLES}PRAGMA user_version = {_VERSION};")
        return base

    def _read(self, query: str) -> list[tuple[Any, ...]]:
        try:
            return self._base.execute(query).fetchall()
        except sqlite3.Error:
            return []

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; a file that cannot be written now stays as it is."""
        with contextlib.suppress(sqlite3.Error), self._base:
            yield self._base
