"""Video: handed to the video service, encoded there, attached when it is done.

Source: platform notes on the video service, 4 (answers without the wrapper and 409 are unverified).
"""

from typing import Any, Final

from smmops.model.outcome import Refusal, Rejected, Unavailable
from smmops.networks.answer import Answer
from smmops.networks.bluesky.errors import REFUSALS
from smmops.networks.bluesky.session import Login
from smmops.networks.bluesky.xrpc import Xrpc, blob_in
from smmops.networks.classify import without_effect
from smmops.networks.http import UPLOAD_SECONDS, Ask
from smmops.networks.secret import Secret, is_loopback

SERVICE: Final = "https://video.bsky.app"
_WAIT_SECONDS: Final = 300.0
_STEP_SECONDS: Final = 2.0
_OURS: Final = frozenset({"validation_failure", "encoding_failure", "pds_upload_unsupported_blob_size"})
"""Failures that the same file meets again."""


def video_blob(xrpc: Xrpc, content: bytes, *, sha256: str, mime: str) -> dict[str, Any] | Refusal:
    """The blob of a video once the service has encoded it; waits at most five minutes."""
    login = xrpc.session.opened()
    if not isinstance(login, Login):
        return login
    service = login.pds if is_loopback(login.pds) else SERVICE
    token = _token(xrpc, login)
    if not isinstance(token, Secret):
        return token
    url = f"{service}/xrpc/app.bsky.video.uploadVideo"
    params = (("did", login.did), ("name", f"{sha256[:32]}.mp4"))
    ask = Ask(
        "POST",
        url,
        params=params,
        content=content,
        headers={"Content-Type": mime},
        secret=token,
        seconds=UPLOAD_SECONDS,
    )
    answer = xrpc.http.upload(ask)
    if not isinstance(answer, Answer):
        return answer
    job = _job(answer)
    if not answer.ok and not (answer.status == 409 and job):
        return without_effect(answer, REFUSALS, xrpc.http.now())
    return _finished(xrpc, service, job)


def _token(xrpc: Xrpc, login: Login) -> Secret | Refusal:
    until = int(xrpc.http.now().timestamp()) + 1800
    audience = "did:web:" + login.home.replace(":", "%3A")
    given = xrpc.get(
        "com.atproto.server.getServiceAuth",
        ("aud", audience),
        ("lxm", "com.atproto.repo.uploadBlob"),
        ("exp", str(until)),
    )
    if not isinstance(given, dict):
        return given
    token = Secret(str(given.get("token", "")))
    return (
        xrpc.http.keep(token) if token.is_sendable else Unavailable(reason="no token for the video service")
    )


def _finished(xrpc: Xrpc, service: str, job: dict[str, Any]) -> dict[str, Any] | Refusal:
    ends = xrpc.http.clock.elapsed() + _WAIT_SECONDS
    url = f"{service}/xrpc/app.bsky.video.getJobStatus"
    while True:
        blob = blob_in(job)
        if blob is not None:
            return blob
        if job.get("state") == "JOB_STATE_FAILED":
            return _failed(job)
        if xrpc.http.clock.elapsed() > ends:
            return Unavailable(reason="the video was not encoded within 5 minutes")
        name = job.get("jobId")
        if not isinstance(name, str):
            return Unavailable(reason="the video service answered without a job")
        xrpc.http.clock.sleep(_STEP_SECONDS)
        answer = xrpc.http.read(Ask("GET", url, params=(("jobId", name),)))
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return without_effect(answer, REFUSALS, xrpc.http.now())
        job = {"jobId": name, **_job(answer)}


def _job(answer: Answer) -> dict[str, Any]:
    value = answer.object()
    job = value.get("jobStatus", value)
    return job if isinstance(job, dict) else {}


def _failed(job: dict[str, Any]) -> Refusal:
    code = job.get("failureCode")
    reason = "the video service failed" + (f": {code}" if isinstance(code, str) and len(code) < 60 else "")
    return Rejected(reason=reason) if code in _OURS else Unavailable(reason=reason)
