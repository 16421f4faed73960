"""The record of one part: the same bytes whenever it is made from the same claim."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from smmops.model.outcome import Remote
from smmops.model.ports import Parcel
from smmops.networks.bluesky.embed import Uploads, embed
from smmops.networks.bluesky.facets import facets

POST: Final = "app.bsky.feed.post"
_LABEL: Final = "graphic-media"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands in a conversation; `handle` of both is the cid."""

    root: Remote
    parent: Remote


def record(parcel: Parcel, part: int, *, uploads: Uploads, place: Place | None) -> dict[str, Any]:
    """The record of a part, frozen by payload, identity and uploads."""
    payload = parcel.payload
    text = payload.parts[part - 1] if part <= len(payload.parts) else ""
    below = embed(payload, part, uploads=uploads, quote=parcel.quote)
    made = _base(parcel, text, place=place, offset=part - 1)
    options = payload.options or {}
    tags = [str(tag).removeprefix("#") for tag in options.get("tags") or ()]
    return {
        **made,
        **({"embed": below} if below is not None else {}),
        **_labels(parcel),
        **({"tags": tags} if tags and part == 1 else {}),
    }


def comment_record(parcel: Parcel, *, place: Place) -> dict[str, Any]:
    """The record of the first comment: a reply to part 1."""
    return _base(parcel, parcel.payload.first_comment or "", place=place, offset=parcel.payload.length)


def _base(parcel: Parcel, text: str, *, place: Place | None, offset: int) -> dict[str, Any]:
    created = parcel.identity.created_at or parcel.since
    active = facets(text, dict(parcel.identity.dids))
    return {
        "$type": POST,
        "text": text,
        "createdAt": moment(created + timedelta(milliseconds=offset)),
        **({"langs": [parcel.payload.language]} if parcel.payload.language else {}),
        **({"facets": active} if active else {}),
        **({"reply": _reply(place)} if place is not None else {}),
    }


def _reply(place: Place) -> dict[str, Any]:
    return {
        "root": {"uri": place.root.id, "cid": place.root.handle},
        "parent": {"uri": place.parent.id, "cid": place.parent.handle},
    }


def _labels(parcel: Parcel) -> dict[str, Any]:
    payload = parcel.payload
    chosen = (payload.options or {}).get("label")
    if not (chosen or payload.sensitive or payload.content_warning):
        return {}
    values = [{"val": str(chosen or _LABEL)}]
    return {"labels": {"$type": "com.atproto.label.defs#selfLabels", "values": values}}


def moment(at: datetime) -> str:
    """`2026-11-22T10:00:00.000Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def same_content(expected: dict[str, Any], actual: dict[str, Any]) -> bool:
    """Whether a stored record says what was claimed: text, languages, labels, media and what it answers.

    Not compared: the time and facets (made anew in each claim), sizes, and a video's blob.
    """
    keys = ("text", "langs", "labels", "tags")
    if any(expected.get(key) != actual.get(key) for key in keys):
        return False
    if _comparable(expected.get("embed")) != _comparable(actual.get("embed")):
        return False
    return "reply" not in expected or _parent(expected) == _parent(actual)


def _parent(made: dict[str, Any]) -> object:
    reply = made.get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    return parent.get("uri") if isinstance(parent, dict) else None


def _comparable(value: Any) -> Any:
    """An embed without what differs between equal ones."""
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("ref"), dict):
        return value["ref"].get("$link")
    kept = {key: _comparable(item) for key, item in value.items() if key not in ("aspectRatio", "cid")}
    return {**kept, "video": ""} if "video" in kept else kept
