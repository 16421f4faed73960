"""Attachments: uploaded, worked on for a while where they are no images, attached once."""

from typing import Any, Final

from smmops.sandbox.mastodon import shape
from smmops.sandbox.mastodon.api import NAME, Ask, RefusalError, failed, not_found
from smmops.sandbox.mastodon.ids import next_id
from smmops.sandbox.network import Answer, Upload
from smmops.sandbox.sniff import sniffed
from smmops.sandbox.state import Blob

MIMES: Final = (
    *("image/jpeg", "image/png", "image/gif", "image/heic", "image/heif", "image/webp", "image/avif"),
    *("video/webm", "video/mp4", "video/quicktime", "video/ogg"),
    *("audio/wave", "audio/wav", "audio/x-wav", "audio/vnd.wave", "audio/ogg", "audio/vorbis", "audio/mpeg"),
    *(
        "audio/mp3",
        "audio/webm",
        "audio/flac",
        "audio/aac",
        "audio/m4a",
        "audio/x-m4a",
        "audio/mp4",
        "audio/3gpp",
    ),
)
FAILED: Final = "Error processing thumbnail for uploaded media"  # wording unverified


def _kind_of(mime: str) -> str:
    return "gifv" if mime == "image/gif" else mime.partition("/")[0]


def state_of(ask: Ask, blob: Blob) -> str:
    """`ready`, `working` or `failed`."""
    if ask.ground.clock.now() < blob.detail["ready"]:
        return "working"
    return "failed" if blob.detail["fails"] else "ready"


def _focus(ask: Ask) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in ask.text("focus", "0,0").split(","))
    except ValueError:
        return 0.0, 0.0
    return max(-1.0, min(1.0, x)), max(-1.0, min(1.0, y))


def _checked_description(ask: Ask, before: str | None) -> str | None:
    if "description" not in ask.params:
        return before
    text = ask.text("description")
    most = ask.option("description_limit")
    if len(text) > most:
        raise failed(f"Description is too long (maximum is {most} characters)")
    return text or None


def upload(ask: Ask) -> Answer:
    """200 for what is ready at once (images), 202 for what is not."""
    file = ask.params.get("file")
    if not isinstance(file, Upload):
        raise failed("File can't be blank")
    mime = sniffed(file.content) or file.mime.partition(";")[0]
    if mime not in MIMES:
        raise failed("File content type is invalid", "File is invalid")
    video = mime.startswith(("video/", "audio/")) or mime == "image/gif"
    most = ask.option("video_size_limit" if video else "image_size_limit")
    if len(file.content) > most:
        raise failed(f"File size must be less than {most} bytes")
    if not file.content:
        raise failed("File is empty")
    now = ask.ground.clock.now()
    wait = float(ask.option("media_seconds")) if video or ask.option("async_images") else 0.0
    detail = {
        "description": _checked_description(ask, None),
        "focus": _focus(ask),
        "kind": _kind_of(mime),
        "ready": now + wait,
        "fails": bool(ask.option("media_failure")),
        "status": None,
    }
    blob = Blob(NAME, ask.owner.id, next_id(ask.ground), mime, now, file.content, detail)
    ask.ground.state.add_blob(blob)
    ready = state_of(ask, blob)
    if ready == "failed":
        raise RefusalError(422, FAILED)
    return Answer.of(200 if ready == "ready" else 202, shape.media(ask, blob, ready=ready == "ready"))


def _unattached(ask: Ask) -> Blob:
    found = ask.ground.state.blobs(NAME, "id = ? AND account = ?", ask.path["id"], ask.owner.id)
    if not found or found[0].detail["status"] is not None:
        raise not_found()
    return found[0]


def get(ask: Ask) -> Answer:
    """200 when ready, 206 while it is worked on, 422 when that failed."""
    blob = _unattached(ask)
    match state_of(ask, blob):
        case "failed":
            raise RefusalError(422, FAILED)
        case "working":
            return Answer.of(206, shape.media(ask, blob, ready=False))
        case _:
            return Answer.of(200, shape.media(ask, blob, ready=True))


def update(ask: Ask) -> dict[str, Any]:
    """Alt text and focus of what is not attached yet."""
    blob = _unattached(ask)
    changed = {**blob.detail, "description": _checked_description(ask, blob.detail["description"])}
    if "focus" in ask.params:
        changed["focus"] = _focus(ask)
    ask.ground.state.keep_blob_detail(blob, changed)
    fresh = ask.ground.state.blobs(NAME, "id = ?", blob.id)[0]
    return shape.media(ask, fresh, ready=state_of(ask, fresh) == "ready")


def delete(ask: Ask) -> dict[str, Any]:
    """Removes what is not attached yet."""
    ask.ground.state.delete_blob(_unattached(ask))
    return {}


def chosen(ask: Ask, ids: list[str], *, status: str | None, poll: bool) -> list[Blob]:
    """The attachments of a new or edited status, checked in the server's order."""
    most = ask.option("max_media_attachments")
    if len(ids) > most or (ids and poll):
        raise RefusalError(
            422,
            f"Cannot attach more than {most} files" if len(ids) > most else "Cannot attach files to a poll",
        )
    found = [
        blob
        for name in ids
        for blob in ask.ground.state.blobs(NAME, "id = ? AND account = ?", name, ask.owner.id)
    ]
    free = [blob for blob in found if blob.detail["status"] in (None, status)]
    missing = [name for name in ids if name not in {blob.id for blob in free}]
    if missing:
        raise RefusalError(
            422, f"Media with ids {', '.join(missing)} not found or already attached to another post"
        )
    moving = {"video", "gifv", "audio"}
    if len(free) > 1 and any(blob.detail["kind"] in moving for blob in free):
        raise RefusalError(422, "Cannot attach a video to a post that already contains images")
    if any(state_of(ask, blob) != "ready" for blob in free):
        raise RefusalError(
            422, "Cannot attach files that have not finished processing. Try again in a moment!"
        )
    return free


def attach(ask: Ask, blobs: list[Blob], status: str | None) -> None:
    """Ties files to a status, or to none."""
    for blob in blobs:
        ask.ground.state.keep_blob_detail(blob, {**blob.detail, "status": status})


def served(ask: Ask) -> Answer:
    """The file itself, as the page shows it."""
    found = ask.ground.state.blobs(NAME, "id = ?", ask.path["id"])
    if not found:
        raise not_found()
    head = {"content-type": found[0].mime, "x-content-type-options": "nosniff"}
    return Answer(200, found[0].content, {**head, "content-security-policy": "default-src 'none'; sandbox"})
