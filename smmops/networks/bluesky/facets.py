"""What makes links, mentions and hashtags in a text active."""

from collections.abc import Mapping
from typing import Any, Final

from smmops.specs.links import Span, bluesky_links, bluesky_mentions, bluesky_tags, byte_range

_FACET: Final = "app.bsky.richtext.facet"


def handles(text: str) -> list[str]:
    """The handles that a text mentions, lower case, each once, in order."""
    return list(dict.fromkeys(span.value.lower() for span in bluesky_mentions(text)))


def facets(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Facets in the order of the text, never overlapping, with offsets in UTF-8 bytes.

    `dids` maps lower-case handles to DIDs: a mention that is not there stays plain text.
    """
    found: list[tuple[Span, dict[str, Any]]] = [
        (span, {"$type": f"{_FACET}#link", "uri": span.value}) for span in bluesky_links(text)
    ]
    found += [
        (span, {"$type": f"{_FACET}#mention", "did": dids[span.value.lower()]})
        for span in bluesky_mentions(text)
        if span.value.lower() in dids
    ]
    found += [(span, {"$type": f"{_FACET}#tag", "tag": span.value}) for span in bluesky_tags(text)]
    taken = 0
    kept = []
    for span, feature in sorted(found, key=lambda pair: pair[0].start):
        if span.start < taken:
            continue
        taken = span.end
        start, end = byte_range(text, span)
        kept.append({"index": {"byteStart": start, "byteEnd": end}, "features": [feature]})
    return kept
