"""Media that take time, and the server's own limits."""

from typing import Any

import httpx
import pytest

from smmops.model.outcome import (
    Prepared,
    Published,
    Rejected,
    Remote,
    Unavailable,
)
from smmops.model.payload import PayloadPoll
from smmops.sandbox.serve import Served
from tests.contracts.proxy import Spoil
from tests.contracts.stage import Stage
from tests.networks.mastodon.other import other_server

NONE: frozenset[str] = frozenset()
LIST = ("GET", "/api/v1/accounts/")
MEDIA = ("POST", "/api/v2/media")


@pytest.mark.parametrize(
    ("limit", "value", "payload", "words"),
    [
        ("max_characters", 10, {"parts": ("Twelve chars",)}, "12 characters, this server takes 10"),
        ("max_media_attachments", 1, {"pictures": 2}, "2 media items, this server takes 1"),
        ("description_limit", 3, {"pictures": 1}, "5 characters, this server takes 3"),
        ("poll_max_options", 2, {"poll": ("a", "b", "c")}, "3 options, this server takes 2"),
        ("poll_max_characters_per_option", 2, {"poll": ("abc", "b")}, "3 characters, this server takes 2"),
    ],
)
def test_the_servers_own_limits_are_known_before_anything_is_sent(
    mastodon: Stage, sandbox: Served, limit: str, value: int, payload: dict[str, Any], words: str
):
    before = {
        "max_characters": 500,
        "max_media_attachments": 4,
        "description_limit": 1500,
        "poll_max_options": 4,
        "poll_max_characters_per_option": 50,
    }
    sandbox.control.options("mastodon", **{limit: value})
    try:
        adapter = mastodon.open()
        more: dict[str, Any] = {}
        if "pictures" in payload:
            more["media"] = tuple(mastodon.picture(f"Cup {n}") for n in range(payload["pictures"]))
        if "poll" in payload:
            more["poll"] = PayloadPoll(options=payload["poll"], seconds=3600)
        parcel = mastodon.parcel(*payload.get("parts", ("Short",)), **more)
        outcome = adapter.prepare(parcel, 1, media=mastodon.files.__getitem__)
        assert isinstance(outcome, Rejected), outcome
        assert words in outcome.reason
        assert mastodon.proxy.asked(MEDIA) == 0
    finally:
        sandbox.control.options("mastodon", **{limit: before[limit]})


def test_limits_are_asked_for_once(mastodon: Stage):
    adapter = mastodon.open()
    mastodon.publish(adapter, mastodon.identified(adapter, mastodon.parcel("One", "Two", "Three")))
    assert mastodon.proxy.asked(("GET", "/api/v2/instance")) == 1


def test_media_that_take_time_are_waited_for(mastodon: Stage, sandbox: Served):
    sandbox.control.options("mastodon", async_images=True, media_seconds=0.1)
    try:
        adapter = mastodon.open()
        parcel = mastodon.identified(adapter, mastodon.parcel("Slow", media=(mastodon.picture("Cup"),)))
        (remote,) = mastodon.publish(adapter, parcel)
        assert mastodon.server.media() == [["Cup"]]
        assert mastodon.proxy.asked(("GET", "/api/v1/media/")) >= 1
        assert adapter.check(parcel, remote, 1).current
    finally:
        sandbox.control.options("mastodon", async_images=False, media_seconds=2.0)


def test_media_that_the_server_cannot_read_are_rejected(mastodon: Stage, sandbox: Served):
    sandbox.control.options("mastodon", async_images=True, media_seconds=0.05, media_failure=True)
    try:
        adapter = mastodon.open()
        parcel = mastodon.parcel("Slow", media=(mastodon.picture("Cup"),))
        assert isinstance(adapter.prepare(parcel, 1, media=mastodon.files.__getitem__), Rejected)
    finally:
        sandbox.control.options("mastodon", async_images=False, media_seconds=2.0, media_failure=False)


def test_media_that_are_never_ready_end_after_five_minutes(mastodon: Stage):
    def told(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/v2/instance":
            return httpx.Response(200, json={})
        status = 202 if request.method == "POST" else 206
        return httpx.Response(status, json={"id": "1", "url": None})

    adapter = other_server(mastodon, told)
    parcel = mastodon.parcel("Slow", media=(mastodon.picture("Cup"),))
    outcome = adapter.prepare(parcel, 1, media=mastodon.files.__getitem__)
    assert outcome == Unavailable(reason="the server did not take the media in within 5 minutes")


def test_an_upload_that_is_lost_is_sent_once_and_shows_nothing(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.parcel("Picture", media=(mastodon.picture("Cup"),))
    mastodon.proxy.spoil(Spoil(*MEDIA, "reset", "after"))
    assert isinstance(adapter.prepare(parcel, 1, media=mastodon.files.__getitem__), Unavailable)
    assert mastodon.proxy.asked(MEDIA) == 1
    assert mastodon.server.live() == []


def test_media_that_nobody_uploaded_are_not_left_out(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.parcel("Picture", media=(mastodon.picture("Cup"),))
    assert isinstance(adapter.publish(parcel, 1, ready=Prepared(), live=()), Unavailable)
    assert isinstance(adapter.edit(parcel, 1, ready=Prepared(), remote=Remote(id="1")), Unavailable)
    assert mastodon.server.live() == []


def test_an_edit_can_take_the_picture_away(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("With", media=(mastodon.picture("Cup"),)))
    (remote,) = mastodon.publish(adapter, parcel)
    bare = parcel.model_copy(
        update={"payload": parcel.payload.model_copy(update={"media": (), "parts": ("Without",)})}
    )
    assert isinstance(adapter.edit(bare, 1, ready=Prepared(), remote=remote), Published)
    assert mastodon.server.media() == [[]]
    assert adapter.check(bare, remote, 1).current


def test_numbers_of_many_statuses_come_from_one_list_and_one_by_one_where_there_is_none(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("One", "Two"))
    live = mastodon.publish(adapter, parcel)
    remotes = {"one": live[0], "two": live[1], "gone": Remote(id="1")}
    many = adapter.measure_posts(remotes)
    mastodon.proxy.spoil(
        Spoil("GET", "/api/v1/statuses", "status", status=404, body=b"<h1>no such page</h1>")
    )
    assert [s.value for s in adapter.measure_posts(remotes)] == [s.value for s in many]
    assert {s.value for s in many if s.subject == "gone"} == {None}
    assert {s.value for s in many if s.subject == "one" and s.metric == "replies"} == {"1"}
