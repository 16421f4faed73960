"""Ledger facts as bytes: sorted keys, two-space indent, a final newline, absent keys left out."""

import hashlib
import json
from functools import lru_cache

from pydantic import ValidationError

from smmops.model.entry import SCHEMA, Entry
from smmops.model.freeze import Order
from smmops.model.message import msg
from smmops.model.problem import SmmopsError


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
    schema = fields.get("schema")
    if schema != SCHEMA:
        _refuse_newer(schema)
        raise EntryError(f"schema is {schema!r}")
    try:
        return Entry.model_validate(fields)
    except ValidationError as wrong:
        raise EntryError(f"{wrong.error_count()} fields do not fit") from wrong


def decode_order(content: bytes) -> Order:
    """The order of a control file; EntryError for anything else."""
    fields = _fields(content)
    schema = fields.pop("schema", None)
    if schema != "smmops.order/1":
        _refuse_newer(schema)
        raise EntryError(f"schema is {schema!r}")
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


def _refuse_newer(schema: object) -> None:
    name, _, major = str(schema).partition("/")
    if name in ("smmops.ledger", "smmops.order") and major.isdigit() and int(major) > 1:
        raise SmmopsError(
            msg(
                "the ledger holds {schema}, this smmops reads up to {own}",
                schema=str(schema),
                own=f"{name}/1",
            ),
            msg("upgrade smmops"),
        )
