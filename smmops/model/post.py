"""A post and its variants: exactly what each channel gets, resolved."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import Field

from smmops.model.base import Frozen

Late = Literal["ask", "skip"]
Deliver = Literal["publish", "remind"]


class FileRef(Frozen):
    """A file of the repository: path from the repository's root, git blob id, size in bytes.

    `sha256` is known without reading for an LFS pointer, which counts as the file it names.
    """

    path: str
    blob: str
    size: int
    sha256: str | None = None


class Media(Frozen):
    """One item of a variant's media, in slide order.

    Either `file` is set, or `url` with `sha256` and `bytes` (too big for git).
    `alt` is "" only for `decorative` items, None where none was written. `part` counts from 1.
    """

    file: FileRef | None = None
    url: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    mime: str
    alt: str | None = None
    decorative: bool = False
    captions: tuple[tuple[str, FileRef], ...] = ()  # (language, VTT or SRT)
    cover: FileRef | None = None
    title: str | None = None
    part: int = 1
    rights: tuple[str, ...] = ()


class Poll(Frozen):
    """`question` None: the text asks it. `duration` is how long people may vote."""

    question: str | None = None
    options: tuple[str, ...]
    duration: timedelta


class Card(Frozen):
    """A link card that we write; nothing is fetched."""

    title: str
    description: str = ""
    image: FileRef | None = None


class Disclosure(Frozen):
    """What must be said about a post's making."""

    paid_partnership: tuple[str, ...] = ()
    own_brand: bool = False
    ai: Literal["assisted", "generated"] | None = None


class Audience(Frozen):
    """Organic targeting; a network that cannot is a problem, never sent wider."""

    countries: tuple[str, ...] = ()
    min_age: int | None = None


class Variant(Frozen):
    """One post for one channel. Times are UTC. Texts are as written, placeholders still in them."""

    post: str
    channel: str
    network: str
    publish_at: datetime | None  # None: a draft, never published
    not_after: datetime | None
    late: Late
    deliver: Deliver = "publish"
    format: str
    title: str | None = None
    parts: tuple[str, ...]  # one a part of a thread; () where there is no text
    first_comment: str | None = None
    media: tuple[Media, ...] = ()
    link: str | None = None  # untagged
    card: Card | None = None
    poll: Poll | None = None
    language: str
    disclose: Disclosure | None = None
    content_warning: str | None = None
    sensitive: bool = False
    audience: Audience | None = None
    reply_to: str | None = None  # a post id or an address
    quote: str | None = None
    options: Mapping[str, Any] = Field(default_factory=dict)
    hold: str | None = None
    takedown: str | None = None  # the reason, where it covers this channel


class Post(Frozen):
    """One post file, read and resolved.

    `blobs` is the closure that an approval binds: (path, blob id) of the post, its persona, media,
    campaign and the policy files, sorted by path.
    `allows` maps a problem's code to the reason for which this file silences it.
    `labels`, `type`, `campaign` are what approval policy matches on, after inheritance.
    """

    id: str
    path: str
    blob: str
    title: str
    type: str | None = None
    persona: str | None = None
    pillar: str | None = None
    campaign: str | None = None
    purpose: str | None = None
    demand: str | None = None
    funnel: str | None = None
    gated: bool = False
    labels: tuple[str, ...] = ()
    protect: bool = False
    follows: str | None = None
    variants: tuple[Variant, ...]
    blobs: tuple[tuple[str, str], ...]
    allows: Mapping[str, str] = Field(default_factory=dict)

    def variant(self, channel: str) -> Variant | None:
        """The variant of that channel, if the post goes there."""
        return next((v for v in self.variants if v.channel == channel), None)
