"""A preview as JSON values."""

from typing import Any

from smmops.render.problems import fact
from smmops.render.shown import Item, Preview, Shown, Text
from smmops.specs.links import Span
from smmops.words.catalogue import say

FORMAT_VERSION = 1


def preview_facts(preview: Preview) -> dict[str, Any]:
    """`format_version` 1, `post`, `path`, `channels`, `problems`; times in UTC, null for a draft."""
    return {
        "format_version": FORMAT_VERSION,
        "post": preview.post.id,
        "path": preview.post.path,
        "title": preview.post.title,
        "channels": [_channel(shown, preview.language) for shown in preview.shown],
        "problems": [fact(problem, preview.language) for problem in preview.problems],
    }


def _channel(shown: Shown, language: str) -> dict[str, Any]:
    variant, payload = shown.variant, shown.payload
    return {
        "channel": variant.channel,
        "network": variant.network,
        "handle": shown.channel.handle,
        "at": f"{variant.publish_at:%Y-%m-%dT%H:%M:%SZ}" if variant.publish_at else None,
        "by_hand": variant.deliver == "remind",
        "blocked": [say(reason, language) for reason in shown.outlook.reasons],
        "format": variant.format,
        "parts": [_text(part) for part in shown.parts],
        "first_comment": _text(shown.comment) if shown.comment else None,
        "media": [_item(item) for item in shown.media],
        "payload": payload.model_dump(mode="json", by_alias=True, exclude_none=True) if payload else None,
    }


def _text(text: Text) -> dict[str, Any]:
    return {
        "text": text.text,
        "count": text.count,
        "limit": text.limit,
        "left": text.limit - text.count if text.limit is not None else None,
        "unit": text.unit,
        "bytes": text.size,
        "links": [_span(span, text) for span in text.marked.links],
        "mentions": [_span(span, text) for span in text.marked.mentions],
        "tags": [_span(span, text) for span in text.marked.tags],
    }


def _span(span: Span, text: Text) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "text": text.text[span.start : span.end],
        "value": span.value,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "mime": item.mime,
        "bytes": item.size,
        "pixels": list(item.pixels) if item.pixels else None,
        "alt": item.alt,
        "part": item.part,
        "captions": list(item.captions),
    }
