"""What only Mastodon has: keys honoured for an hour, polls, warnings, edits, what each status proves."""

import json
from typing import Any

import httpx
import pytest

from smmops.model.outcome import (
    Found,
    OutcomeUnknown,
    Prepared,
    Published,
    RateLimited,
    Rejected,
    Remote,
    Unauthorized,
)
from smmops.model.payload import PayloadMedia, PayloadPoll
from tests.contracts.stage import Stage
from tests.networks.mastodon.other import other_server, raw

NONE: frozenset[str] = frozenset()
LIST = ("GET", "/api/v1/accounts/")
MEDIA = ("POST", "/api/v2/media")


def test_a_repeat_with_the_same_key_gives_the_same_status(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("Once"))
    first, second = mastodon.send(adapter, parcel), mastodon.send(adapter, parcel)
    assert isinstance(first, Published)
    assert first == second
    assert mastodon.server.live() == ["Once"]


def test_another_epoch_and_another_part_have_keys_of_their_own(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("Once", "Once"))
    mastodon.publish(adapter, parcel)
    mastodon.publish(adapter, parcel.model_copy(update={"epoch": 2}))
    assert len(mastodon.server.live()) == 4


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"id": 5},
        {"id": ""},
        {"id": "7\ud800"},
        {"id": "7\n8"},
        {"id": "7" * 600},
        {"id": "7", "scheduled_at": "2026-12-01T09:00:00Z", "params": {}},
    ],
    ids=repr,
)
def test_an_answer_that_is_no_published_status_is_unknown(mastodon: Stage, body: Any):
    adapter = other_server(mastodon, lambda _: httpx.Response(200, content=json.dumps(body)))
    assert isinstance(adapter.publish(mastodon.parcel("x"), 1, ready=Prepared(), live=()), OutcomeUnknown)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Rejected),
        (401, Unauthorized),
        (403, Unauthorized),
        (404, Rejected),
        (410, Unauthorized),
        (413, Rejected),
        (422, Rejected),
        (429, RateLimited),
        (500, OutcomeUnknown),
        (409, OutcomeUnknown),
    ],
)
def test_what_each_status_proves(mastodon: Stage, status: int, kind: type):
    adapter = other_server(mastodon, lambda _: httpx.Response(status, json={"error": "…"}))
    assert isinstance(adapter.publish(mastodon.parcel("x"), 1, ready=Prepared(), live=()), kind)


def test_a_poll_is_published_and_told_apart(mastodon: Stage):
    adapter = mastodon.open()
    poll = PayloadPoll(question="Which one is yours?", options=("Pour over", "에스프레소 ☕"), seconds=86_400)
    parcel = mastodon.identified(
        adapter, mastodon.parcel("Which one?", poll=poll, options={"poll_multiple": True})
    )
    (remote,) = mastodon.publish(adapter, parcel)
    status = raw(mastodon, f"/api/v1/statuses/{remote.id}")
    assert [option["title"] for option in status["poll"]["options"]] == ["Pour over", "에스프레소 ☕"]
    assert status["poll"]["multiple"] is True
    assert adapter.find(parcel, 1, live=(), owned=NONE).current
    votes = {sample.metric: sample.value for sample in adapter.measure_posts({"brew": remote})}
    assert votes["votes"] == "0"


def test_a_poll_without_text_asks_its_question(mastodon: Stage):
    adapter = mastodon.open()
    poll = PayloadPoll(question="Which one is yours?", options=("a", "b"), seconds=3600)
    parcel = mastodon.identified(adapter, mastodon.parcel(poll=poll))
    mastodon.publish(adapter, parcel)
    assert mastodon.server.live() == ["Which one is yours?"]
    assert isinstance(adapter.find(parcel, 1, live=(), owned=NONE), Found)


def test_warning_visibility_language_and_sensitivity_are_sent(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.parcel(
        "조심하세요",
        content_warning="flashing light",
        sensitive=True,
        language="ko-KR",
        options={"visibility": "unlisted", "quote_approval": "nobody"},
    )
    parcel = mastodon.identified(adapter, parcel)
    (remote,) = mastodon.publish(adapter, parcel)
    status = raw(mastodon, f"/api/v1/statuses/{remote.id}")
    assert (status["spoiler_text"], status["sensitive"]) == ("flashing light", True)
    assert (status["visibility"], status["language"]) == ("unlisted", "ko")
    assert adapter.find(parcel, 1, live=(), owned=NONE).current


def test_a_post_is_public_where_nothing_else_is_said(mastodon: Stage):
    adapter = mastodon.open()
    (remote,) = mastodon.publish(adapter, mastodon.identified(adapter, mastodon.parcel("For all")))
    assert raw(mastodon, f"/api/v1/statuses/{remote.id}")["visibility"] == "public"


@pytest.mark.parametrize(
    "payload",
    [
        {"parts": (), "media": ()},
        {"parts": ("x",), "link": "https://acme.example"},
        {"parts": ("x",), "poll": PayloadPoll(options=("a", "b"), seconds=3600), "media": "picture"},
        {"parts": ("x",), "media": "mixed"},
    ],
    ids=["nothing", "link", "poll", "mixed"],
)
def test_what_a_part_cannot_carry_is_refused_and_never_dropped(mastodon: Stage, payload: dict[str, Any]):
    picture = mastodon.picture("Cup")
    film = PayloadMedia(sha256="0" * 64, mime="video/mp4")
    media = {"picture": (picture,), "mixed": (picture, film)}.get(payload.get("media", ()), ())
    more = {name: value for name, value in payload.items() if name not in ("parts", "media")}
    parcel = mastodon.parcel(*payload["parts"], media=media, **more)
    adapter = mastodon.open()
    assert isinstance(adapter.prepare(parcel, 1, media=mastodon.files.__getitem__), Rejected)
    assert isinstance(adapter.publish(parcel, 1, ready=Prepared(), live=()), Rejected)
    assert mastodon.proxy.sent == []


def test_an_edit_of_what_is_gone_is_rejected(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("Gone"))
    (remote,) = mastodon.publish(adapter, parcel)
    mastodon.server.delete(remote)
    assert isinstance(adapter.edit(parcel, 1, ready=Prepared(), remote=remote), Rejected)


def test_an_address_to_answer_is_looked_up_on_the_server(mastodon: Stage):
    asked: list[httpx.Request] = []

    def told(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.path == "/api/v2/search":
            known = request.url.params["q"] == "https://social.example/@mina/1"
            return httpx.Response(200, json={"statuses": [{"id": "77"}] if known else []})
        return httpx.Response(200, json={"id": "78", "created_at": "2026-11-22T10:00:00Z"})

    adapter = other_server(mastodon, told)
    parcel = mastodon.parcel("Answer")
    known = parcel.model_copy(update={"reply_to": Remote(id="https://social.example/@mina/1")})
    assert isinstance(adapter.publish(known, 1, ready=Prepared(), live=()), Published)
    assert b'"in_reply_to_id": "77"' in asked[-1].content
    unknown = parcel.model_copy(update={"reply_to": Remote(id="https://social.example/@mina/2")})
    assert isinstance(adapter.publish(unknown, 1, ready=Prepared(), live=()), Rejected)
    assert asked[-1].url.path == "/api/v2/search"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a.example/\u202e", "https://a.example/ b", "", 5, None]
)
def test_an_address_that_nobody_should_follow_is_not_kept(mastodon: Stage, url: Any):
    adapter = other_server(mastodon, lambda _: httpx.Response(200, json={"id": "7", "url": url}))
    outcome = adapter.publish(mastodon.parcel("x"), 1, ready=Prepared(), live=())
    assert outcome == Published(remote=Remote(id="7"))
