"""Where a domain begins and ends inside running text, as twitter-text 3 sees it.

Written as one pass over the labels instead of twitter-text's regular expression, whose time grows with the
square of a long line. Source: twitter-text 3 `validDomain`, `validSubdomain`, `validDomainName`,
`validAsciiDomain`, `idna.toAscii`.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from smmops.specs.tlds import tld_length

LATIN = (
    "\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263\\u0268"
    "\\u026f\\u0272\\u0289\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff"
)
_DIRECTIONS = "\\u202a-\\u202e\\u061c\\u200e\\u200f\\u2066-\\u2069"
_SPACES = "\\u0009-\\u000d \\u0085\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_NEVER = "\\ufffe\\ufeff\\uffff"
RUN = re.compile(rf"[^!'#%&()*+,\\/:;<=>?@\[\]^{{|}}~${_SPACES}{_NEVER}{_DIRECTIONS}]+")
_NOT_BEFORE = re.compile(rf"[A-Za-z0-9@＠$#＃{_NEVER}]")
_ASCII_HEAD = re.compile(rf"(?:[-A-Za-z0-9{LATIN}]+\.)+")
_MAX_LABEL = 63  # of DNS, after punycode
_EDGE = "_-"


@dataclass(frozen=True, slots=True)
class Found:
    """A domain in a text, in code points."""

    start: int
    end: int


def may_precede(text: str, start: int) -> bool:
    """Whether what stands before `start` lets an address begin there."""
    return start == 0 or not _NOT_BEFORE.match(text[start - 1])


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one run; `reach[i]` is the last label before the top-level domain, from label i on."""

    starts: list[int]
    texts: list[str]
    tails: list[int]  # length of the top-level domain at the start of label i, 0 if none
    reach: list[int]


def labels_of(text: str, start: int, end: int) -> Labels:
    """The run `text[start:end]` taken apart, in one pass from its end."""
    texts = text[start:end].split(".")
    starts, at = [], start
    for label in texts:
        starts.append(at)
        at += len(label) + 1
    following = text[end : end + 1]
    last = len(texts) - 1
    tails = [tld_length(label, "." if i < last else following) for i, label in enumerate(texts)]
    reach = [-1] * (last + 2)
    for i in range(last - 1, -1, -1):
        label = texts[i]
        if not label or label[0] in _EDGE or label[-1] in _EDGE:
            continue
        if reach[i + 1] >= 0:
            reach[i] = reach[i + 1]
        elif tails[i + 1] and "_" not in label:
            reach[i] = i
    return Labels(starts, texts, tails, reach)


def _end(labels: Labels, i: int, cut: int) -> int:
    """End of the longest domain that begins `cut` characters into label i; -1 if none."""
    label = labels.texts[i]
    if cut >= len(label) or label[cut] in _EDGE or label[-1] in _EDGE:
        return -1
    k = labels.reach[i + 1]
    if k < 0:
        if not labels.tails[i + 1] or label.rfind("_") >= cut:
            return -1
        k = i
    return labels.starts[k + 1] + labels.tails[k + 1]


def domain_at(labels: Labels) -> int:
    """End of the longest domain that begins exactly where the run begins; -1 if none."""
    return _end(labels, 0, 0) if len(labels.texts) > 1 else -1


def first_domain(text: str, labels: Labels, consumed: int) -> Found | None:
    """The first domain of a run that begins after `consumed`, where the character before lets it begin.

    That character belongs to the match, so it may not be part of what was consumed; the text's first
    character is tried as one that stands before, and only then as the beginning.
    """
    if not any(labels.tails[1:]):
        return None
    first = max(0, bisect_right(labels.starts, consumed) - 1)
    for i in range(first, len(labels.texts) - 1):
        base = labels.starts[i]
        cuts = list(range(max(0, consumed - base), len(labels.texts[i])))
        if base == 0 and len(cuts) > 1 and cuts[0] == 0:
            cuts[:2] = (1, 0)
        for cut in cuts:
            at = base + cut
            if at and (at <= consumed or not may_precede(text, at)):
                continue
            if (stop := _end(labels, i, cut)) >= 0:
                return Found(at, stop)
    return None


def ascii_domains(domain: str) -> list[Found]:
    """The parts of a domain without scheme that twitter-text links: those of ASCII and Latin labels."""
    found: list[Found] = []
    for head in _ASCII_HEAD.finditer(domain):
        stop = head.end()
        while stop > head.start():
            label = domain[stop:].split(".", 1)[0]
            after = domain[stop + len(label) : stop + len(label) + 1]
            if length := tld_length(label, after):
                found.append(Found(head.start(), stop + length))
                break
            stop = domain.rfind(".", head.start(), stop - 1) + 1
    return found


def encoded_length(domain: str) -> int | None:
    """Length of the domain in its `xn--` form; None where a label is empty or longer than 63."""
    total = 0
    for label in domain.split("."):
        size = len(label)
        if size > _MAX_LABEL:
            return None
        if not label.isascii():
            try:
                size = 4 + len(label.encode("punycode"))
            except UnicodeError:
                return None
        if not 1 <= size <= _MAX_LABEL:
            return None
        total += size + 1
    return total - 1
