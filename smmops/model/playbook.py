"""A playbook's front matter, typed."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from smmops.model.base import Frozen
from smmops.model.scalar import Day, Span


class Playbook(Frozen):
    """How a kind of message is answered. `severity` maps a degree to the target of the first response."""

    for_: Literal["complaint", "praise", "question", "spam", "crisis"] = Field(alias="for")
    severity: Mapping[str, Span] = {}
    owner: str | None = None
    default_owner: str | None = None
    public_first: str | None = None
    escalate_to: tuple[str, ...] = ()
    spokespeople: tuple[str, ...] = ()
    holding_text: str | None = None
    drills: tuple[Day, ...] = ()
