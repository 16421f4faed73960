"""Top-level domains, from the dated list in package data."""

import functools
import re
from importlib import resources

_LETTERS = re.compile(r"[A-Za-z]+")
_PUNYCODE = re.compile(r"xn--[-0-9a-z]+")
_NO_END = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@+-")


@functools.cache
def tlds() -> frozenset[str]:
    """Every known top-level domain, lower case and in Unicode; `onion` is among them, as twitter-text has it."""
    text = resources.files("smmops").joinpath("data/tlds.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#")) | {"onion"}


@functools.cache
def _longest_unicode() -> int:
    return max(len(name) for name in tlds() if not name.isascii())


def known_tld(name: str) -> bool:
    """Whether `name` is a top-level domain, in any case, in Unicode or in its `xn--` form."""
    return name.lower() in tlds() or bool(_PUNYCODE.fullmatch(name.lower()))


def tld_length(label: str, following: str) -> int:
    """How many characters at the start of `label` are a top-level domain; 0 if none.

    A name ends where no ASCII letter, digit, `@`, `+` or `-` follows, so `com` is found in `com입니다`.
    `following` is the character after the label, "" at the text's end.
    Source: twitter-text 3 `validGTLD`, `validCCTLD`, `validPunycode`.
    """
    if letters := _LETTERS.match(label):
        name = letters.group()
        after = label[len(name) : len(name) + 1] or following
        if after not in _NO_END and name.lower() in tlds():
            return len(name)
        code = _PUNYCODE.match(label)
        return code.end() if code else 0
    for length in range(min(len(label), _longest_unicode()), 0, -1):
        after = label[length : length + 1] or following
        if after not in _NO_END and label[:length].lower() in tlds():
            return length
    return 0
