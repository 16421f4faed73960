"""The status of one part, as it is sent and as it is known again."""

import hashlib
from collections.abc import Sequence
from typing import Any

from smmops.model.outcome import Prepared, Rejected, Remote, Unavailable
from smmops.model.payload import Payload, PayloadMedia
from smmops.model.ports import Parcel


def media_of(payload: Payload, part: int) -> list[tuple[int, PayloadMedia]]:
    """(place in the payload, item) of one part's media."""
    return [(place, item) for place, item in enumerate(payload.media) if item.part == part]


def text_of(payload: Payload, part: int) -> str:
    """The text of a part; a poll's question where there is no other."""
    text = payload.parts[part - 1] if part <= len(payload.parts) else ""
    if not text and part == 1 and payload.poll is not None:
        return payload.poll.question or ""
    return text


def idempotency_key(parcel: Parcel, part: int | str) -> str:
    """What the server knows a repeat by: SHA-256 (hex) of key, part and epoch."""
    return hashlib.sha256(f"{parcel.key}\n{part}\n{parcel.epoch}".encode()).hexdigest()


def body(
    parcel: Parcel, part: int, *, ready: Prepared, above: str | None, quoted: str | None
) -> dict[str, Any]:
    """The JSON of `POST /api/v1/statuses`; `above` and `quoted` are status ids."""
    payload = parcel.payload
    options = payload.options or {}
    quoting = options.get("quote_approval")
    return {
        **content(payload, part, ready=ready),
        "visibility": str(options.get("visibility") or "public"),
        **({"in_reply_to_id": above} if above is not None else {}),
        **({"quoted_status_id": quoted} if quoted is not None and part == 1 else {}),
        **({"quote_approval_policy": str(quoting)} if quoting else {}),
    }


def content(payload: Payload, part: int, *, ready: Prepared) -> dict[str, Any]:
    """What a status says: the fields that an edit can change as well."""
    attached = dict(ready.attached)
    ids = [attached[place] for place, _ in media_of(payload, part)]
    return {
        "status": text_of(payload, part),
        **({"media_ids": ids} if ids else {}),
        **_poll(payload, part),
        "spoiler_text": payload.content_warning or "",
        **({"sensitive": payload.sensitive} if payload.sensitive is not None else {}),
        **language_of(payload),
    }


def edited(payload: Payload, part: int, *, ready: Prepared) -> dict[str, Any]:
    """The JSON of `PUT /api/v1/statuses/:id`. Media were uploaded anew, each with its description as it is now."""
    return {"media_ids": [], **content(payload, part, ready=ready)}


def comment_body(parcel: Parcel, above: str) -> dict[str, Any]:
    """The JSON of the first comment, seen by those who see the post."""
    payload = parcel.payload
    return {
        "status": payload.first_comment or "",
        "visibility": str((payload.options or {}).get("visibility") or "public"),
        "in_reply_to_id": above,
        "spoiler_text": payload.content_warning or "",
        **language_of(payload),
    }


def language_of(payload: Payload) -> dict[str, str]:
    """The ISO 639-1 code of a BCP 47 tag."""
    code = payload.language.partition("-")[0].lower()
    return {"language": code} if code else {}


def _poll(payload: Payload, part: int) -> dict[str, Any]:
    if payload.poll is None or part != 1:
        return {}
    options = payload.options or {}
    poll = {
        "options": list(payload.poll.options),
        "expires_in": payload.poll.seconds,
        "multiple": bool(options.get("poll_multiple", False)),
        "hide_totals": bool(options.get("poll_hide_totals", False)),
    }
    return {"poll": poll}


def misfit(payload: Payload, part: int) -> Rejected | None:
    """What this part cannot carry: nothing is dropped in silence."""
    items = media_of(payload, part)
    if part == 1 and payload.poll is not None and items:
        return Rejected(reason=f"part 1 has a poll and {len(items)} media items, mastodon takes one of them")
    if len(items) > 1 and any(not item.mime.startswith("image/") for _, item in items):
        return Rejected(
            reason=f"part {part} mixes pictures with video or sound, mastodon takes one file of those"
        )
    if not items and not text_of(payload, part):
        return Rejected(reason=f"part {part} has neither text nor media")
    texts = (*payload.parts, payload.first_comment or "")
    if payload.link and not any(payload.link in text for text in texts):
        return Rejected(reason="the link stands in no text, and mastodon has no other place for it")
    return None


def unready(payload: Payload, part: int, ready: Prepared) -> Unavailable | None:
    """Media that nobody uploaded: nothing can be sent before they are."""
    attached = dict(ready.attached)
    lacking = [place for place, _ in media_of(payload, part) if place not in attached]
    return Unavailable(reason=f"media item {lacking[0] + 1} is not uploaded") if lacking else None


def above_of(parcel: Parcel, live: Sequence[Remote]) -> Remote | None:
    """What the next part answers: the part before it, or what the payload answers."""
    return live[-1] if live else parcel.reply_to
