"""What is sent to one channel, canonically: the bytes that an approval and a receipt are about."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field

from smmops.model.base import Frozen


class PayloadMedia(Frozen):
    """One media item by the SHA-256 (hex) of its bytes. `part` counts from 1."""

    sha256: str
    mime: str
    alt: str | None = None
    captions: tuple[tuple[str, str], ...] = ()  # (language, sha256)
    cover: str | None = None  # sha256
    title: str | None = None
    part: int = 1


class PayloadCard(Frozen):
    """A link card; `image` is a SHA-256."""

    title: str
    description: str = ""
    image: str | None = None


class PayloadPoll(Frozen):
    """`seconds` is how long people may vote."""

    question: str | None = None
    options: tuple[str, ...]
    seconds: int


class Payload(Frozen):
    """Everything that a network is told about a publication, resolved: links tagged, names filled in.

    Its digest is SHA-256 of the RFC 8785 JSON, absent keys left out (`smmops.compose.digest`).
    `account` is the configured one: the channel's `account`, else its handle. `reply_to` and `quote` are
    a post id or an address: which live object that is, is found at the call.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)

    schema_: Literal["smmops.payload/1"] = Field(default="smmops.payload/1", alias="schema")
    network: str
    account: str
    format: str
    title: str | None = None
    parts: tuple[str, ...] = ()
    first_comment: str | None = None
    media: tuple[PayloadMedia, ...] = ()
    link: str | None = None
    card: PayloadCard | None = None
    poll: PayloadPoll | None = None
    language: str
    disclose: Mapping[str, Any] | None = None
    content_warning: str | None = None
    sensitive: bool | None = None
    audience: Mapping[str, Any] | None = None
    reply_to: str | None = None
    quote: str | None = None
    options: Mapping[str, Any] | None = None

    @property
    def length(self) -> int:
        """How many parts are sent, at least 1: a post of media alone is one part."""
        return max(1, len(self.parts), max((m.part for m in self.media), default=1))
