"""The video service: upload, a job that goes through its states, then a blob on the PDS.

Source: app.bsky.video lexicons; order of states as clients meet them. The 409 for bytes sent before is
unverified.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from smmops.sandbox.bluesky.blob import stored
from smmops.sandbox.bluesky.session import pds_did, service
from smmops.sandbox.bluesky.xrpc import NAME, Ask, XrpcError, bad_request
from smmops.sandbox.network import Answer, Call, Ground
from smmops.sandbox.sniff import sniffed
from smmops.sandbox.state import Account, Blob

MAX_BYTES: Final = 300_000_000
DAILY_VIDEOS: Final = 25
DAILY_BYTES: Final = 10_000_000_000
DAY: Final = 86_400
STATES: Final = ("CREATED", "ENCODING", "ENCODED", "SCANNING", "SCANNED", "UPLOADING", "UPLOADED")
LIMITS: Final = "app.bsky.video.getUploadLimits"


def upload_auth(ground: Ground, call: Call) -> tuple[Account | None, Mapping[str, Any]]:
    """A service token made for uploadBlob."""
    audience = frozenset({pds_did(call.base), "did:web:video.bsky.app"})
    return service("com.atproto.repo.uploadBlob", call, ground, audience=audience), {}


def limits_auth(ground: Ground, call: Call) -> tuple[Account | None, Mapping[str, Any]]:
    """A service token made for getUploadLimits."""
    audience = frozenset({pds_did(call.base), "did:web:video.bsky.app"})
    return service(LIMITS, call, ground, audience=audience), {}


def upload_video(ask: Ask) -> Answer:
    """Takes the bytes and opens a job; `did` and `name` are query parameters no lexicon lists."""
    did, name, content = ask.call.first("did"), ask.call.first("name"), ask.call.body
    if did != ask.owner.id:
        raise XrpcError(401, "AuthenticationRequired", "did does not match the token")
    if not name:
        raise bad_request("name is required")
    if len(content) > MAX_BYTES:
        raise XrpcError(413, "PayloadTooLarge", "video too large")
    if sniffed(content) != "video/mp4":
        raise bad_request("not an mp4 video")
    job = hashlib.sha256(ask.owner.id.encode() + content).hexdigest()[:20]
    if ask.ground.state.note(NAME, "video", job) is not None:
        status = status_of(ask.ground, job)
        return Answer.of(409, {"error": "already_exists", "message": "Video already processed", **status})
    now = ask.ground.clock.now()
    held = Blob("bluesky.video", ask.owner.id, job, "video/mp4", now, content, {})
    ask.ground.state.add_blob(held)
    ask.ground.state.keep_note(ask.owner, "video", job, at=now, value={"size": len(content)})
    return Answer.of(200, {"jobStatus": status_of(ask.ground, job)})


def job_status(ask: Ask) -> dict[str, Any]:
    """Where a job stands; nobody need sign in."""
    if ask.ground.state.note(NAME, "video", ask.params["jobId"]) is None:
        raise bad_request("Job not found")
    return {"jobStatus": status_of(ask.ground, ask.params["jobId"])}


def status_of(ground: Ground, job: str) -> dict[str, Any]:
    """Where a job stands: its states share `video_seconds` evenly, then it is done or has failed."""
    note = ground.state.note(NAME, "video", job)
    assert note is not None
    did, began, _ = note
    whole = float(ground.option(NAME, "video_seconds"))
    elapsed = ground.clock.now() - began
    status: dict[str, Any] = {"jobId": job, "did": did}
    if elapsed < whole:
        step = int(elapsed / whole * len(STATES))
        return {**status, "state": f"JOB_STATE_{STATES[step]}", "progress": int(elapsed / whole * 100)}
    failure = ground.option(NAME, "video_failure")
    if failure:
        return {
            **status,
            "state": "JOB_STATE_FAILED",
            "progress": 100,
            "error": failure,
            "message": f"The video could not be processed: {failure}",
            "failureCode": failure,
        }
    account = ground.state.account(NAME, did)
    held = ground.state.blobs("bluesky.video", "id = ?", job)
    assert account is not None
    blob = stored(ground, account, held[0].content, "video/mp4")
    return {**status, "state": "JOB_STATE_COMPLETED", "progress": 100, "blob": blob}


def upload_limits(ask: Ask) -> dict[str, Any]:
    """What the account may still upload today."""
    now = ask.ground.clock.now()
    today = [value for _, at, value in ask.ground.state.notes(NAME, "video", ask.owner.id) if at > now - DAY]
    videos, sent = DAILY_VIDEOS - len(today), DAILY_BYTES - sum(value["size"] for value in today)
    if videos <= 0:
        return {
            "canUpload": False,
            "remainingDailyVideos": 0,
            "message": "User has exceeded daily upload videos limit",
        }
    return {"canUpload": True, "remainingDailyVideos": videos, "remainingDailyBytes": sent}
