"""What the sandbox remembers, in SQLite: it survives the end of the process when it has a file."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS account (
  network TEXT NOT NULL, id TEXT NOT NULL, handle TEXT NOT NULL, secret TEXT NOT NULL,
  at REAL NOT NULL, detail TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (network, id), UNIQUE (network, handle));
CREATE TABLE IF NOT EXISTS post (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, network TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, at REAL NOT NULL, edited REAL, deleted REAL, requests INTEGER NOT NULL DEFAULT 1,
  body TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS post_live ON post (network, id) WHERE deleted IS NULL;
CREATE INDEX IF NOT EXISTS post_account ON post (network, account, kind, seq);
CREATE TABLE IF NOT EXISTS version (post INTEGER NOT NULL, at REAL NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS blob (
  network TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL, mime TEXT NOT NULL, at REAL NOT NULL,
  content BLOB NOT NULL, detail TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (network, account, id));
CREATE TABLE IF NOT EXISTS note (
  network TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, at REAL NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (network, kind, id));
CREATE TABLE IF NOT EXISTS request (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, network TEXT NOT NULL, account TEXT NOT NULL,
  method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL, error TEXT NOT NULL, fault TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spent (bucket TEXT NOT NULL, at REAL NOT NULL, points INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS spent_bucket ON spent (bucket, at);
CREATE TABLE IF NOT EXISTS fault (id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL, seen INTEGER NOT NULL,
  hits INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Account:
    """An account on one network; `secret` is the app password or the access token."""

    network: str
    id: str
    handle: str
    secret: str
    at: float
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """One published thing as the network keeps it; times are UTC seconds, None where it never happened.

    `requests` counts the writes that named it, repeats without effect included.
    """

    seq: int
    network: str
    account: str
    id: str
    kind: str
    at: float
    edited: float | None
    deleted: float | None
    requests: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Blob:
    """An uploaded file; `detail` holds what the network knows of it (alt text, state)."""

    network: str
    account: str
    id: str
    mime: str
    at: float
    content: bytes
    detail: dict[str, Any]


class State:
    """One database, one connection, one writer at a time: a request sees all of another or nothing.

    `path` None keeps it in memory. The file is the sandbox's own: two processes must not share it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;" + SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def change(self) -> Iterator[Self]:
        """A transaction: everything inside happens, or, on any exception, nothing."""
        with self._lock:
            if self._depth:
                yield self
                return
            self._depth = 1
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            else:
                self._db.execute("COMMIT")
            finally:
                self._depth = 0

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def run(self, sql: str, *values: Any) -> int:
        """Executes a statement; gives the new row's id, if there is one."""
        with self._lock:
            return self._db.execute(sql, values).lastrowid or 0

    def setting(self, name: str, default: Any = None) -> Any:
        rows = self.rows("SELECT value FROM setting WHERE name = ?", name)
        return json.loads(rows[0][0]) if rows else default

    def keep_setting(self, name: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, json.dumps(value))

    # accounts

    def add_account(self, account: Account) -> None:
        """Adds an account, or gives a known one a new secret and detail."""
        self.run(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET secret = excluded.secret,"
            " detail = excluded.detail",
            *(account.network, account.id, account.handle, account.secret, account.at),
            json.dumps(account.detail),
        )

    def accounts(self, network: str, where: str = "1", *values: Any) -> list[Account]:
        sql = f"SELECT network, id, handle, secret, at, detail FROM account WHERE network = ? AND {where} ORDER BY at, id"
        return [Account(*row[:5], json.loads(row[5])) for row in self.rows(sql, network, *values)]

    def account(self, network: str, name: str) -> Account | None:
        """The account with this id or handle."""
        found = self.accounts(network, "(id = ? OR handle = ?)", name, name)
        return found[0] if found else None

    # posts

    def add_post(self, account: Account, *, id: str, kind: str, at: float, body: dict[str, Any]) -> Post:
        seq = self.run(
            "INSERT INTO post (network, account, id, kind, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            *(account.network, account.id, id, kind, at, json.dumps(body)),
        )
        return Post(seq, account.network, account.id, id, kind, at, None, None, 1, body)

    def posts(self, network: str, where: str = "1", *values: Any) -> list[Post]:
        """Posts of a network, oldest first, deleted ones included unless `where` leaves them out."""
        sql = (
            "SELECT seq, network, account, id, kind, at, edited, deleted, requests, body FROM post"
            f" WHERE network = ? AND {where} ORDER BY seq"
        )
        return [Post(*row[:9], json.loads(row[9])) for row in self.rows(sql, network, *values)]

    def post(self, network: str, id: str) -> Post | None:
        """The live post with this id."""
        found = self.posts(network, "id = ? AND deleted IS NULL", id)
        return found[0] if found else None

    def edit_post(self, post: Post, body: dict[str, Any], at: float) -> None:
        """Replaces what a post says and keeps what it said before."""
        self.run(
            "INSERT INTO version VALUES (?, ?, ?)", post.seq, post.edited or post.at, json.dumps(post.body)
        )
        self.run("UPDATE post SET body = ?, edited = ? WHERE seq = ?", json.dumps(body), at, post.seq)

    def keep_body(self, post: Post, body: dict[str, Any]) -> None:
        """Stores what others did to a post (votes, counts): no edit."""
        self.run("UPDATE post SET body = ? WHERE seq = ?", json.dumps(body), post.seq)

    def versions(self, post: Post) -> list[tuple[float, dict[str, Any]]]:
        """What a post said before its edits, oldest first, with the time each version began."""
        rows = self.rows("SELECT at, body FROM version WHERE post = ? ORDER BY rowid", post.seq)
        return [(at, json.loads(body)) for at, body in rows]

    def delete_post(self, post: Post, at: float) -> None:
        self.run("UPDATE post SET deleted = ? WHERE seq = ?", at, post.seq)

    def count_request(self, post: Post) -> None:
        self.run("UPDATE post SET requests = requests + 1 WHERE seq = ?", post.seq)

    # blobs

    def add_blob(self, blob: Blob) -> None:
        self.run(
            "INSERT OR IGNORE INTO blob VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(blob.network, blob.account, blob.id, blob.mime, blob.at, blob.content),
            json.dumps(blob.detail),
        )

    def blobs(self, network: str, where: str, *values: Any) -> list[Blob]:
        sql = f"SELECT network, account, id, mime, at, content, detail FROM blob WHERE network = ? AND {where} ORDER BY rowid"
        return [Blob(*row[:6], json.loads(row[6])) for row in self.rows(sql, network, *values)]

    def keep_blob_detail(self, blob: Blob, detail: dict[str, Any]) -> None:
        self.run(
            "UPDATE blob SET detail = ? WHERE network = ? AND account = ? AND id = ?",
            *(json.dumps(detail), blob.network, blob.account, blob.id),
        )

    def delete_blob(self, blob: Blob) -> None:
        self.run(
            "DELETE FROM blob WHERE network = ? AND account = ? AND id = ?",
            blob.network,
            blob.account,
            blob.id,
        )

    # notes: small things only one network knows

    def keep_note(self, account: Account, kind: str, id: str, *, at: float, value: Any) -> None:
        self.run(
            "INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?)",
            *(account.network, kind, id, account.id, at, json.dumps(value)),
        )

    def note(self, network: str, kind: str, id: str) -> tuple[str, float, Any] | None:
        """Account, time and value of one note."""
        rows = self.rows(
            "SELECT account, at, value FROM note WHERE network = ? AND kind = ? AND id = ?", network, kind, id
        )
        return (rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def notes(self, network: str, kind: str, account: str) -> list[tuple[str, float, Any]]:
        """Id, time and value of an account's notes of one kind, oldest first."""
        rows = self.rows(
            "SELECT id, at, value FROM note WHERE network = ? AND kind = ? AND account = ? ORDER BY rowid",
            *(network, kind, account),
        )
        return [(id, at, json.loads(value)) for id, at, value in rows]

    def drop_note(self, network: str, kind: str, id: str) -> None:
        self.run("DELETE FROM note WHERE network = ? AND kind = ? AND id = ?", network, kind, id)
