"""Where on the state branch a fact stands: paths depend on the key alone."""

import hashlib
import re
from datetime import datetime

from smmops.model.entry import split_key
from smmops.model.state import State

_ENTRY = re.compile(r"([a-z0-9-]+)/ledger/([0-9a-f]{2})/([a-z0-9-]+)/([a-z0-9-]+)/(\d{3,})-([a-z-]+)\.json")
_ORDER = re.compile(r"([a-z0-9-]+)/control/([^/]+)\.json")


def entry_path(key: str, number: int, state: State) -> str:
    """`<brand>/ledger/<xx>/<post>/<channel>/<nnn>-<state>.json`; xx spreads posts over 256 folders."""
    brand, post, channel = split_key(key)
    spread = hashlib.sha256(post.encode()).hexdigest()[:2]
    return f"{brand}/ledger/{spread}/{post}/{channel}/{number:03d}-{state}.json"


def entry_at(path: str) -> tuple[str, int, str] | None:
    """(key, number, state) of a ledger file's path; None for any other path."""
    found = _ENTRY.fullmatch(path)
    if not found or hashlib.sha256(found[3].encode()).hexdigest()[:2] != found[2]:
        return None
    return f"{found[1]}/{found[3]}.{found[4]}", int(found[5]), found[6]


def order_path(brand: str, at: datetime, *, nonce: str, kind: str) -> str:
    """`<brand>/control/<at>.<nonce>-<kind>.json`; `at` as UTC without separators, so that names sort by time."""
    return f"{brand}/control/{at:%Y%m%dT%H%M%SZ}.{nonce}-{kind}.json"


def order_at(path: str) -> tuple[str, str] | None:
    """(brand, order id) of a control file's path."""
    found = _ORDER.fullmatch(path)
    return (found[1], found[2]) if found else None


def checkpoint_path(brand: str, at: datetime) -> str:
    """`<brand>/checkpoints/<yyyy>/<mm>/<dd>.<hhmmss>.json`."""
    return f"{brand}/checkpoints/{at:%Y/%m/%d.%H%M%S}.json"


def checkpoint_tag(brand: str, at: datetime) -> str:
    """`smmops-checkpoint/<brand>/<yyyy-mm-dd>.<hhmmss>`."""
    return f"smmops-checkpoint/{brand}/{at:%Y-%m-%d.%H%M%S}"
