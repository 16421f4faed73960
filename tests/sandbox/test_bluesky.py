"""Bluesky's repositories and AppView, beyond what the corpus compares."""

from collections.abc import Callable
from typing import Any

import httpx

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import AT, HANDLE, PASSWORD, PNG, POST, Sky

KEY = "3l2abcdefgh2k"
KEYS = ("3l2abcdefgh22", "3l2abcdefgh23", "3l2abcdefgh24")


def live(sandbox: Served) -> list[dict[str, Any]]:
    return sandbox.control.live("bluesky", HANDLE)


def test_the_same_put_is_there_once_however_often_it_is_sent(sandbox: Served, sky: Sky) -> None:
    first, second = sky.put(KEY, "Grüße"), sky.put(KEY, "Grüße")
    assert "commit" in first.json()
    assert "commit" not in second.json()
    assert first.json()["cid"] == second.json()["cid"]
    (post,) = live(sandbox)
    assert (post["text"], post["requests"], post["cid"]) == ("Grüße", 2, first.json()["cid"])


def test_a_put_with_other_content_changes_nothing(sandbox: Served, sky: Sky) -> None:
    sky.put(KEY, "eins")
    refused = sky.put(KEY, "zwei")
    assert (refused.status_code, refused.json()["error"]) == (400, "InvalidSwap")
    assert [post["text"] for post in live(sandbox)] == ["eins"]


def test_a_refused_blob_takes_its_record_back(sandbox: Served, sky: Sky) -> None:
    sky.upload(PNG)
    blob = {**sky.upload(PNG), "size": 5}
    images = {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": ""}]}
    assert sky.put(KEY, "x", embed=images).json()["error"] == "InvalidSize"
    assert live(sandbox) == []


def test_another_accounts_blob_is_not_found(
    sandbox: Served, sky: Sky, client: Callable[..., httpx.Client]
) -> None:
    sandbox.control.add_account("bluesky", "other.bsky.social", "pw")
    answer = client().post(
        "/xrpc/com.atproto.server.createSession", json={"identifier": "other.bsky.social", "password": "pw"}
    )
    other = Sky(client(answer.json()["accessJwt"]), answer.json()["did"], answer.json())
    images = {"$type": "app.bsky.embed.images", "images": [{"image": other.upload(PNG), "alt": ""}]}
    assert sky.put(KEY, "x", embed=images).json()["error"] == "BlobNotFound"


def test_a_deleted_posts_blob_goes_unless_another_post_has_it(sky: Sky) -> None:
    blob = sky.upload(PNG)
    images = {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": "Tasse"}]}
    for key in KEYS[:2]:
        assert sky.put(key, key, embed=images).status_code == 200

    def blob_status() -> int:
        return sky.get("com.atproto.sync.getBlob", did=sky.did, cid=blob["ref"]["$link"]).status_code

    def delete(key: str) -> None:
        body = {"repo": sky.did, "collection": POST, "rkey": key}
        assert sky.call("com.atproto.repo.deleteRecord", body).status_code == 200

    delete(KEYS[0])
    assert blob_status() == 200
    delete(KEYS[1])
    assert blob_status() == 400


def test_the_appview_shows_a_post_after_its_delay_and_the_pds_at_once(sandbox: Served, sky: Sky) -> None:
    sandbox.control.clock(frozen=True)
    sandbox.control.options("bluesky", index_delay=5)
    uri = sky.put(KEY, "x").json()["uri"]
    record = {"repo": sky.did, "collection": POST, "rkey": KEY}
    assert sky.get("com.atproto.repo.getRecord", **record).json()["uri"] == uri
    assert sky.get("app.bsky.feed.getPosts", uris=uri).json() == {"posts": []}
    sandbox.control.clock(move=5)
    (post,) = sky.get("app.bsky.feed.getPosts", uris=uri).json()["posts"]
    assert (post["uri"], post["author"]["handle"], post["record"]["text"]) == (uri, HANDLE, "x")


def test_get_posts_takes_25_and_leaves_out_what_is_not_there(sky: Sky) -> None:
    uri = sky.put(KEY, "x").json()["uri"]
    by_handle = uri.replace(sky.did, HANDLE)
    gone = f"at://{sky.did}/{POST}/{KEYS[0]}"
    assert len(sky.get("app.bsky.feed.getPosts", uris=[gone, uri, by_handle]).json()["posts"]) == 2
    assert sky.get("app.bsky.feed.getPosts", uris=[uri] * 26).json()["error"] == "InvalidRequest"


def test_a_thread_is_read_back_whole(sandbox: Served, sky: Sky) -> None:
    refs: list[dict[str, str]] = []
    for number, key in enumerate(KEYS, 1):
        reply = {"reply": {"root": refs[0], "parent": refs[-1]}} if refs else {}
        made = sky.put(key, f"{number}/3", **reply).json()
        refs.append({"uri": made["uri"], "cid": made["cid"]})
    thread = sky.get("app.bsky.feed.getPostThread", uri=refs[0]["uri"]).json()["thread"]
    assert thread["replies"][0]["replies"][0]["post"]["record"]["text"] == "3/3"
    above = sky.get("app.bsky.feed.getPostThread", uri=refs[2]["uri"]).json()["thread"]
    assert above["parent"]["parent"]["post"]["uri"] == refs[0]["uri"]
    assert live(sandbox)[0]["parts"] == [ref["uri"] for ref in refs]
    assert thread["post"]["replyCount"] == 1


def test_an_author_feed_pages_newest_first_and_can_leave_replies_out(sky: Sky) -> None:
    first = sky.put(KEYS[0], "1").json()
    ref = {"uri": first["uri"], "cid": first["cid"]}
    sky.put(KEYS[1], "2", reply={"root": ref, "parent": ref})
    sky.put(KEYS[2], "3")
    page = sky.get("app.bsky.feed.getAuthorFeed", actor=HANDLE, limit=2).json()
    rest = sky.get("app.bsky.feed.getAuthorFeed", actor=HANDLE, cursor=page["cursor"]).json()
    texts = [item["post"]["record"]["text"] for item in (*page["feed"], *rest["feed"])]
    assert texts == ["3", "2", "1"]
    top = sky.get("app.bsky.feed.getAuthorFeed", actor=HANDLE, filter="posts_no_replies").json()["feed"]
    assert [item["post"]["record"]["text"] for item in top] == ["3", "1"]


def test_likes_and_quotes_are_counted(sky: Sky) -> None:
    made = sky.put(KEY, "x").json()
    ref = {"uri": made["uri"], "cid": made["cid"]}
    like = {"repo": sky.did, "collection": "app.bsky.feed.like", "record": {"subject": ref, "createdAt": AT}}
    for _ in range(2):
        assert sky.call("com.atproto.repo.createRecord", like).status_code == 200
    sky.put(KEYS[0], "zitiert", embed={"$type": "app.bsky.embed.record", "record": ref})
    (post,) = sky.get("app.bsky.feed.getPosts", uris=made["uri"]).json()["posts"]
    assert (post["likeCount"], post["quoteCount"], post["repostCount"]) == (1, 1, 0)


def test_a_profile_counts_its_posts(sky: Sky) -> None:
    sky.put(KEY, "x")
    profile = sky.get("app.bsky.actor.getProfile", actor=HANDLE).json()
    assert (profile["did"], profile["postsCount"]) == (sky.did, 1)


def test_facets_outside_the_text_are_refused_unless_the_sandbox_is_as_lax_as_a_pds(
    sandbox: Served, sky: Sky
) -> None:
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com"}
    facets = [{"index": {"byteStart": 0, "byteEnd": 9}, "features": [feature]}]
    assert "not inside the text of 6 bytes" in sky.put(KEY, "봄이", facets=facets).json()["message"]
    sandbox.control.options("bluesky", strict_facets=False)
    assert sky.put(KEY, "봄이", facets=facets).status_code == 200


def test_apply_writes_can_be_switched_off(sandbox: Served, sky: Sky) -> None:
    sandbox.control.options("bluesky", apply_writes=False)
    assert sky.call("com.atproto.repo.applyWrites", {"repo": sky.did, "writes": []}).status_code == 400


def test_an_upload_larger_than_the_server_takes_is_413(sandbox: Served, sky: Sky) -> None:
    sandbox.control.options("bluesky", blob_bytes=10)
    answer = sky.http.post(
        "/xrpc/com.atproto.repo.uploadBlob", content=PNG, headers={"content-type": "image/png"}
    )
    assert (answer.status_code, answer.json()["error"]) == (413, "PayloadTooLarge")


def test_every_answer_is_what_its_lexicon_says(sky: Sky) -> None:
    from smmops.sandbox.bluesky.lexicon import check, definition

    made = sky.put(KEY, "x").json()
    uri = made["uri"]
    answers = {
        "com.atproto.repo.putRecord": made,
        "com.atproto.server.createSession": sky.session,
        "com.atproto.server.getSession": sky.get("com.atproto.server.getSession").json(),
        "com.atproto.server.describeServer": sky.get("com.atproto.server.describeServer").json(),
        "com.atproto.repo.getRecord": sky.get(
            "com.atproto.repo.getRecord", repo=sky.did, collection=POST, rkey=KEY
        ).json(),
        "com.atproto.repo.listRecords": sky.get(
            "com.atproto.repo.listRecords", repo=sky.did, collection=POST
        ).json(),
        "com.atproto.repo.describeRepo": sky.get("com.atproto.repo.describeRepo", repo=sky.did).json(),
        "app.bsky.feed.getPosts": sky.get("app.bsky.feed.getPosts", uris=uri).json(),
        "app.bsky.feed.getAuthorFeed": sky.get("app.bsky.feed.getAuthorFeed", actor=sky.did).json(),
        "app.bsky.feed.getPostThread": sky.get("app.bsky.feed.getPostThread", uri=uri).json(),
        "app.bsky.actor.getProfile": sky.get("app.bsky.actor.getProfile", actor=sky.did).json(),
    }
    for name, answer in answers.items():
        schema = definition(name)
        assert schema is not None
        check(answer, schema["output"]["schema"], home=name)


def test_a_profile_shows_its_name_and_followers(sandbox: Served, sky: Sky) -> None:
    sandbox.control.add_account("bluesky", HANDLE, PASSWORD, name="민지", followers=1204)
    profile = sky.get("app.bsky.actor.getProfile", actor=sky.did).json()
    assert (profile["displayName"], profile["followersCount"]) == ("민지", 1204)
