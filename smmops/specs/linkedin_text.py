"""LinkedIn's "little text": what a post's text looks like on its way to the API."""

import re

from smmops.specs.links import hashtags

_RESERVED = re.compile(r"[\\|{}@\[\]()<>#*_~]")
_MENTION = re.compile(r"@\[([^\[\]\n]+)\]\((urn:li:(?:organization|person):[A-Za-z0-9_-]+)\)")


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text)


def escape_little_text(text: str) -> str:
    """`text` with every reserved character escaped, but for hashtags and mentions, which keep their meaning.

    An unescaped reserved character cuts the text silently. A mention is `@[Exact Name](urn:li:organization:1)`.
    A hashtag with `_` takes the long form, since the short one would end there.
    Source: LinkedIn Posts API, "little Text Format" (read 2026-07, versions 202605 to 202609).
    """
    spans = [
        (m.start(), m.end(), f"@[{_escaped(m.group(1))}]({m.group(2)})") for m in _MENTION.finditer(text)
    ]
    taken = [(start, end) for start, end, _ in spans]
    for tag in hashtags(text):
        if any(start < tag.end and tag.start < end for start, end in taken):
            continue
        word = tag.value
        spans.append(
            (tag.start, tag.end, f"#{word}" if "_" not in word else rf"{{hashtag|\#|{_escaped(word)}}}")
        )
    out, at = [], 0
    for start, end, written in sorted(spans):
        out += [_escaped(text[at:start]), written]
        at = end
    return "".join([*out, _escaped(text[at:])])
