"""Facets: whether their byte ranges fit the text. The PDS does not look; apps then show broken links."""

from collections.abc import Iterator, Mapping
from typing import Any


def facet_problem(record: Mapping[str, Any]) -> str | None:
    """What is wrong with a post's facets: a range outside the text, inside a character, or over another."""
    raw = record["text"].encode()
    taken: list[tuple[int, int]] = []
    for facet in record.get("facets", ()):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        if not start < end <= len(raw):
            return f"facet {start}..{end} is not inside the text of {len(raw)} bytes"
        if _inside_character(raw, start) or _inside_character(raw, end):
            return f"facet {start}..{end} begins or ends inside a character"
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            return f"facet {start}..{end} overlaps another"
        taken.append((start, end))
    return None


def _inside_character(raw: bytes, index: int) -> bool:
    return index < len(raw) and raw[index] & 0xC0 == 0x80


def spans(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The text in pieces with the address each leads to ("" for none), as an app would show it."""
    raw = record.get("text", "").encode()
    at = 0
    facets = [facet for facet in record.get("facets", ()) if facet.get("features")]
    for facet in sorted(facets, key=lambda facet: facet["index"]["byteStart"]):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        if not at <= start < end <= len(raw):
            continue
        if at < start:
            yield raw[at:start].decode(errors="replace"), ""
        yield raw[start:end].decode(errors="replace"), _target(facet["features"][0])
        at = end
    if at < len(raw):
        yield raw[at:].decode(errors="replace"), ""


def _target(feature: Mapping[str, Any]) -> str:
    match feature.get("$type"):
        case "app.bsky.richtext.facet#link":
            return str(feature["uri"])
        case "app.bsky.richtext.facet#mention":
            return f"https://bsky.app/profile/{feature['did']}"
        case "app.bsky.richtext.facet#tag":
            return f"https://bsky.app/hashtag/{feature['tag']}"
        case _:
            return ""
