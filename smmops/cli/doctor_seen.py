"""What `smmops doctor` says of one thing."""

from dataclasses import dataclass

from smmops.model.message import Message


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing looked at: `state` is `fine`, `advice` or `broken` (nothing can be published)."""

    what: str
    state: str
    says: Message
    fix: Message | None = None
