"""What someone may have meant."""

from collections.abc import Collection

from smmops.model.message import Message, msg
from smmops.store.near import few, near

__all__ = ["few", "meant"]


def meant(written: str, known: Collection[str], *, fallback: Message) -> Message:
    """A fix that offers the nearest known name; `fallback` where none is near."""
    found = near(written, known)
    return msg("did you mean `{meant}`?", meant=found) if found else fallback
