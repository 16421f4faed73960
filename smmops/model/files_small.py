"""The small optional files and the forms in which freeze.yaml is written."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from smmops.model.base import Frozen
from smmops.model.scalar import Day, When, Whole, YesNo


def _words(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Scope = Annotated[
    tuple[str, ...],
    BeforeValidator(_words),
    WithJsonSchema(
        {"anyOf": [{"enum": ["all", "paid", "none"]}, {"type": "array", "items": {"type": "string"}}]}
    ),
]
"""One of all, paid and none, or channel ids."""


class FreezeFile(Frozen):
    """freeze.yaml: `scope` is all, paid, none, or a list of channel ids."""

    reason: str = Field("", description="why; people read it")
    by: str = Field("", description="member of team.yaml")
    since: When | None = Field(None, description="YYYY-MM-DD HH:MM with an offset")
    scope: Scope = Field(("none",), description="all | paid | [channels]")
    lift: tuple[str, ...] = Field((), description="orders of `pause` that this reviewed file ends")


class Handle(Frozen):
    """A name that is ours, should be, or looks like ours; no secrets."""

    handle: str = Field(description="the name on the network, with or without `@`")
    network: str | None = Field(None, description="as in smmops.yaml: instagram, x, bluesky")
    url: str | None = Field(None, description="where the profile stands")
    state: Literal["owned", "claimed", "to-claim", "look-alike"]
    owner: str | None = Field(None, description="member of team.yaml who looks after it")
    date: Day | None = Field(None, description="since when it is so")
    two_factor: YesNo | None = Field(None, description="whether a second factor is asked for")
    recovery_holder: str | None = Field(None, description="who can get the account back")
    notes: str | None = Field(None, description="what was seen while warming up")


class Handles(Frozen):
    """handles.yaml."""

    handles: tuple[Handle, ...] = ()


class Right(Frozen):
    """What may be shown, where and until when."""

    covers: tuple[str, ...] = Field((), description="face, logo, voice, text, place")
    uses: tuple[Literal["organic", "paid"], ...] = Field((), description="organic, paid; empty: both")
    until: Day | None = Field(None, description="the last day on which it may be shown; empty: for ever")
    kept: str | None = Field(None, description="where the signed paper lies")


class Rights(Frozen):
    """rights.yaml; ids of rights are its keys."""

    rights: Mapping[str, Right] = {}


class Idea(Frozen):
    """A file of the backlog. `map` maps a channel to a format or `skip`."""

    title: str | None = None
    persona: str | None = None
    pillar: str | None = None
    owner: str | None = None
    map: Mapping[str, str] = Field({}, description="channel -> format, or skip")
    source: str | None = None
    notes: str | None = None


class Review(Frozen):
    """An outside client's sign-off by a named proxy, bound to a post's blob."""

    blob: str
    by: str
    via: str
    said: str
    at: When
    evidence: str | None = None
    scores: Mapping[str, Whole] = {}


class Moderation(Frozen):
    """moderation.yaml: words that hide a comment or send it to somebody."""

    hide: tuple[str, ...] = ()
    escalate: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    owner: str | None = None
