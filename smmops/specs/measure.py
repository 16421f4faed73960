"""How long a text is, as each network counts it."""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from smmops.specs.emoji import emoji_spans
from smmops.specs.linkedin_text import escape_little_text
from smmops.specs.links import Span, http_urls, mastodon_mentions, x_urls
from smmops.specs.spec import TextRule, Unit

X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LIGHT, _HEAVY, _SCALE = 100, 200, 100


@dataclass(frozen=True, slots=True)
class Length:
    """`count` in the rule's unit, `bytes` of the text in UTF-8 (after NFC, as it is sent)."""

    count: int
    bytes: int


_LAST_LIGHT = "\u10ff"
"""Up to here every character weighs one on X; above some do."""


def limit_of(rule: TextRule, limits: Mapping[str, int] | None = None) -> int | None:
    """The bound of `rule`, or the channel's own where its server has another (`limits: {text: 5000}`)."""
    return (limits or {}).get("text", rule.limit)


def length(text: str, rule: TextRule, *, warning: str = "") -> Length:
    """The exact length of `text` under `rule`.

    `warning` is the content warning, which counts where the rule says so, its addresses unshortened.
    Raises nothing, whatever the text.
    """
    text = unicodedata.normalize("NFC", text)
    before = unicodedata.normalize("NFC", warning) if rule.with_warning else ""
    size = len(text.encode("utf-8", "surrogatepass"))
    return Length(_count(text, rule) + (_plain(before, rule.unit) if before else 0), size)


def surely_fits(text: str, rule: TextRule, limit: int | None = None, *, warning: str = "") -> bool:
    """Whether `text` fits without a close look: true is certain, false means that `length` decides.

    Every unit has a bound from above by code points, dots and schemes, so most posts need no counting.
    """
    bound = rule.limit if limit is None else limit
    text = unicodedata.normalize("NFC", text + warning if rule.with_warning else text)
    characters = len(text)
    if rule.byte_limit is not None and 4 * characters > rule.byte_limit:
        return False
    if bound is None:
        return True
    match rule.unit:
        case Unit.CHARACTERS:
            return characters <= bound
        case Unit.GRAPHEMES:
            return characters + (rule.url_length or 0) * text.count("://") <= bound
        case Unit.WEIGHTED:
            each = 1 if max(text, default="") <= _LAST_LIGHT else 2
            return each * characters + (rule.url_length or 0) * text.count(".") <= bound
        case Unit.UTF16:
            return 2 * characters <= bound
        case Unit.EMOJI_BYTES:
            return 4 * characters <= bound
        case Unit.ESCAPED:
            tags = text.count("#") + text.count("＃")
            return 2 * characters + len(r"{hashtag|\#|}") * tags <= bound
        case _:
            assert_never(rule.unit)


def _count(text: str, rule: TextRule) -> int:
    if rule.unit is Unit.WEIGHTED:
        return weighted(text, rule.url_length or 23)
    if rule.url_length is None and not rule.short_mentions:
        return _plain(text, rule.unit)
    spans = [(s, "x" * rule.url_length) for s in http_urls(text)] if rule.url_length else []
    if rule.short_mentions:
        spans += [(s, f"@{s.value}") for s in mastodon_mentions(text)]
    return _plain(_replaced(text, spans), rule.unit)


def _replaced(text: str, spans: list[tuple[Span, str]]) -> str:
    """`text` with each span replaced; a span that overlaps an earlier one is left as it is."""
    out, at = [], 0
    for span, written in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start < at:
            continue
        out += [text[at : span.start], written]
        at = span.end
    return "".join([*out, text[at:]])


def _plain(text: str, unit: Unit) -> int:
    match unit:
        case Unit.CHARACTERS:
            return len(text)
        case Unit.GRAPHEMES:
            return graphemes(text)
        case Unit.WEIGHTED:
            return weighted(text)
        case Unit.UTF16:
            return len(text) + sum(1 for c in text if c > "\uffff")
        case Unit.EMOJI_BYTES:
            return emoji_bytes(text)
        case Unit.ESCAPED:
            return len(escape_little_text(text))
        case _:
            assert_never(unit)


_FLAG_RUN = re.compile("[\U0001f1e6-\U0001f1ff]{4,}")


def graphemes(text: str) -> int:
    """Extended grapheme clusters (UAX #29)."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    import regex

    # Pairs inside a long run of flag letters are a cluster each; looking for them takes quadratic time.
    shorter = _FLAG_RUN.sub(lambda run: run.group()[: 2 + len(run.group()) % 2], text)
    return len(regex.findall(r"\X", shorter)) + (len(text) - len(shorter)) // 2


def emoji_bytes(text: str) -> int:
    """Characters, each emoji as its bytes in UTF-8.

    Source: Threads API, overview of posts (mirror of 2026).
    """
    emoji = [text[start:end] for start, end in emoji_spans(text)]
    return len(text) + sum(len(e.encode()) - len(e) for e in emoji)


@functools.lru_cache(4096)
def _weight(character: str) -> int:
    code = ord(character)
    return _LIGHT if any(low <= code <= high for low, high in X_LIGHT) else _HEAVY


def weighted(text: str, url_length: int = 23) -> int:
    """Length as X counts it: 1 or 2 a code point, every address `url_length`, every emoji 2.

    Source: twitter-text 3, configuration v3 (docs.x.com, read 2026-08-22).
    """
    text = unicodedata.normalize("NFC", text)
    fixed = {s.start: (s.end, url_length * _SCALE) for s in x_urls(text)}
    for start, end in emoji_spans(text):
        fixed.setdefault(start, (end, _HEAVY))
    total, at = 0, 0
    while at < len(text):
        if at in fixed:
            at, weight = fixed[at]
        else:
            weight = _weight(text[at])
            at += 1
        total += weight
    return total // _SCALE
