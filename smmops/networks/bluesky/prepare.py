"""Uploads of one part: repeatable, seen by nobody."""

import json
from typing import Any

from smmops.media.probe import probe
from smmops.model.outcome import Prepared, Refusal, Rejected, Unavailable
from smmops.model.payload import Payload, PayloadMedia
from smmops.model.ports import Bytes
from smmops.networks.bluesky.embed import CARD, card_part, is_video, media_of
from smmops.networks.bluesky.video import video_blob
from smmops.networks.bluesky.xrpc import Xrpc


def misfit(payload: Payload, part: int) -> Rejected | None:
    """What this part cannot carry: nothing is dropped in silence."""
    items = [item for _, item in media_of(payload, part)]
    if len(items) > 1 and any(is_video(item) for item in items):
        return Rejected(
            reason=f"part {part} has a video among {len(items)} media items, bluesky takes it alone"
        )
    if items and part == card_part(payload):
        return Rejected(reason=f"part {part} has media and a link card, bluesky takes one of them")
    texts = (*payload.parts, payload.first_comment or "")
    if payload.link and card_part(payload) is None and not any(payload.link in text for text in texts):
        return Rejected(reason="the link stands in no text and there is no card for it")
    if payload.poll is not None:
        return Rejected(reason="bluesky has no polls")
    return None


def unready(payload: Payload, part: int, ready: Prepared) -> Unavailable | None:
    """Media that nobody uploaded: nothing can be sent before they are."""
    attached = dict(ready.attached)
    lacking = [place for place in _places(payload, part) if place not in attached]
    if not lacking:
        return None
    named = "the card's image" if lacking[0] == CARD else f"media item {lacking[0] + 1}"
    return Unavailable(reason=f"{named} is not uploaded")


def _places(payload: Payload, part: int) -> list[int]:
    thumb = payload.card is not None and payload.card.image is not None and part == card_part(payload)
    return [place for place, _ in media_of(payload, part)] + ([CARD] if thumb else [])


def uploaded(xrpc: Xrpc, payload: Payload, part: int, *, media: Bytes) -> Prepared | Refusal:
    """Everything that one part's record refers to, sent to the account's server."""
    attached: list[tuple[int, str]] = []
    for place, item in media_of(payload, part):
        sent = _sent(xrpc, item, media)
        if not isinstance(sent, dict):
            return sent
        attached.append((place, json.dumps(sent, sort_keys=True)))
    image = payload.card.image if payload.card is not None else None
    if image is not None and CARD in _places(payload, part):
        content = media(image)
        blob = xrpc.upload(content, probe(content).mime)
        if not isinstance(blob, dict):
            return blob
        attached.append((CARD, json.dumps({"blob": blob}, sort_keys=True)))
    return Prepared(attached=tuple(attached))


def _sent(xrpc: Xrpc, item: PayloadMedia, media: Bytes) -> dict[str, Any] | Refusal:
    content = media(item.sha256)
    looked = probe(content)
    blob = (
        video_blob(xrpc, content, sha256=item.sha256, mime=item.mime)
        if is_video(item)
        else xrpc.upload(content, item.mime)
    )
    if not isinstance(blob, dict):
        return blob
    captions = []
    for language, sha256 in item.captions:
        file = xrpc.upload(media(sha256), "text/vtt")
        if not isinstance(file, dict):
            return file
        captions.append([language, file])
    return {"blob": blob, "width": looked.width, "height": looked.height, "captions": captions}
