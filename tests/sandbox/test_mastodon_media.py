"""Mastodon's attachments and polls."""

from typing import Any

import httpx
import pytest

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import MP4
from tests.sandbox.tooting import STATUSES, Clients, live, said, say, upload


def test_form_bodies_mean_the_same_as_json(toot: httpx.Client) -> None:
    media = upload(toot, description="Tasse").json()["id"]
    data: dict[str, Any] = {"status": "Form", "media_ids[]": [media], "sensitive": "true", "language": "ko"}
    made = toot.post(STATUSES, data=data).json()
    assert (made["sensitive"], made["language"], made["media_attachments"][0]["description"]) == (
        True,
        "ko",
        "Tasse",
    )
    poll = {"status": "?", "poll[options][]": ["a", "b"], "poll[expires_in]": "300", "poll[multiple]": "1"}
    shown = toot.post(STATUSES, data=poll).json()["poll"]
    assert ([option["title"] for option in shown["options"]], shown["multiple"]) == (["a", "b"], True)


@pytest.mark.parametrize(
    "poll",
    [
        {"options": ["a"], "expires_in": 300},
        {"options": ["a", "a"], "expires_in": 300},
        {"options": list("abcde"), "expires_in": 300},
        {"options": ["a", "x" * 51], "expires_in": 300},
        {"options": ["a", "b"], "expires_in": 299},
        {"options": ["a", "b"], "expires_in": 2_629_747},
        {"options": ["a", "b"]},
        {"options": "a,b", "expires_in": 300},
    ],
)
def test_a_poll_outside_its_limits_is_refused(
    sandbox: Served, toot: httpx.Client, poll: dict[str, Any]
) -> None:
    assert say(toot, "?", poll=poll).status_code == 422
    assert live(sandbox) == []


def test_a_poll_and_pictures_exclude_each_other(toot: httpx.Client) -> None:
    media = upload(toot).json()["id"]
    poll = {"options": ["a", "b"], "expires_in": 300}
    assert say(toot, "?", poll=poll, media_ids=[media]).status_code == 422


def test_four_pictures_or_one_video(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.options("mastodon", media_seconds=0)
    pictures = [upload(toot).json()["id"] for _ in range(5)]
    video = upload(toot, MP4, "video/mp4").json()["id"]
    assert say(toot, "x", media_ids=pictures).json()["error"] == "Cannot attach more than 4 files"
    mixed = say(toot, "x", media_ids=[pictures[0], video])
    assert mixed.json()["error"] == "Cannot attach a video to a post that already contains images"
    assert len(said(toot, "x", media_ids=pictures[:4])["media_attachments"]) == 4
    assert said(toot, "", media_ids=[video])["media_attachments"][0]["type"] == "video"


def test_a_file_is_attached_once(toot: httpx.Client, client: Clients) -> None:
    media = upload(toot).json()["id"]
    assert say(client("made-up-token-2"), "x", media_ids=[media]).status_code == 422
    said(toot, "x", media_ids=[media])
    assert say(toot, "x", media_ids=[media]).status_code == 422
    assert toot.get(f"/api/v1/media/{media}").status_code == 404


def test_a_video_is_worked_on_and_cannot_be_attached_before(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    made = upload(toot, MP4, "video/mp4", description="Röstung", focus="2,-0.5")
    assert (made.status_code, made.json()["url"], made.json()["meta"]["focus"]) == (
        202,
        None,
        {"x": 1.0, "y": -0.5},
    )
    media = made.json()["id"]
    assert toot.get(f"/api/v1/media/{media}").status_code == 206
    early = say(toot, "x", media_ids=[media])
    assert early.json()["error"].startswith("Cannot attach files that have not finished processing")
    sandbox.control.clock(move=2)
    assert toot.get(f"/api/v1/media/{media}").json()["url"].startswith(sandbox.url)
    said(toot, "x", media_ids=[media])


def test_work_on_a_file_can_fail(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.options("mastodon", media_failure=True)
    media = upload(toot, MP4, "video/mp4").json()["id"]
    sandbox.control.clock(move=5)
    assert toot.get(f"/api/v1/media/{media}").status_code == 422


def test_pictures_can_be_slow_too(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.options("mastodon", async_images=True)
    assert upload(toot).status_code == 202


@pytest.mark.parametrize(
    ("content", "mime", "error"),
    [
        (b"plain words", "text/plain", "Validation failed: File content type is invalid, File is invalid"),
        (b"%PDF-1.7", "image/png", "Validation failed: File content type is invalid, File is invalid"),
    ],
)
def test_a_file_is_judged_by_its_bytes(toot: httpx.Client, content: bytes, mime: str, error: str) -> None:
    assert upload(toot, content, mime).json()["error"] == error


def test_a_file_too_large_or_described_too_long_is_refused(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.options("mastodon", image_size_limit=20, description_limit=10)
    assert "File size" in upload(toot).json()["error"]
    sandbox.control.options("mastodon", image_size_limit=2000)
    assert "Description is too long" in upload(toot, description="x" * 11).json()["error"]
    media = upload(toot, description="x" * 10).json()["id"]
    assert toot.put(f"/api/v1/media/{media}", data={"description": "x" * 11}).status_code == 422
    assert toot.put(f"/api/v1/media/{media}", data={"description": "Tasse"}).json()["description"] == "Tasse"
