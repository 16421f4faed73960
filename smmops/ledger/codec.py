"""Ledger facts as bytes: sorted keys, two-space indent, a final newline, absent keys left out."""

import hashlib
import json
import re
from functools import lru_cache

from pydantic import ValidationError

from smmops.ledger.format import refuse_newer
from smmops.model.entry import SCHEMA, Entry
from smmops.model.freeze import Order


class EntryError(Exception):
    """A ledger file that cannot be understood; its key is set apart."""


def encode(entry: Entry | Order) -> bytes:
    """The file of an entry or order."""
    fields = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    kept = {name: value for name, value in fields.items() if value not in ([], {}, "", False)}
    if isinstance(entry, Order):
        kept["schema"] = kept.pop("schema_")
    return (json.dumps(kept, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()


def sha256(content: bytes) -> str:
    """Hex SHA-256 of a file, as `prev` holds it."""
    return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=4096)
def decode(content: bytes) -> Entry:
    """The entry of a file.

    EntryError for what is no entry; SmmopsError (75) for a newer major schema, which this version must not judge.
    """
    fields = _fields(content)
    _of(SCHEMA, fields.get("schema"))
    try:
        return Entry.model_validate(fields)
    except ValidationError as wrong:
        raise EntryError(f"{wrong.error_count()} fields do not fit") from wrong


def decode_order(content: bytes) -> Order:
    """The order of a control file; EntryError for anything else."""
    fields = _fields(content)
    _of("smmops.order/1", fields.pop("schema", None))
    try:
        return Order.model_validate(fields)
    except ValidationError as wrong:
        raise EntryError(f"{wrong.error_count()} fields do not fit") from wrong


def _fields(content: bytes) -> dict[str, object]:
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise EntryError("no JSON") from wrong
    if not isinstance(fields, dict):
        raise EntryError("no JSON object")
    return fields


def _of(own: str, schema: object) -> None:
    """Nothing for our major, of whatever minor; EntryError for another schema, SmmopsError for a newer major."""
    if schema == own:
        return
    refuse_newer(own, schema)
    if not re.fullmatch(rf"{re.escape(own)}\.\d+", str(schema)):
        raise EntryError(f"schema is {schema!r}")
