"""Mastodon's behaviour that adapters lean on."""

import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import MP4, PNG, TOKEN, USER

STATUSES = "/api/v1/statuses"
Clients = Callable[..., httpx.Client]


def say(toot: httpx.Client, status: str = "봄이 왔어요", key: str = "", **more: Any) -> httpx.Response:
    head = {"idempotency-key": key} if key else {}
    return toot.post(STATUSES, json={"status": status, **more}, headers=head)


def said(toot: httpx.Client, status: str = "봄이 왔어요", **more: Any) -> dict[str, Any]:
    answer = say(toot, status, **more)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def upload(toot: httpx.Client, content: bytes = PNG, mime: str = "image/png", **more: str) -> httpx.Response:
    return toot.post("/api/v2/media", files={"file": ("tasse", content, mime)}, data=more)


def live(sandbox: Served) -> list[dict[str, Any]]:
    return sandbox.control.live("mastodon", USER)


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


def test_a_body_that_is_no_json_is_400(toot: httpx.Client) -> None:
    answer = toot.post(STATUSES, content=b"{", headers={"content-type": "application/json"})
    assert answer.status_code == 400


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


def test_an_edit_keeps_its_history_and_what_cannot_change(sandbox: Served, toot: httpx.Client) -> None:
    media = upload(toot, description="alt").json()["id"]
    made = said(toot, "Tpyo", media_ids=[media], visibility="unlisted")
    assert made["edited_at"] is None
    where = f"{STATUSES}/{made['id']}"
    edited = toot.put(where, json={"status": "Typo", "visibility": "public"}).json()
    assert (edited["content"], edited["visibility"], len(edited["media_attachments"])) == (
        "<p>Typo</p>",
        "unlisted",
        1,
    )
    assert edited["edited_at"] is not None
    attributes = {"status": "Typo", "media_attributes": [{"id": media, "description": "neu"}]}
    assert toot.put(where, json=attributes).json()["media_attachments"][0]["description"] == "neu"
    assert [one["content"] for one in toot.get(f"{where}/history").json()] == [
        "<p>Tpyo</p>",
        "<p>Typo</p>",
        "<p>Typo</p>",
    ]
    assert toot.get(f"{where}/source").json()["text"] == "Typo"
    assert sandbox.control.state()["counts"]["edited"] == 1


def test_an_edit_that_changes_nothing_is_none(toot: httpx.Client) -> None:
    made = said(toot, "gleich")
    assert toot.put(f"{STATUSES}/{made['id']}", json={"status": "gleich"}).json()["edited_at"] is None


def test_an_edit_may_take_pictures_away_but_not_the_last_word(toot: httpx.Client) -> None:
    media = upload(toot).json()["id"]
    where = f"{STATUSES}/{said(toot, 'x', media_ids=[media])['id']}"
    assert toot.put(where, json={"status": "", "media_ids": []}).status_code == 422
    assert toot.put(where, json={"status": "x", "media_ids": []}).json()["media_attachments"] == []
    assert toot.get(f"/api/v1/media/{media}").status_code == 200


def test_a_delete_gives_the_source_and_frees_the_files(sandbox: Served, toot: httpx.Client) -> None:
    media = upload(toot).json()["id"]
    made = said(toot, "weg #damit", media_ids=[media])
    gone = toot.delete(f"{STATUSES}/{made['id']}").json()
    assert gone["text"] == "weg #damit"
    assert toot.get(f"{STATUSES}/{made['id']}").json() == {"error": "Record not found"}
    assert toot.delete(f"{STATUSES}/{made['id']}").status_code == 404
    said(toot, "neu", media_ids=[media])
    counts = sandbox.control.state()["networks"]["mastodon"][USER]["counts"]
    assert (counts["live"], counts["deleted"], counts["rejected"]) == (1, 1, 1)


def test_a_delete_may_take_its_files_along(toot: httpx.Client) -> None:
    media = upload(toot).json()["id"]
    made = said(toot, "weg", media_ids=[media])
    toot.delete(f"{STATUSES}/{made['id']}", params={"delete_media": "true"})
    assert say(toot, "neu", media_ids=[media]).status_code == 422


def test_nobody_edits_or_deletes_anothers_status(
    sandbox: Served, toot: httpx.Client, client: Clients
) -> None:
    where = f"{STATUSES}/{said(toot)['id']}"
    other = client("made-up-token-2")
    assert other.get(where).status_code == 200
    assert [other.put(where, json={"status": "x"}).status_code, other.delete(where).status_code] == [404, 404]
    assert [post["text"] for post in live(sandbox)] == ["봄이 왔어요"]


def test_who_may_see_what(toot: httpx.Client, client: Clients) -> None:
    direct = said(toot, "@jiwoo nur für dich", visibility="direct")
    private = said(toot, "für mich", visibility="private")
    jiwoo, nobody = client("made-up-token-2"), client()
    assert [http.get(f"{STATUSES}/{direct['id']}").status_code for http in (toot, jiwoo, nobody)] == [
        200,
        200,
        404,
    ]
    assert [http.get(f"{STATUSES}/{private['id']}").status_code for http in (toot, jiwoo, nobody)] == [
        200,
        404,
        404,
    ]
    assert private["quote_approval"]["automatic"] == []


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


def test_a_thread_is_read_back_whole(sandbox: Served, toot: httpx.Client) -> None:
    ids = [said(toot, "1/3")["id"]]
    for number in (2, 3):
        ids.append(said(toot, f"{number}/3", in_reply_to_id=ids[-1])["id"])
    middle = toot.get(f"{STATUSES}/{ids[1]}/context").json()
    assert [one["id"] for one in middle["ancestors"]] == ids[:1]
    assert [one["id"] for one in middle["descendants"]] == ids[2:]
    posts = live(sandbox)
    assert (posts[0]["parts"], posts[2]["root"], posts[2]["reply_to"]) == (ids, ids[0], ids[1])
    assert toot.get(f"{STATUSES}/{ids[0]}").json()["replies_count"] == 1


def test_statuses_page_both_ways_by_link(toot: httpx.Client) -> None:
    ids = [said(toot, str(number))["id"] for number in range(5)]
    owner = toot.get(f"{STATUSES}/{ids[0]}").json()["account"]["id"]
    path = f"/api/v1/accounts/{owner}/statuses"

    def page(url: str, **params: str) -> tuple[list[str], dict[str, Any]]:
        answer = toot.get(url, params=params or None)
        return [one["id"] for one in answer.json()], {k: v["url"] for k, v in answer.links.items() if k}

    newest, links = page(path, limit="2", exclude_reblogs="true")
    older, more = page(links["next"])
    oldest, last = page(more["next"])
    assert newest + older + oldest == ids[::-1]
    assert page(last["next"])[0] == []
    assert page(links["prev"])[0] == []
    assert page(path, min_id=ids[0], limit="2")[0] == [ids[2], ids[1]]
    assert page(path, since_id=ids[0], limit="2")[0] == [ids[4], ids[3]]
    assert page(path, max_id=ids[2])[0] == [ids[1], ids[0]]


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


def test_notifications_are_mentions_by_others(toot: httpx.Client, client: Clients) -> None:
    said(client("made-up-token-2"), "@cafeluka 고마워요")
    said(toot, "@cafeluka ich selbst")
    (one,) = toot.get("/api/v1/notifications").json()
    assert (one["type"], one["account"]["acct"]) == ("mention", "jiwoo")
    assert toot.get("/api/v1/notifications", params={"types[]": "quote"}).json() == []
    assert toot.get("/api/v1/notifications", params={"exclude_types[]": "mention"}).json() == []
    assert toot.get("/api/v1/notifications", params={"min_id": one["id"]}).json() == []


@pytest.mark.parametrize("token", [None, "wrong", ""])
def test_without_a_token_that_holds_nothing_is_written(
    sandbox: Served, client: Clients, token: str | None
) -> None:
    answer = say(client(token))
    assert (answer.status_code, answer.json()) == (401, {"error": "The access token is invalid"})
    assert live(sandbox) == []


def granted(client: Clients, scopes: str) -> tuple[httpx.Client, dict[str, str]]:
    http, uri = client(), "https://smmops.example/back"
    app = http.post(
        "/api/v1/apps", data={"client_name": "smmops", "redirect_uris": uri, "scopes": scopes}
    ).json()
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    shared = {"client_id": app["client_id"], "redirect_uri": uri, "scope": scopes}
    challenge = {
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    asked = {**shared, **challenge, "response_type": "code", "account": USER, "state": "s"}
    back = http.get("/oauth/authorize", params=asked).headers["location"]
    assert back.startswith(f"{uri}?code=")
    code = back.partition("code=")[2].partition("&")[0]
    form = {**shared, "client_secret": app["client_secret"], "grant_type": "authorization_code", "code": code}
    wrong = http.post("/oauth/token", data={**form, "code_verifier": "wrong"})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    token = http.post("/oauth/token", data={**form, "code_verifier": verifier}).json()["access_token"]
    used = http.post("/oauth/token", data={**form, "code_verifier": verifier})
    assert used.json()["error"] == "invalid_grant"
    secret = {"client_id": app["client_id"], "client_secret": app["client_secret"], "token": token}
    return client(token), secret


def test_oauth_gives_a_token_for_its_scopes_until_it_is_revoked(client: Clients) -> None:
    http, secret = granted(client, "read:accounts write:statuses")
    assert http.get("/api/v1/accounts/verify_credentials").json()["username"] == USER
    assert said(http, "von smmops")["application"]["name"] == "smmops"
    assert upload(http).json() == {"error": "This action is outside the authorized scopes"}
    assert client().post("/oauth/revoke", data=secret).json() == {}
    assert say(http).status_code == 401


def test_oauth_refuses_scopes_and_addresses_that_were_not_registered(client: Clients) -> None:
    uri = "https://smmops.example/back"
    app = (
        client()
        .post("/api/v1/apps", json={"client_name": "x", "redirect_uris": [uri], "scopes": "read"})
        .json()
    )
    asked = {"client_id": app["client_id"], "redirect_uri": uri, "scope": "write", "response_type": "code"}
    assert client().get("/oauth/authorize", params=asked).json()["error"] == "invalid_scope"
    elsewhere = {**asked, "scope": "read", "redirect_uri": "https://evil.example"}
    assert client().get("/oauth/authorize", params=elsewhere).status_code == 400
    plain = {**asked, "scope": "read", "code_challenge": "x", "code_challenge_method": "plain"}
    assert client().get("/oauth/authorize", params=plain).json()["error"] == "invalid_code_challenge_method"


def test_requests_run_out_with_headers_and_come_back(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(at="2026-11-22T21:12:00Z", frozen=True)
    first = toot.get("/api/v2/instance")
    assert first.headers["x-ratelimit-limit"] == "300"
    assert first.headers["x-ratelimit-remaining"] == "299"
    assert first.headers["x-ratelimit-reset"] == "2026-11-22T21:15:00.000000Z"
    codes = [toot.get("/api/v1/accounts/verify_credentials").status_code for _ in range(300)]
    assert codes == [200] * 299 + [429]
    sandbox.control.clock(at="2026-11-22T21:15:00Z")
    assert say(toot).status_code == 200


def test_deletes_have_a_limit_of_their_own(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.clock(frozen=True)
    assert [toot.delete(f"{STATUSES}/1").status_code for _ in range(31)] == [404] * 30 + [429]
    sandbox.control.options("mastodon", rate_limits=False)
    assert toot.delete(f"{STATUSES}/1").status_code == 404


def test_half_characters_do_not_break_anything(sandbox: Served, toot: httpx.Client) -> None:
    body = b'{"status": "Caf\\ud800"}'
    answer = toot.post(STATUSES, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, live(sandbox)[0]["text"]) == (200, "Caf\ufffd")


def test_a_frozen_account_writes_nothing(sandbox: Served, toot: httpx.Client) -> None:
    sandbox.control.add_account("mastodon", USER, TOKEN, frozen=True)
    assert (say(toot).status_code, say(toot).json()) == (403, {"error": "Your login is currently disabled"})
    sandbox.control.add_account("mastodon", USER, TOKEN, frozen=False)
    assert say(toot).status_code == 200


def test_a_new_token_ends_the_old_one(sandbox: Served, toot: httpx.Client, client: Clients) -> None:
    said(toot)
    sandbox.control.add_account("mastodon", USER, "made-up-token-9", name="Café Luka", followers=412)
    assert say(toot).status_code == 401
    me = client("made-up-token-9").get("/api/v1/accounts/verify_credentials").json()
    assert (me["display_name"], me["followers_count"], me["statuses_count"]) == ("Café Luka", 412, 1)
