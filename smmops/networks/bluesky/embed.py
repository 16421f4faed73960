"""What stands below a post's text: pictures, video, a link card, a quoted post."""

import json
from collections.abc import Mapping
from typing import Any, Final

from smmops.model.outcome import Remote
from smmops.model.payload import Payload, PayloadMedia
from smmops.networks.bluesky.key import blob_cid

CARD: Final = -1
"""The place under which the image of the link card is attached."""
_FEW: Final = 4
"""Up to here `images`, which every client shows; above it `gallery`, which older ones may not."""
_EMBED: Final = "app.bsky.embed"

Uploads = Mapping[int, Mapping[str, Any]]
"""Place of a media item in the payload -> {"blob", "width"?, "height"?, "captions"?: [[language, blob]]}."""


def media_of(payload: Payload, part: int) -> list[tuple[int, PayloadMedia]]:
    """(place in the payload, item) of one part's media."""
    return [(place, item) for place, item in enumerate(payload.media) if item.part == part]


def is_video(item: PayloadMedia) -> bool:
    """Whether the item goes through the video service."""
    return item.mime.startswith("video/")


def card_part(payload: Payload) -> int | None:
    """The part that carries the link card: the last one; None where there is no card."""
    return payload.length if payload.card is not None and payload.link is not None else None


def uploads_of(attached: tuple[tuple[int, str], ...]) -> Uploads:
    """What `prepare` attached, read again."""
    return {place: json.loads(text) for place, text in attached}


def presumed_uploads(payload: Payload) -> Uploads:
    """What the uploads must have been, without asking: a blob's name is a hash of its bytes.

    A video's is not known, because the service encodes it anew.
    """
    uploads: dict[int, dict[str, Any]] = {
        place: {
            "blob": _blob("" if is_video(item) else item.sha256),
            "captions": [[language, _blob(sha256)] for language, sha256 in item.captions],
        }
        for place, item in enumerate(payload.media)
    }
    if payload.card is not None and payload.card.image is not None:
        uploads[CARD] = {"blob": _blob(payload.card.image)}
    return uploads


def embed(payload: Payload, part: int, *, uploads: Uploads, quote: Remote | None) -> dict[str, Any] | None:
    """The embed of one part, None where there is nothing to embed. `quote` counts for part 1."""
    media = _media(payload, part, uploads) or _card(payload, part, uploads)
    record = {"uri": quote.id, "cid": quote.handle} if quote is not None and part == 1 else None
    if record is None:
        return media
    quoted = {"$type": f"{_EMBED}.record", "record": record}
    if media is None:
        return quoted
    return {"$type": f"{_EMBED}.recordWithMedia", "record": quoted, "media": media}


def _media(payload: Payload, part: int, uploads: Uploads) -> dict[str, Any] | None:
    items = media_of(payload, part)
    if not items:
        return None
    if is_video(items[0][1]):
        return _video(items[0][1], uploads[items[0][0]])
    pictures = [_picture(item, uploads[place]) for place, item in items]
    if len(pictures) <= _FEW:
        return {"$type": f"{_EMBED}.images", "images": pictures}
    typed = [{"$type": f"{_EMBED}.gallery#image", **picture} for picture in pictures]
    return {"$type": f"{_EMBED}.gallery", "items": typed}


def _picture(item: PayloadMedia, upload: Mapping[str, Any]) -> dict[str, Any]:
    return {"image": upload["blob"], "alt": item.alt or "", **_ratio(upload)}


def _video(item: PayloadMedia, upload: Mapping[str, Any]) -> dict[str, Any]:
    captions = [{"lang": language, "file": blob} for language, blob in upload.get("captions", [])]
    return {
        "$type": f"{_EMBED}.video",
        "video": upload["blob"],
        **({"captions": captions} if captions else {}),
        **({"alt": item.alt} if item.alt else {}),
        **_ratio(upload),
    }


def _ratio(upload: Mapping[str, Any]) -> dict[str, Any]:
    width, height = upload.get("width"), upload.get("height")
    return {"aspectRatio": {"width": width, "height": height}} if width and height else {}


def _card(payload: Payload, part: int, uploads: Uploads) -> dict[str, Any] | None:
    card = payload.card
    if card is None or payload.link is None or part != card_part(payload):
        return None
    external = {"uri": payload.link, "title": card.title, "description": card.description}
    thumb = {"thumb": uploads[CARD]["blob"]} if card.image is not None else {}
    return {"$type": f"{_EMBED}.external", "external": {**external, **thumb}}


def _blob(sha256: str) -> dict[str, Any]:
    return {"$type": "blob", "ref": {"$link": blob_cid(sha256) if sha256 else ""}}
