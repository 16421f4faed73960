"""Uploads: a file with its description, waited for until the server has taken it in."""

from typing import Any, Final
from urllib.parse import quote

from smmops.model.outcome import Prepared, Refusal, Rejected, Unavailable
from smmops.model.payload import Payload, PayloadMedia
from smmops.model.ports import Bytes
from smmops.networks.answer import Answer, name_in
from smmops.networks.http import File
from smmops.networks.mastodon.api import Api
from smmops.networks.mastodon.status import media_of

_WAIT_SECONDS: Final = 300.0
_STEP_SECONDS: Final = 1.5
_WORKING: Final = 206


def uploaded(api: Api, payload: Payload, part: int, *, media: Bytes) -> Prepared | Refusal:
    """One part's media by their place in the payload; unused ones are forgotten by the server in time."""
    attached: list[tuple[int, str]] = []
    for place, item in media_of(payload, part):
        media_id = _attached(api, item, media)
        if not isinstance(media_id, str):
            return media_id
        attached.append((place, media_id))
    return Prepared(attached=tuple(attached))


def _attached(api: Api, item: PayloadMedia, media: Bytes) -> str | Refusal:
    files: dict[str, File] = {"file": (_name(item.mime), item.mime, media(item.sha256))}
    if item.cover is not None and not item.mime.startswith("image/"):
        files["thumbnail"] = ("cover", "image/jpeg", media(item.cover))
    fields = {"description": item.alt} if item.alt else {}
    answer = api.upload("/api/v2/media", files=files, fields=fields)
    if not isinstance(answer, Answer):
        return answer
    if not answer.ok:
        return api.refused(answer)
    value = answer.object()
    media_id = name_in(value.get("id"))
    if media_id is None:
        return Unavailable(reason="an upload was answered without an id")
    return media_id if _is_ready(answer.status, value) else _waited(api, media_id)


def _waited(api: Api, media_id: str) -> str | Refusal:
    ends = api.http.clock.elapsed() + _WAIT_SECONDS
    while api.http.clock.elapsed() < ends:
        api.http.clock.sleep(_STEP_SECONDS)
        answer = api.asked(f"/api/v1/media/{quote(media_id, safe='')}")
        if not isinstance(answer, Answer):
            return answer
        if answer.status == 422:
            return Rejected(reason=answer.words)
        if not answer.ok:
            return Unavailable(reason=answer.words)
        if _is_ready(answer.status, answer.object()):
            return media_id
    return Unavailable(reason="the server did not take the media in within 5 minutes")


def _is_ready(status: int, value: dict[str, Any]) -> bool:
    return status == 200 and bool(value.get("url"))


def _name(mime: str) -> str:
    kind, _, form = mime.partition("/")
    return f"{kind}.{form}"
