"""Posting on Mastodon: keys, limits, text, schedules."""

import threading
from typing import Any

import httpx
import pytest

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import TOKEN
from tests.sandbox.tooting import STATUSES, Clients, live, said, say, upload


def test_a_key_is_honoured_for_an_hour_and_not_a_second_longer(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    first = say(toot, key="k")
    sandbox.control.clock(move=3599)
    again = say(toot, "etwas ganz anderes", key="k")
    assert (again.status_code, again.json()["id"], again.json()["content"]) == (
        200,
        first.json()["id"],
        "<p>봄이 왔어요</p>",
    )
    assert [post["requests"] for post in live(sandbox)] == [2]
    sandbox.control.clock(move=1)
    say(toot, key="k")
    assert len(live(sandbox)) == 2


def test_a_refused_status_does_not_use_its_key_up(sandbox: Served, toot: httpx.Client) -> None:
    assert say(toot, "", key="k").status_code == 422
    assert say(toot, "doch", key="k").status_code == 200
    assert [post["text"] for post in live(sandbox)] == ["doch"]


def test_a_key_belongs_to_one_account(sandbox: Served, toot: httpx.Client, client: Clients) -> None:
    say(toot, key="k")
    say(client("made-up-token-2"), key="k")
    assert sandbox.control.state()["counts"]["live"] == 2


def test_a_key_whose_status_was_deleted_is_not_found(toot: httpx.Client) -> None:
    toot.delete(f"{STATUSES}/{say(toot, key='k').json()['id']}")
    assert say(toot, key="k").status_code == 404


def test_twenty_at_once_with_one_key_make_one_status(sandbox: Served, client: Clients) -> None:
    answers: list[str] = []
    clients = [client(TOKEN) for _ in range(20)]
    threads = [
        threading.Thread(target=lambda one=one: answers.append(say(one, key="k").json()["id"]))
        for one in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), len(set(answers)), len(live(sandbox))) == (20, 1, 1)


@pytest.mark.parametrize(
    ("status", "warning", "taken"),
    [
        ("x" * 500, "", True),
        ("x" * 501, "", False),
        ("👨‍👩‍👧‍👦" * 500, "", True),
        ("e\u0301" * 501, "", False),
        ("x" * 499, "ab", False),
        ("x" * 476 + " https://example.com/" + "a" * 300, "", True),
        ("x" * 477 + " https://example.com/a", "", False),
        ("x" * 493 + " @jiwoo@" + "d" * 60 + ".example", "", True),
        ("x" * 494 + " @jiwoo@" + "d" * 60 + ".example", "", False),
        ("x" * 480 + " example.com/" + "a" * 10, "", False),
        ("x", "https://example.com/" + "a" * 490, False),
        ("  \n" + "x" * 500 + "\n\n", "", True),
    ],
)
def test_the_limit_counts_as_the_server_does(
    toot: httpx.Client, status: str, warning: str, taken: bool
) -> None:
    answer = say(toot, status, spoiler_text=warning)
    assert answer.status_code == (200 if taken else 422)
    if not taken:
        assert answer.json()["error"] == "Validation failed: Text character limit of 500 exceeded"


def test_changed_limits_are_served_and_enforced(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.options(
        "mastodon", max_characters=5000, characters_reserved_per_url=40, poll_max_options=2
    )
    configuration = toot.get("/api/v2/instance").json()["configuration"]
    assert configuration["statuses"]["max_characters"] == 5000
    assert say(toot, "x" * 5000).status_code == 200
    assert say(toot, "x" * 4960 + " https://e.example").status_code == 422
    assert say(toot, "x", poll={"options": ["a", "b", "c"], "expires_in": 300}).status_code == 422


@pytest.mark.parametrize("status", ["", "   ", "\n\n"])
def test_nothing_to_say_is_refused(toot: httpx.Client, status: str) -> None:
    assert say(toot, status).json()["error"] == "Validation failed: Text can't be blank"


def test_a_warning_alone_becomes_the_text(toot: httpx.Client) -> None:
    made = said(toot, "", spoiler_text="Krimi")
    assert (made["content"], made["spoiler_text"]) == ("<p>Krimi</p>", "")


def test_content_is_html_and_hostile_text_is_escaped(toot: httpx.Client) -> None:
    long = "https://www.example.com/oeffnungszeiten/samstag?tag=1&zeit=2"
    made = said(toot, f"<b>Grüße</b> & mehr: {long}. #Frühling @jiwoo @nobody\nzwei\n\ndrei")
    assert "&lt;b&gt;Grüße&lt;/b&gt; &amp; mehr" in made["content"]
    assert (
        '<span class="invisible">https://www.</span><span class="ellipsis">example.com/oeffnungszeiten/sa'
        in made["content"]
    )
    assert "zeit=2</span></a>. " in made["content"]
    assert made["content"].endswith("@nobody<br />zwei</p><p>drei</p>")
    assert [tag["name"] for tag in made["tags"]] == ["frühling"]
    assert [one["acct"] for one in made["mentions"]] == ["jiwoo"]


def test_a_body_that_is_no_json_is_400(toot: httpx.Client) -> None:
    answer = toot.post(STATUSES, content=b"{", headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_a_quote_needs_leave(toot: httpx.Client, client: Clients) -> None:
    free = said(toot, "zitier mich")
    closed = said(toot, "lieber nicht", quote_approval_policy="nobody")
    jiwoo = client("made-up-token-2")
    quote = said(jiwoo, "seht", quoted_status_id=free["id"])
    assert quote["quote"]["quoted_status"]["id"] == free["id"]
    assert toot.get(f"{STATUSES}/{free['id']}").json()["quotes_count"] == 1
    assert say(jiwoo, "seht", quoted_status_id=closed["id"]).status_code == 422
    assert say(toot, "ich darf", quoted_status_id=closed["id"]).status_code == 200
    assert say(jiwoo, "wo", quoted_status_id="1").status_code == 404


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"visibility": "secret"}, 422),
        ({"quote_approval_policy": "friends"}, 422),
        ({"in_reply_to_id": "1"}, 404),
        ({"media_ids": ["1"]}, 422),
        ({"language": "Klingonisch!"}, 200),
    ],
)
def test_fields_that_do_not_fit(toot: httpx.Client, more: dict[str, Any], status: int) -> None:
    assert say(toot, **more).status_code == status


def test_ids_grow_also_while_the_clock_stands_or_goes_back(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    ids = [int(said(toot, str(number))["id"]) for number in range(3)]
    sandbox.control.clock(move=-3600)
    ids.append(int(said(toot, "früher")["id"]))
    assert ids == sorted(set(ids))


def test_a_scheduled_status_comes_out_by_the_clock_under_an_id_of_its_own(
    sandbox: Served, toot: httpx.Client
) -> None:
    sandbox.control.clock(at="2026-10-25T00:00:00Z", frozen=True)
    media = upload(toot).json()["id"]
    made = said(toot, "Zeitumstellung", scheduled_at="2026-10-25T02:30:00+01:00", media_ids=[media], key="k")
    assert made["scheduled_at"] == "2026-10-25T01:30:00.000Z"
    assert say(toot, "x", key="k").json()["id"] == made["id"]
    assert live(sandbox) == []
    sandbox.control.clock(at="2026-10-25T01:30:00Z")
    (post,) = live(sandbox)
    assert toot.get("/api/v1/scheduled_statuses").json() == []
    assert (post["text"], post["id"] != made["id"], len(post["media"])) == ("Zeitumstellung", True, 1)
    assert post["created"] == "2026-10-25T01:30:00.000Z"


@pytest.mark.parametrize("at", ["2026-10-25T00:04:59Z", "2020-01-01T00:00:00Z", "morgen"])
def test_a_schedule_less_than_five_minutes_ahead_is_refused(
    sandbox: Served, toot: httpx.Client, at: str
) -> None:
    sandbox.control.clock(at="2026-10-25T00:00:00Z", frozen=True)
    assert say(toot, scheduled_at=at).status_code == 422


def test_a_scheduled_status_can_be_cancelled_by_its_owner_only(
    sandbox: Served, toot: httpx.Client, client: Clients
) -> None:
    sandbox.control.clock(at="2026-10-25T00:00:00Z", frozen=True)
    where = f"/api/v1/scheduled_statuses/{said(toot, scheduled_at='2026-10-26T00:00:00Z')['id']}"
    assert client("made-up-token-2").delete(where).status_code == 404
    assert toot.delete(where).status_code == 200
    sandbox.control.clock(move=200_000)
    assert live(sandbox) == []


def test_half_characters_do_not_break_anything(sandbox: Served, toot: httpx.Client) -> None:
    body = b'{"status": "Caf\\ud800"}'
    answer = toot.post(STATUSES, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, live(sandbox)[0]["text"]) == (200, "Caf\ufffd")
