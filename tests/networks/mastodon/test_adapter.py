"""What only Mastodon has: keys that are honoured for an hour, HTML to read back, limits, polls, slow media."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from smmops.model.outcome import (
    Absent,
    Found,
    OutcomeUnknown,
    Prepared,
    Published,
    RateLimited,
    Rejected,
    Remote,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from smmops.model.payload import PayloadMedia, PayloadPoll
from smmops.networks.registry import OpenNetworks
from smmops.sandbox.serve import Served
from tests.contracts.proxy import Spoil
from tests.contracts.servers import mastodon_account
from tests.contracts.stage import Kept, Stage
from tests.networks.line import Line, StillClock

NONE: frozenset[str] = frozenset()
LIST = ("GET", "/api/v1/accounts/")
MEDIA = ("POST", "/api/v2/media")


def raw(stage: Stage, path: str, **params: Any) -> Any:
    head = {"Authorization": f"Bearer {stage.server.secret}"}
    return httpx.get(f"{stage.server.url}{path}", headers=head, params=params, trust_env=False).json()


def post(stage: Stage, text: str, **more: Any) -> str:
    """A status that a person writes in an app."""
    head = {"Authorization": f"Bearer {stage.server.secret}"}
    body = {"status": text, **more}
    answer = httpx.post(f"{stage.server.url}/api/v1/statuses", json=body, headers=head, trust_env=False)
    return str(answer.json()["id"])


def other_server(stage: Stage, told: Any) -> Any:
    clock = StillClock()
    clock.at = stage.clock.now()
    secrets = Kept({"ACME_SOCIAL_TOKEN": "tok-1234"})
    networks = OpenNetworks(secrets=secrets, clock=clock, transport=Line(told), jitter=lambda: 0.0)
    return networks.open(stage.channel(server="https://pleroma.example"), budget=20.0)


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


def test_two_copies_are_both_found(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("Twice"))
    mastodon.publish(adapter, parcel)
    mastodon.publish(adapter, parcel.model_copy(update={"epoch": 2}))
    found = adapter.find(parcel, 1, live=(), owned=NONE)
    assert isinstance(found, Found)
    assert len(found.remotes) == 2


def test_a_text_that_html_cannot_give_back_is_compared_by_its_source(mastodon: Stage, sandbox: Served):
    other = mastodon_account(sandbox)
    adapter = mastodon.open()
    text = f"With @{other.handle}@127.0.0.1 and @mina@social.example: https://acme.example/a/very/long/path/indeed?x=1"
    parcel = mastodon.identified(adapter, mastodon.parcel(text))
    (remote,) = mastodon.publish(adapter, parcel)
    found = adapter.find(parcel, 1, live=(), owned=NONE)
    assert isinstance(found, Found), found
    assert found.remotes[0].id == remote.id
    assert adapter.check(parcel, remote, 1).current


def test_a_near_copy_is_not_ours(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("The text"))
    (above,) = mastodon.publish(adapter, mastodon.identified(adapter, mastodon.parcel("Above", post="above")))
    post(mastodon, "The text!")
    post(mastodon, "The text", spoiler_text="warning")
    post(mastodon, "The text", in_reply_to_id=above.id)
    post(mastodon, "The text", poll={"options": ["a", "b"], "expires_in": 3600})
    assert isinstance(adapter.find(parcel, 1, live=(), owned=NONE), Absent)
    mine = post(mastodon, "The text")
    assert adapter.find(parcel, 1, live=(), owned=NONE).remotes[0].id == mine


def test_a_post_that_was_edited_at_once_is_still_ours(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("As approved"))
    (remote,) = mastodon.publish(adapter, parcel)
    mastodon.server.edit(remote, "Somebody was quick")
    found = adapter.find(parcel, 1, live=(), owned=NONE)
    assert isinstance(found, Found)
    assert [r.id for r in found.remotes] == [remote.id]
    assert not found.current


def test_looking_pages_back_to_the_first_claim(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("At the bottom"))
    (remote,) = mastodon.publish(adapter, parcel)
    for n in range(45):
        post(mastodon, f"Later {n}")
    found = adapter.find(parcel, 1, live=(), owned=NONE)
    assert isinstance(found, Found)
    assert [r.id for r in found.remotes] == [remote.id]
    late = parcel.model_copy(update={"since": mastodon.clock.now() + timedelta(minutes=10)})
    before = mastodon.proxy.asked(LIST)
    assert isinstance(adapter.find(late, 1, live=(), owned=NONE), Absent)
    assert mastodon.proxy.asked(LIST) == before + 1


def test_a_server_whose_clock_is_two_minutes_behind_still_shows_our_post(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(
        adapter, mastodon.parcel("Behind", since=mastodon.clock.now() + timedelta(minutes=2))
    )
    mastodon.publish(adapter, parcel)
    assert isinstance(adapter.find(parcel, 1, live=(), owned=NONE), Found)


def test_a_list_that_never_ends_is_unreadable_and_not_absent(mastodon: Stage):
    adapter = mastodon.open()
    parcel = mastodon.identified(adapter, mastodon.parcel("Endless"))
    adapter.account()
    pages = iter(range(10_000, 0, -1))
    now = mastodon.clock.now().isoformat()

    def told(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("verify_credentials"):
            return httpx.Response(200, json={"id": "1"})
        return httpx.Response(
            200, json=[{"id": str(next(pages)), "created_at": now, "content": "x", "in_reply_to_id": "9"}]
        )

    assert isinstance(other_server(mastodon, told).find(parcel, 1, live=(), owned=NONE), Unreadable)


def test_a_server_that_does_not_page_is_unreadable_and_shows_nothing_twice(mastodon: Stage):
    now = mastodon.clock.now()
    young = {"id": "7", "created_at": now.isoformat(), "content": "x", "in_reply_to_id": None}
    old = {**young, "id": "6", "created_at": (now - timedelta(days=1)).isoformat()}
    pages: list[list[dict[str, Any]]] = []

    def told(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("verify_credentials"):
            return httpx.Response(200, json={"id": "1"})
        return httpx.Response(200, json=pages.pop(0))

    pages[:] = [[young], [young]]
    assert isinstance(
        other_server(mastodon, told).find(mastodon.parcel("x"), 1, live=(), owned=NONE), Unreadable
    )
    pages[:] = [[young, {**young, "id": "5"}], [young, old]]
    found = other_server(mastodon, told).find(mastodon.parcel("x"), 1, live=(), owned=NONE)
    assert [remote.id for remote in found.remotes] == ["7", "5"]


def test_a_server_of_another_make_is_published_to_and_read(mastodon: Stage):
    """It knows no limits, no source and no history, ignores the key, and answers errors as HTML."""
    live: list[dict[str, Any]] = []

    def told(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/api/v1/accounts/verify_credentials":
            return httpx.Response(200, json={"id": "AbC9", "followers_count": "many"})
        if path == "/api/v1/accounts/AbC9/statuses":
            return httpx.Response(200, json=live if "max_id" not in request.url.params else [])
        if (request.method, path) == ("POST", "/api/v1/statuses"):
            now = mastodon.clock.now().isoformat()
            live.insert(
                0,
                {
                    "id": f"A{len(live)}",
                    "created_at": now,
                    "content": "Hello<br/>you",
                    "uri": "https://pleroma.example/o/1",
                    "in_reply_to_id": None,
                },
            )
            return httpx.Response(200, json=live[0])
        return httpx.Response(404, html="<h1>Not Found</h1>")

    adapter = other_server(mastodon, told)
    parcel = mastodon.parcel("Hello\nyou")
    ready = adapter.prepare(parcel, 1, media=mastodon.files.__getitem__)
    assert ready == Prepared()
    outcome = adapter.publish(parcel, 1, ready=ready, live=())
    assert isinstance(outcome, Published), outcome
    assert outcome.remote.url == "https://pleroma.example/o/1"
    assert adapter.find(parcel, 1, live=(), owned=NONE).remotes[0].id == "A0"
    assert isinstance(adapter.check(parcel, outcome.remote, 1), Unreadable)
    assert isinstance(adapter.remove(parcel, outcome.remote), OutcomeUnknown)
    assert {sample.value for sample in adapter.measure_account()} == {None}


@pytest.mark.parametrize(
    "body",
    [{}, [], {"id": 5}, {"id": ""}, {"id": "7", "scheduled_at": "2026-12-01T09:00:00Z", "params": {}}],
    ids=repr,
)
def test_an_answer_that_is_no_published_status_is_unknown(mastodon: Stage, body: Any):
    adapter = other_server(mastodon, lambda _: httpx.Response(200, json=body))
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


def test_ids_from_a_hostile_server_stay_one_segment_of_a_path(mastodon: Stage):
    asked: list[str] = []

    def told(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        return httpx.Response(404, json={"error": "Record not found"})

    other_server(mastodon, told).check(mastodon.parcel("x"), Remote(id="../../admin?x=1#y"), 1)
    assert asked == ["/api/v1/statuses/..%2F..%2Fadmin%3Fx%3D1%23y"]


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
