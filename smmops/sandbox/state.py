"""What the sandbox remembers, in SQLite: it survives the end of the process when it has a file."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from smmops.sandbox.schema import PRAGMAS, SCHEMA, TABLES


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


def _account(row: tuple[Any, ...]) -> Account:
    network, name, handle, secret, at, detail = row
    return Account(network, name, handle, secret, at, json.loads(detail))


def _post(row: tuple[Any, ...]) -> Post:
    seq, network, account, name, kind, at, edited, deleted, requests, body = row
    return Post(seq, network, account, name, kind, at, edited, deleted, requests, json.loads(body))


def _blob(row: tuple[Any, ...]) -> Blob:
    network, account, name, mime, at, content, detail = row
    return Blob(network, account, name, mime, at, content, json.loads(detail))


class State:
    """One database, one connection, one writer at a time: a request sees all of another or nothing.

    `path` None keeps it in memory. ValueError when the file cannot be used, or another process has it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        try:
            self._db = sqlite3.connect(
                path or ":memory:", timeout=1, check_same_thread=False, isolation_level=None
            )
            self._db.executescript(PRAGMAS + SCHEMA)
        except sqlite3.DatabaseError as error:
            raise ValueError(f"{path} cannot hold the sandbox's state: {error}") from error

    def close(self) -> None:
        """Closes the database."""
        with self._lock:
            self._db.close()

    def forget(self) -> None:
        """Empties everything, as on the first day."""
        for table in TABLES:
            self.run(f"DELETE FROM {table}")  # noqa: S608

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
        """All rows of a query."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def run(self, sql: str, *values: Any) -> int:
        """Executes a statement; gives the new row's id, if there is one."""
        with self._lock:
            return self._db.execute(sql, values).lastrowid or 0

    def setting(self, name: str, default: Any = None) -> Any:
        """A kept JSON value, or the default."""
        rows = self.rows("SELECT value FROM setting WHERE name = ?", name)
        return json.loads(rows[0][0]) if rows else default

    def keep_setting(self, name: str, value: Any) -> None:
        """Keeps a JSON value under a name."""
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
        """Accounts of a network, the oldest first."""
        columns = "network, id, handle, secret, at, detail"
        # `where` is the sandbox's own text everywhere; what came over the wire is in `values`.
        sql = f"SELECT {columns} FROM account WHERE network = ? AND {where} ORDER BY at, id"  # noqa: S608
        return [_account(row) for row in self.rows(sql, network, *values)]

    def account(self, network: str, name: str) -> Account | None:
        """The account with this id or handle."""
        found = self.accounts(network, "(id = ? OR handle = ?)", name, name)
        return found[0] if found else None

    # posts

    def add_post(self, account: Account, *, name: str, kind: str, at: float, body: dict[str, Any]) -> Post:
        """Publishes; the id (`name`) must not be live already."""
        seq = self.run(
            "INSERT INTO post (network, account, id, kind, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            *(account.network, account.id, name, kind, at, json.dumps(body)),
        )
        return Post(seq, account.network, account.id, name, kind, at, None, None, 1, body)

    def posts(self, network: str, where: str = "1", *values: Any) -> list[Post]:
        """Posts of a network, oldest first, deleted ones included unless `where` leaves them out."""
        columns = "seq, network, account, id, kind, at, edited, deleted, requests, body"
        sql = f"SELECT {columns} FROM post WHERE network = ? AND {where} ORDER BY seq"  # noqa: S608
        return [_post(row) for row in self.rows(sql, network, *values)]

    def count(self, network: str, where: str, *values: Any) -> int:
        """How many live posts there are of which `where` is true."""
        sql = f"SELECT COUNT(*) FROM post WHERE network = ? AND deleted IS NULL AND {where}"  # noqa: S608
        return int(self.rows(sql, network, *values)[0][0])

    def post(self, network: str, name: str) -> Post | None:
        """The live post with this id."""
        found = self.posts(network, "id = ? AND deleted IS NULL", name)
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
        """Marks a post as deleted; it stays in the census."""
        self.run("UPDATE post SET deleted = ? WHERE seq = ?", at, post.seq)

    def count_request(self, post: Post) -> None:
        """Counts one more write that named this post."""
        self.run("UPDATE post SET requests = requests + 1 WHERE seq = ?", post.seq)

    # blobs

    def add_blob(self, blob: Blob) -> None:
        """Keeps a file; one with the same id stays as it is."""
        self.run(
            "INSERT OR IGNORE INTO blob VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(blob.network, blob.account, blob.id, blob.mime, blob.at, blob.content),
            json.dumps(blob.detail),
        )

    def blobs(self, network: str, where: str, *values: Any) -> list[Blob]:
        """Files of a network in the order they came."""
        columns = "network, account, id, mime, at, content, detail"
        sql = f"SELECT {columns} FROM blob WHERE network = ? AND {where} ORDER BY rowid"  # noqa: S608
        return [_blob(row) for row in self.rows(sql, network, *values)]

    def keep_blob_detail(self, blob: Blob, detail: dict[str, Any]) -> None:
        """Replaces what the network knows of a file."""
        self.run(
            "UPDATE blob SET detail = ? WHERE network = ? AND account = ? AND id = ?",
            *(json.dumps(detail), blob.network, blob.account, blob.id),
        )

    def delete_blob(self, blob: Blob) -> None:
        """Forgets a file."""
        self.run(
            "DELETE FROM blob WHERE network = ? AND account = ? AND id = ?",
            blob.network,
            blob.account,
            blob.id,
        )

    # notes: small things only one network knows

    def keep_note(self, account: Account, kind: str, name: str, *, at: float, value: Any) -> None:
        """Keeps a value under kind and name, in place of an earlier one."""
        self.run(
            "INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?)",
            *(account.network, kind, name, account.id, at, json.dumps(value)),
        )

    def note(self, network: str, kind: str, name: str) -> tuple[str, float, Any] | None:
        """Account, time and value of one note."""
        rows = self.rows(
            "SELECT account, at, value FROM note WHERE network = ? AND kind = ? AND id = ?",
            network,
            kind,
            name,
        )
        return (rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def notes(self, network: str, kind: str, account: str) -> list[tuple[str, float, Any]]:
        """Id, time and value of an account's notes of one kind, oldest first."""
        rows = self.rows(
            "SELECT id, at, value FROM note WHERE network = ? AND kind = ? AND account = ? ORDER BY rowid",
            *(network, kind, account),
        )
        return [(name, at, json.loads(value)) for name, at, value in rows]

    def drop_note(self, network: str, kind: str, name: str) -> None:
        """Forgets a note."""
        self.run("DELETE FROM note WHERE network = ? AND kind = ? AND id = ?", network, kind, name)
