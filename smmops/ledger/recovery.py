"""Recovery files: receipts that could not be pushed yet, kept until they are."""

import json
from collections.abc import Sequence

from pydantic import ConfigDict, ValidationError

from smmops.ledger.branch import Draft
from smmops.ledger.format import refuse_newer
from smmops.model.entry import Entry
from smmops.model.message import msg
from smmops.model.problem import SmmopsError

SCHEMA = "smmops.recovery/1"


class _Kept(Entry):
    """An entry whose unknown fields are written as they were read: a newer smmops of our major knows them."""

    model_config = ConfigDict(extra="allow")


def kept(brand: str, drafts: Sequence[Draft]) -> bytes:
    """The content of a recovery file. It holds no secrets: entries never do."""
    rows = [
        {"on": draft.on, "entry": draft.entry.model_dump(mode="json", by_alias=True, exclude_none=True)}
        for draft in drafts
    ]
    text = json.dumps(
        {"schema": SCHEMA, "brand": brand, "drafts": rows}, sort_keys=True, indent=2, ensure_ascii=False
    )
    return (text + "\n").encode()


def replayed(content: bytes, brand: str) -> tuple[Draft, ...]:
    """The drafts of a recovery file; SmmopsError (64) for a file that is none, or another brand's."""
    hint = msg("give the path that `smmops publish` printed")
    try:
        fields = json.loads(content)
        if isinstance(fields, dict):
            refuse_newer(SCHEMA, fields.get("schema"))
        if not isinstance(fields, dict) or not str(fields.get("schema")).startswith(SCHEMA):
            raise SmmopsError(msg("this is no recovery file"), hint, exit_code=64)
        if fields["brand"] != brand:
            raise SmmopsError(
                msg("this recovery file belongs to {brand}", brand=str(fields["brand"])), hint, exit_code=64
            )
        return tuple(Draft(_Kept.model_validate(row["entry"]), int(row["on"])) for row in fields["drafts"])
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as wrong:
        raise SmmopsError(msg("this recovery file is damaged"), hint, exit_code=64) from wrong
