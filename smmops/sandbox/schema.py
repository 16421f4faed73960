"""The tables of the sandbox's database."""

import re
from typing import Final

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

PRAGMAS: Final = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
TABLES: Final = tuple(re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", SCHEMA))
