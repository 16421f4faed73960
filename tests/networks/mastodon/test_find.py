"""Looking for a status among one's own, on Mastodon and on servers of another make."""

from datetime import timedelta
from typing import Any

import httpx

from smmops.model.outcome import (
    Absent,
    Found,
    OutcomeUnknown,
    Prepared,
    Published,
    Remote,
    Unreadable,
)
from smmops.sandbox.serve import Served
from tests.contracts.servers import mastodon_account
from tests.contracts.stage import Stage
from tests.networks.mastodon.other import other_server, post

NONE: frozenset[str] = frozenset()
LIST = ("GET", "/api/v1/accounts/")
MEDIA = ("POST", "/api/v2/media")


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


def test_ids_from_a_hostile_server_stay_one_segment_of_a_path(mastodon: Stage):
    asked: list[str] = []

    def told(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        return httpx.Response(404, json={"error": "Record not found"})

    other_server(mastodon, told).check(mastodon.parcel("x"), Remote(id="../../admin?x=1#y"), 1)
    assert asked == ["/api/v1/statuses/..%2F..%2Fadmin%3Fx%3D1%23y"]
