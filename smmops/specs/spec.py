"""The type of a network's facts. Each fact has a source and the day it was checked."""

from collections.abc import Mapping
from enum import StrEnum

from smmops.model.base import Frozen


class Unit(StrEnum):
    """What one step of a text's length is."""

    CHARACTERS = "characters"  # Unicode code points after NFC
    GRAPHEMES = "graphemes"  # extended grapheme clusters (UAX #29)
    WEIGHTED = "weighted"  # X: 1 or 2 a code point, URLs and emoji fixed
    EMOJI_BYTES = "emoji-bytes"  # Threads: an emoji counts its UTF-8 bytes, the rest 1
    ESCAPED = "escaped"  # LinkedIn: code points after the backslashes of "little text"
    UTF16 = "utf16"  # UTF-16 code units


class Kind(StrEnum):
    """What a media file is, by its bytes."""

    IMAGE = "image"
    GIF = "gif"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"


class Capability(StrEnum):
    """A protocol that an adapter satisfies; `spec.capabilities` equals what its class implements."""

    PREPARES = "prepares"
    PUBLISHES = "publishes"
    FINDS = "finds"
    EDITS = "edits"
    REMOVES = "removes"
    MEASURES = "measures"
    LISTENS = "listens"
    REPLIES = "replies"
    ADVERTISES = "advertises"


class Source(Frozen):
    """Where a fact comes from. `verified` is False where the source itself could not be confirmed."""

    text: str
    checked: str  # ISO date
    verified: bool = True


class TextRule(Frozen):
    """How one text of the network is counted and bounded. `None` means no bound is known.

    `short_mentions`: `@user@domain` counts as `@user`. `with_warning`: the content warning counts as well.
    `forbidden` are single characters that the network refuses in this text.
    """

    unit: Unit
    limit: int | None
    byte_limit: int | None = None  # UTF-8 bytes, checked beside `limit`
    url_length: int | None = None  # every detected URL counts this, whatever its real length
    min_length: int = 0
    hashtags: int | None = None
    mentions: int | None = None
    links: int | None = None
    short_mentions: bool = False
    with_warning: bool = False
    forbidden: str = ""


class MediaRule(Frozen):
    """Bounds of one file of one kind. `max_side` bounds the longer side, `caption_bytes` one caption file."""

    mime: tuple[str, ...]
    min_bytes: int | None = None
    max_bytes: int | None = None
    min_width: int | None = None
    max_width: int | None = None
    min_height: int | None = None
    max_height: int | None = None
    max_side: int | None = None
    max_frames: int | None = None
    max_pixels: int | None = None
    min_ratio: float | None = None  # width / height
    max_ratio: float | None = None
    min_seconds: float | None = None
    max_seconds: float | None = None
    alt_limit: int | None = None
    alt_unit: Unit = Unit.CHARACTERS
    captions: bool = False
    caption_bytes: int | None = None
    cover: bool = False
    cover_required: bool = False
    cover_bytes: int | None = None


class FormatRule(Frozen):
    """One way to post. `media` maps a kind to (fewest, most) items of that kind in one part.

    `total` bounds the items of all kinds together; `mixed` allows several kinds in one part.
    `text` is False where the format has no text; `title` says whether one is sent.
    `text_rule` and `title_limit` bound them otherwise than the network's own.
    """

    media: Mapping[Kind, tuple[int, int]]
    total: tuple[int, int] = (0, 0)
    mixed: bool = False
    text: bool = True
    text_required: bool = False
    title: str = "none"  # none | optional | required
    title_limit: int | None = None
    text_rule: TextRule | None = None
    per_day: int | None = None  # posts of this format a day that the network allows
    rules: Mapping[Kind, MediaRule] = {}  # where this format bounds a kind otherwise than `NetworkSpec.media`


class OptionRule(Frozen):
    """One key under `options:` of this network. `type` is bool, text, integer, choice, texts or time."""

    type: str
    choices: tuple[str, ...] = ()
    max_items: int | None = None
    max_length: int | None = None
    required: bool = False
    note: str = ""


class PollRule(Frozen):
    """Bounds of a poll; durations in seconds. `durations` are the only ones taken, where there are any."""

    min_options: int
    max_options: int
    option_limit: int
    option_unit: Unit = Unit.CHARACTERS
    question_limit: int | None = None
    min_seconds: int
    max_seconds: int
    durations: tuple[int, ...] = ()
    with_media: bool = False


class LinkPlace(StrEnum):
    """Where a post's `link` goes when its text has no `{{ link }}`."""

    TEXT = "text"  # appended to the last part, on a line of its own
    FIELD = "field"  # a field of the request
    CARD = "card"  # a link card made from `card:`, else the text
    NONE = "none"  # nowhere: a warning


class Consistency(StrEnum):
    """What "not found" means on a read-back (publishing.md)."""

    EXACT = "exact"  # by the record key that we chose
    STRONG = "strong"  # own list, immediately consistent
    LAGGING = "lagging"  # proves nothing


class SecretRule(Frozen):
    """One environment variable `<PREFIX>_<name>`."""

    name: str
    required: bool = True
    note: str = ""


class NetworkSpec(Frozen):
    """All facts about one network. `sources` maps a field's name to where it comes from."""

    name: str
    title: str
    hosts: tuple[str, ...]  # where secrets may be sent, beside the channel's `server`; the first is the API's
    needs_server: bool = False
    text: TextRule
    first_comment: TextRule | None = None
    title_limit: int | None = None
    title_forbidden: str = ""  # characters that the network refuses in a title
    threads: bool
    link: LinkPlace
    link_limit: int | None = None  # characters of an address
    card: bool = False  # takes a link card from us
    formats: Mapping[str, FormatRule]
    default_format: str = "post"
    media: Mapping[Kind, MediaRule]
    options: Mapping[str, OptionRule] = {}
    poll: PollRule | None = None
    content_warning: bool = False
    sensitive: bool = False
    audience: tuple[str, ...] = ()  # subset of countries, min_age
    disclosures: tuple[str, ...] = ()  # subset of paid_partnership, own_brand, ai: there is a flag
    reply: bool = False
    quote: bool = False
    handle: str = ""  # regular expression of a handle
    mention: str = "@{handle}"  # how a mention is written in text, of {handle} and {name}
    capabilities: frozenset[Capability] = frozenset()
    consistency: Consistency = Consistency.LAGGING
    honoured_seconds: int | None = None  # an idempotency key's life, from the first claim
    secrets: tuple[SecretRule, ...] = ()
    account_metrics: tuple[str, ...] = ()  # numbers of an account that are asked for, given or not
    post_metrics: tuple[str, ...] = ()
    per_day: int | None = None  # posts a day that the network allows
    sources: Mapping[str, Source]
