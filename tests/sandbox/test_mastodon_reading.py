"""Editing, deleting and reading on Mastodon."""

from typing import Any

import httpx

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import USER
from tests.sandbox.tooting import STATUSES, Clients, live, said, say, upload


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


def test_notifications_are_mentions_by_others(toot: httpx.Client, client: Clients) -> None:
    said(client("made-up-token-2"), "@cafeluka 고마워요")
    said(toot, "@cafeluka ich selbst")
    (one,) = toot.get("/api/v1/notifications").json()
    assert (one["type"], one["account"]["acct"]) == ("mention", "jiwoo")
    assert toot.get("/api/v1/notifications", params={"types[]": "quote"}).json() == []
    assert toot.get("/api/v1/notifications", params={"exclude_types[]": "mention"}).json() == []
    assert toot.get("/api/v1/notifications", params={"min_id": one["id"]}).json() == []
