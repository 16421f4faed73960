"""Bluesky's video service and service tokens."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import HANDLE, MP4, PNG, Sky

KEY = "3l2abcdefgh2k"
KEYS = ("3l2abcdefgh22", "3l2abcdefgh23", "3l2abcdefgh24")


def live(sandbox: Served) -> list[dict[str, Any]]:
    return sandbox.control.live("bluesky", HANDLE)


def service_token(sky: Sky, lxm: str) -> str:
    described = sky.get("com.atproto.server.describeServer").json()["did"]
    params = {"aud": described, "lxm": lxm, "exp": int(time.time()) + 1800}
    return str(sky.get("com.atproto.server.getServiceAuth", **params).json()["token"])


def uploaded_video(sky: Sky, client: Callable[..., httpx.Client], content: bytes = MP4) -> httpx.Response:
    uploader = client(service_token(sky, "com.atproto.repo.uploadBlob"))
    params = {"did": sky.did, "name": "röstung.mp4"}
    head = {"content-type": "video/mp4"}
    return uploader.post("/xrpc/app.bsky.video.uploadVideo", params=params, content=content, headers=head)


def test_a_video_goes_through_its_states_and_becomes_a_blob(
    sandbox: Served, sky: Sky, client: Callable[..., httpx.Client]
) -> None:
    sandbox.control.clock(frozen=True)
    job = uploaded_video(sky, client).json()["jobStatus"]
    assert (job["state"], job["did"]) == ("JOB_STATE_CREATED", sky.did)
    states = []
    for _ in range(8):
        sandbox.control.clock(move=0.3)
        status = (
            client()
            .get("/xrpc/app.bsky.video.getJobStatus", params={"jobId": job["jobId"]})
            .json()["jobStatus"]
        )
        states.append(status["state"].removeprefix("JOB_STATE_"))
    assert states == [
        "ENCODING",
        "ENCODED",
        "SCANNING",
        "SCANNED",
        "UPLOADING",
        "UPLOADED",
        "COMPLETED",
        "COMPLETED",
    ]
    embed = {"$type": "app.bsky.embed.video", "video": status["blob"], "alt": "Kaffee fällt in die Trommel"}
    assert sky.put(KEY, "", embed=embed).status_code == 200
    (media,) = live(sandbox)[0]["media"]
    assert (media["kind"], media["alt"]) == ("video", "Kaffee fällt in die Trommel")


def test_the_same_video_again_is_a_409_with_its_job(sky: Sky, client: Callable[..., httpx.Client]) -> None:
    job = uploaded_video(sky, client).json()["jobStatus"]["jobId"]
    again = uploaded_video(sky, client)
    assert (again.status_code, again.json()["error"], again.json()["jobId"]) == (409, "already_exists", job)


def test_a_video_can_fail(sandbox: Served, sky: Sky, client: Callable[..., httpx.Client]) -> None:
    sandbox.control.options("bluesky", video_failure="encoding_failure", video_seconds=0)
    job = uploaded_video(sky, client).json()["jobStatus"]
    assert (job["state"], job["failureCode"]) == ("JOB_STATE_FAILED", "encoding_failure")


@pytest.mark.parametrize("content", [b"", PNG])
def test_what_is_no_mp4_is_refused(sky: Sky, client: Callable[..., httpx.Client], content: bytes) -> None:
    assert uploaded_video(sky, client, content).status_code == 400


def test_the_video_service_takes_service_tokens_for_its_method_only(
    sky: Sky, client: Callable[..., httpx.Client]
) -> None:
    limits = "app.bsky.video.getUploadLimits"
    assert client(service_token(sky, limits)).get(f"/xrpc/{limits}").json()["canUpload"] is True
    wrong = client(service_token(sky, "com.atproto.repo.uploadBlob")).get(f"/xrpc/{limits}")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "BadJwtLexiconMethod")
    assert sky.get(limits).status_code == 401
    assert sky.http.get("/xrpc/com.atproto.server.getSession").status_code == 200
    token = client(service_token(sky, limits)).get("/xrpc/com.atproto.server.getSession")
    assert token.json()["error"] == "InvalidToken"


def test_a_service_token_uploads_a_blob(sky: Sky, client: Callable[..., httpx.Client]) -> None:
    uploader = client(service_token(sky, "com.atproto.repo.uploadBlob"))
    answer = uploader.post(
        "/xrpc/com.atproto.repo.uploadBlob", content=PNG, headers={"content-type": "image/png"}
    )
    assert answer.json()["blob"]["mimeType"] == "image/png"
