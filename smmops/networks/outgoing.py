"""What can be sent at all."""

from collections.abc import Iterator
from typing import Any

from smmops.model.outcome import Rejected
from smmops.model.payload import Payload


def unsendable(payload: Payload) -> Rejected | None:
    """A payload that UTF-8 cannot hold: a half of a surrogate pair from a faulty escape."""
    for text in _texts(payload.model_dump()):
        if any("\ud800" <= character <= "\udfff" for character in text):
            return Rejected(reason="the text holds half of a surrogate pair, which no network can be sent")
    return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
