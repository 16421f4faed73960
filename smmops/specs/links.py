"""Addresses, mentions and hashtags in plain text, by each network's own rules.

Offsets are code points of the text that was given. Nothing here raises, and the time grows with the length.
"""

import re
import unicodedata
from dataclasses import dataclass

from smmops.specs.domains import (
    LATIN,
    RUN,
    Labels,
    ascii_domains,
    domain_at,
    encoded_length,
    first_domain,
    labels_of,
    may_precede,
)
from smmops.specs.tlds import known_tld

_MAX_URL = 4096  # twitter-text counts the scheme twice
_MAX_TCO = 40
_SCHEME = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://\Z")
_TCO = re.compile(
    r"https?://t\.co/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?", re.I | re.A
)


def _parens(general: str) -> str:
    return rf"\((?:[{general}]+|(?:[{general}]*\([{general}]+\)[{general}]*))\)"


_X_GENERAL = rf"a-zA-Z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}"
_X_QUERY = r"a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|"
_X_PARENS = _parens(_X_GENERAL)
_X_REST = re.compile(
    rf"(?::[0-9]+)?(?P<path>/(?:[{_X_GENERAL}]*(?:{_X_PARENS}[{_X_GENERAL}]*)*[+\-a-zA-Z\u0400-\u04ff0-9=_#/{LATIN}]"
    rf"|{_X_PARENS}|@[{_X_GENERAL}]+/)*)?(?:\?[{_X_QUERY}]*[a-zA-Z0-9\-_&=#/])?"
)
_WIDE = "\\u00a0-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\uffef\\U00010000-\\U000efffd"
_MASTODON_GENERAL = r"^\s<>()?"
_MASTODON_QUERY = rf"a-zA-Z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^{_WIDE}"
_MASTODON_PARENS = _parens(_MASTODON_GENERAL)
_MASTODON_REST = re.compile(
    rf"(?::[0-9]+)?(?P<path>/(?:[{_MASTODON_GENERAL}]*(?:{_MASTODON_PARENS}[{_MASTODON_GENERAL}]*)*"
    rf"(?:[^\s()?!*\"'「」<>;:=,.$%\[\]~&|@]|{_MASTODON_PARENS})|[{_MASTODON_GENERAL}]+/)*)?"
    rf"(?:\?[{_MASTODON_QUERY}]*[a-zA-Z0-9_&=#/\-{_WIDE}])?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text. `value` is what it stands for: the address with its scheme, the name, the tag."""

    start: int
    end: int
    value: str


def byte_range(text: str, span: Span) -> tuple[int, int]:
    """Where the span begins (inclusive) and ends (exclusive) in the UTF-8 bytes of `text`."""
    start = len(text[: span.start].encode("utf-8", "surrogatepass"))
    return start, start + len(text[span.start : span.end].encode("utf-8", "surrogatepass"))


def _valid(url: str, scheme: str, domain: str) -> bool:
    if (
        domain.startswith("xn--")
        and not domain.isascii()
        and not any(d.start == 0 for d in ascii_domains(domain))
    ):
        return False
    encoded = encoded_length(domain)
    return encoded is not None and len(scheme) + len(url) + encoded - len(domain) <= _MAX_URL


def _with_scheme(text: str, scheme: str, labels: Labels, rest: re.Pattern[str]) -> tuple[int, Span | None]:
    """The address whose domain begins where the run does: where it ends, and the address if it counts as one.

    Both are (-1, None) where there is no domain.
    """
    begin = labels.starts[0]
    stop = domain_at(labels)
    if stop < 0:
        return -1, None
    tail = rest.match(text, stop)
    end = tail.end() if tail else stop
    start = begin - len(scheme)
    url = text[start:end]
    if not _valid(url, scheme, text[begin:stop]):
        return end, None
    if short := _TCO.match(url):
        if len(short.group(1)) > _MAX_TCO:
            return end, None
        return end, Span(start, start + short.end(), short.group())
    return end, Span(start, end, url)


def _without_scheme(text: str, start: int, stop: int) -> tuple[int, list[Span]]:
    """Where the address ends that has its domain at `start`, and the parts of it that are linked."""
    tail = _X_REST.match(text, stop)
    end = tail.end() if tail else stop
    domain = text[start:stop]
    if (start and text[start - 1] in "-_./") or not _valid(text[start:end], "", domain):
        return end, []
    spans = [Span(start + d.start, start + d.end, domain[d.start : d.end]) for d in ascii_domains(domain)]
    if spans and tail and tail.group("path"):
        spans[-1] = Span(spans[-1].start, end, text[spans[-1].start : end])
    return end, [Span(s.start, s.end, f"http://{s.value}") for s in spans]


def _scheme_before(text: str, start: int) -> str:
    found = _SCHEME.search(text, max(0, start - 8), start)
    return found.group() if found and may_precede(text, found.start()) else ""


def x_urls(text: str) -> list[Span]:
    """What X turns into a t.co link: addresses with http(s), and bare domains with a known top-level domain.

    Source: twitter-text 3 `extractUrlsWithIndices`.
    """
    spans: list[Span] = []
    consumed = 0
    if "." not in text:
        return spans
    for run in RUN.finditer(text):
        if run.end() <= consumed or "." not in run.group():
            continue
        labels = labels_of(text, *run.span())
        if (scheme := _scheme_before(text, run.start())) and run.start() - len(scheme) >= consumed:
            end, span = _with_scheme(text, scheme, labels, _X_REST)
            spans += [span] if span else []
            consumed = max(consumed, end)
        while consumed < run.end() and (found := first_domain(text, labels, consumed)):
            end, more = _without_scheme(text, found.start, found.end)
            spans += more
            consumed = end
    return spans


def http_urls(text: str) -> list[Span]:
    """Addresses with http(s) and a known top-level domain, as a Mastodon server links and shortens them.

    Source: Mastodon's length validator and its extension of twitter-text's expressions (unverified in detail).
    """
    spans: list[Span] = []
    consumed = 0
    if "://" not in text:
        return spans
    for run in RUN.finditer(text):
        scheme = _scheme_before(text, run.start())
        if not scheme or run.start() - len(scheme) < consumed:
            continue
        end, span = _with_scheme(text, scheme, labels_of(text, *run.span()), _MASTODON_REST)
        spans += [span] if span else []
        consumed = max(consumed, end)
    return spans


_MASTODON_MENTION = re.compile(r"(?<![=/\w])@([A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)(?:@\w+(?:[.-]+\w+)*)?")


def mastodon_mentions(text: str) -> list[Span]:
    """Mentions with or without a domain; `value` is the name before the domain.

    Source: Mastodon `Account::MENTION_RE` (unverified in detail).
    """
    return [Span(m.start(), m.end(), m.group(1)) for m in _MASTODON_MENTION.finditer(text)]


_BSKY_LINK = re.compile(
    r"(?:^|(?<=[\s(]))(?:(https?://\S+)|(([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*))", re.I | re.A | re.M
)
_BSKY_MENTION = re.compile(r"(?:^|(?<=[\s(]))@([a-zA-Z0-9.-]+)\b", re.M | re.A)
_BSKY_TAG = re.compile(r"(?:^|(?<=\s))[#＃](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)", re.M)
_BSKY_CASH = re.compile(r"(?:^|(?<=[\s(]))\$([A-Za-z][A-Za-z0-9]{0,4})(?=[\s.,;:!?)\"'’]|$)", re.M)
_BSKY_TAG_LIMIT = 64


def _has_tld(domain: str) -> bool:
    head, dot, tail = domain.rpartition(".")
    return bool(head and dot) and known_tld(tail)


def bluesky_links(text: str) -> list[Span]:
    """Addresses that the official app makes a link facet of; `value` is the address with its scheme.

    Source: @atproto/api `detectFacets` (read 2026-08-20).
    """
    spans = []
    for match in _BSKY_LINK.finditer(text):
        written, bare, domain = match.groups()
        if bare and not _has_tld(domain):
            continue
        found = written or bare
        if found[-1] in ".,;:!?":
            found = found[:-1]
        if found.endswith(")") and "(" not in found:
            found = found[:-1]
        spans.append(
            Span(match.start(), match.start() + len(found), found if written else f"https://{found}")
        )
    return spans


def bluesky_mentions(text: str) -> list[Span]:
    """Handles written with `@`; `value` is the handle, which still has to be resolved to a DID.

    Source: @atproto/api `detectFacets` (read 2026-08-20).
    """
    matches = _BSKY_MENTION.finditer(text)
    return [
        Span(m.start(), m.end(), m.group(1))
        for m in matches
        if _has_tld(m.group(1)) or m.group(1).endswith(".test")
    ]


def bluesky_tags(text: str) -> list[Span]:
    """Hashtags and cashtags of at most 64 characters; `value` is the tag without `#`, a cashtag with its `$`.

    Source: @atproto/api `detectFacets` (read 2026-08-20).
    """
    spans = []
    for match in _BSKY_TAG.finditer(text):
        tag = match.group(1)
        while tag and unicodedata.category(tag[-1])[0] == "P":
            tag = tag[:-1]
        if len(tag) > _BSKY_TAG_LIMIT or all(c.isdigit() or unicodedata.category(c)[0] == "P" for c in tag):
            continue
        spans.append(Span(match.start(), match.start() + 1 + len(tag), tag))
    cash = [Span(m.start(), m.end(), f"${m.group(1).upper()}") for m in _BSKY_CASH.finditer(text)]
    return sorted(spans + cash, key=lambda span: span.start)


_HASHTAG = re.compile(r"(?<![\w&/#＃])[#＃]([\w\u200c\u200d]*[^\W\d_][\w\u200c\u200d]*)")
_MENTION = re.compile(r"(?<![\w@＠/.+-])[@＠]([A-Za-z0-9_](?:[\w.-]*\w)?)", re.A)


def hashtags(text: str) -> list[Span]:
    """Words after `#` with at least one letter, as most networks see them; `value` is the word."""
    return [Span(m.start(), m.end(), m.group(1)) for m in _HASHTAG.finditer(text)]


def mentions(text: str) -> list[Span]:
    """Names after `@`, as most networks see them, not those inside e-mail addresses; `value` is the name."""
    return [Span(m.start(), m.end(), m.group(1)) for m in _MENTION.finditer(text)]
