"""What only Bluesky has: gates, cards, galleries, video, replies. On the sandbox, over real HTTP."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from smmops.media.sample import Sample, sample_bytes
from smmops.model.entry import Identity
from smmops.model.outcome import (
    Found,
    OutcomeUnknown,
    Prepared,
    Published,
    Rejected,
    Remote,
    Unavailable,
)
from smmops.model.payload import PayloadCard, PayloadMedia
from smmops.networks.bluesky.key import record_key
from smmops.sandbox.serve import Served
from tests.contracts.proxy import Spoil
from tests.contracts.servers import PUT, bluesky_account
from tests.contracts.stage import Stage

LOGIN = ("POST", "/xrpc/com.atproto.server.createSession")
RENEW = ("POST", "/xrpc/com.atproto.server.refreshSession")
UPLOAD = ("POST", "/xrpc/com.atproto.repo.uploadBlob")


def stored(stage: Stage, remote: Remote, collection: str = "app.bsky.feed.post") -> dict[str, Any] | None:
    repo, _, key = remote.id.removeprefix("at://").split("/")
    params = {"repo": repo, "collection": collection, "rkey": key}
    answer = httpx.get(f"{stage.server.url}/xrpc/com.atproto.repo.getRecord", params=params, trust_env=False)
    return answer.json().get("value")


def kept(stage: Stage, content: bytes) -> str:
    name = hashlib.sha256(content).hexdigest()
    stage.files[name] = content
    return name


def test_a_late_effect_is_found(bluesky: Stage, sandbox: Served):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Late effect"))
    sandbox.control.faults({"do": "reset", "network": "bluesky", "path": PUT[1], "effect_after": 0.2})
    assert isinstance(bluesky.send(adapter, parcel), OutcomeUnknown)
    for _ in range(100):
        if isinstance(adapter.find(parcel, 1, live=(), owned=frozenset()), Found):
            break
        bluesky.clock.sleep(0.02)
    again = bluesky.identified(adapter, parcel)
    assert isinstance(bluesky.send(adapter, again), Published | OutcomeUnknown)
    assert bluesky.server.live() == ["Late effect"]


def test_another_text_under_our_key_is_unknown_and_found_as_not_current(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("First words"))
    bluesky.publish(adapter, parcel)
    other = parcel.model_copy(
        update={"payload": parcel.payload.model_copy(update={"parts": ("Other words",)})}
    )
    assert isinstance(bluesky.send(adapter, other), OutcomeUnknown)
    found = adapter.find(other, 1, live=(), owned=frozenset())
    assert isinstance(found, Found)
    assert not found.current
    assert bluesky.server.live() == ["First words"]


def test_the_record_keys_of_the_first_claim_stay_when_the_thread_grows(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.parcel("One", "Two", "Three").model_copy(
        update={"identity": Identity(record_keys=("3jzfcijpj2z2a",))}
    )
    identity = adapter.identify(parcel)
    assert identity.record_keys == ("3jzfcijpj2z2a", record_key(parcel.key, 2), record_key(parcel.key, 3))


def test_the_time_of_creation_is_never_in_the_networks_future(bluesky: Stage):
    adapter = bluesky.open()
    adapter.account()
    bluesky.clock.ahead = timedelta(minutes=5)
    identity = adapter.identify(bluesky.parcel("x"))
    assert identity.created_at <= adapter.now()
    assert identity.created_at.microsecond % 1000 == 0


def test_mentions_are_resolved_once_and_unknown_ones_stay_text(bluesky: Stage, sandbox: Served):
    other = bluesky_account(sandbox)
    adapter = bluesky.open()
    text = f"With @{other.handle} and @nobody-at-all.test, and @{other.handle} again"
    parcel = bluesky.identified(adapter, bluesky.parcel(text))
    assert [handle for handle, _ in parcel.identity.dids] == [other.handle]
    (remote,) = bluesky.publish(adapter, parcel)
    assert len(stored(bluesky, remote)["facets"]) == 2
    assert bluesky.proxy.asked(("GET", "/xrpc/com.atproto.identity.resolveHandle")) == 2


def test_a_mention_that_cannot_be_looked_up_now_waits(bluesky: Stage):
    adapter = bluesky.open()
    spoil = Spoil("GET", "/xrpc/com.atproto.identity.resolveHandle", "status", status=502, times=9)
    bluesky.proxy.spoil(spoil)
    assert isinstance(adapter.identify(bluesky.parcel("@mina.test hello")), Unavailable)


def test_reply_control_and_quotes_stand_beside_the_post(bluesky: Stage):
    adapter = bluesky.open()
    options = {"reply_control": "mentioned", "quotes": False}
    parcel = bluesky.identified(adapter, bluesky.parcel("Guarded", "Second", options=options))
    live = bluesky.publish(adapter, parcel)
    gate = stored(bluesky, live[0], "app.bsky.feed.threadgate")
    assert gate["post"] == live[0].id
    assert gate["allow"] == [{"$type": "app.bsky.feed.threadgate#mentionRule"}]
    assert stored(bluesky, live[0], "app.bsky.feed.postgate")["embeddingRules"]
    assert stored(bluesky, live[1], "app.bsky.feed.threadgate") is None


def test_a_gate_that_fails_never_fails_the_post(bluesky: Stage, caplog: pytest.LogCaptureFixture):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Guarded", options={"reply_control": "nobody"}))
    ready = bluesky.ready(adapter, parcel)
    bluesky.server.control.faults({"do": "status", "network": "bluesky", "path": PUT[1], "skip": 1})
    assert isinstance(adapter.publish(parcel, 1, ready=ready, live=()), Published)
    assert bluesky.server.live() == ["Guarded"]
    assert "threadgate was not set" in caplog.text


def test_a_link_card_has_its_own_words_and_picture(bluesky: Stage):
    adapter = bluesky.open()
    image = bluesky.picture("unused").sha256
    card = PayloadCard(title="Brew at home", description="세 단계", image=image)
    parcel = bluesky.identified(adapter, bluesky.parcel("Read", card=card, link="https://acme.example/blog"))
    (remote,) = bluesky.publish(adapter, parcel)
    external = stored(bluesky, remote)["embed"]["external"]
    assert (external["uri"], external["title"]) == ("https://acme.example/blog", "Brew at home")
    assert external["thumb"]["mimeType"] == "image/png"
    found = adapter.find(parcel, 1, live=(), owned=frozenset())
    assert isinstance(found, Found)
    assert found.current


def test_five_pictures_are_a_gallery_with_their_ratios(bluesky: Stage):
    adapter = bluesky.open()
    media = tuple(bluesky.picture(f"Cup {n}", color=(n, n, n)) for n in range(5))
    parcel = bluesky.identified(adapter, bluesky.parcel("Five", media=media))
    (remote,) = bluesky.publish(adapter, parcel)
    embed = stored(bluesky, remote)["embed"]
    assert embed["items"][0]["aspectRatio"] == {"width": 32, "height": 18}
    assert adapter.check(parcel, remote, 1).current


def test_media_that_nobody_uploaded_are_not_left_out(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Picture", media=(bluesky.picture("Cup"),)))
    assert isinstance(adapter.publish(parcel, 1, ready=Prepared(), live=()), Unavailable)
    assert bluesky.server.live() == []


def test_an_upload_is_sent_once_and_may_be_repeated(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Picture", media=(bluesky.picture("Cup"),)))
    bluesky.proxy.spoil(Spoil(*UPLOAD, "reset", "after"))
    assert isinstance(adapter.prepare(parcel, 1, media=bluesky.files.__getitem__), Unavailable)
    assert bluesky.proxy.asked(UPLOAD) == 1
    assert len(bluesky.publish(adapter, parcel)) == 1


def film(stage: Stage) -> PayloadMedia:
    caption = kept(stage, b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xec\x95\x88\xeb\x85\x95\n")
    sha256 = kept(stage, sample_bytes(Sample("video/mp4")))
    return PayloadMedia(sha256=sha256, mime="video/mp4", alt="Coffee blooms", captions=(("ko", caption),))


def test_a_video_is_encoded_by_the_service_and_carries_captions(bluesky: Stage, sandbox: Served):
    sandbox.control.options("bluesky", video_seconds=0.1)
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Bloom", media=(film(bluesky),)))
    (remote,) = bluesky.publish(adapter, parcel)
    embed = stored(bluesky, remote)["embed"]
    assert embed["$type"] == "app.bsky.embed.video"
    assert embed["alt"] == "Coffee blooms"
    assert [caption["lang"] for caption in embed["captions"]] == ["ko"]
    assert adapter.check(parcel, remote, 1).current


@pytest.mark.parametrize(("code", "kind"), [("encoding_failure", Rejected), ("generic_failure", Unavailable)])
def test_a_video_that_the_service_refuses(bluesky: Stage, sandbox: Served, code: str, kind: type):
    sandbox.control.options("bluesky", video_seconds=0.05, video_failure=code)
    try:
        adapter = bluesky.open()
        parcel = bluesky.identified(adapter, bluesky.parcel("Bloom", media=(film(bluesky),)))
        assert isinstance(adapter.prepare(parcel, 1, media=bluesky.files.__getitem__), kind)
    finally:
        sandbox.control.options("bluesky", video_failure=None)


def test_replies_below_a_reply_keep_the_conversations_root(bluesky: Stage):
    adapter = bluesky.open()
    live = bluesky.publish(adapter, bluesky.identified(adapter, bluesky.parcel("Root", "Middle", post="a")))
    answer = bluesky.parcel("Answer", "and on", post="b").model_copy(update={"reply_to": live[1]})
    answers = bluesky.publish(adapter, bluesky.identified(adapter, answer))
    for remote in answers:
        assert stored(bluesky, remote)["reply"]["root"]["uri"] == live[0].id
    assert stored(bluesky, answers[1])["reply"]["parent"]["uri"] == answers[0].id


def test_a_page_on_bsky_app_names_what_is_answered(bluesky: Stage):
    adapter = bluesky.open()
    (above,) = bluesky.publish(adapter, bluesky.identified(adapter, bluesky.parcel("Root", post="a")))
    page = f"https://bsky.app/profile/{bluesky.server.handle}/post/{above.id.rpartition('/')[2]}"
    answer = bluesky.parcel("Answer", post="b").model_copy(update={"reply_to": Remote(id=page)})
    (remote,) = bluesky.publish(adapter, bluesky.identified(adapter, answer))
    assert stored(bluesky, remote)["reply"]["parent"] == {"uri": above.id, "cid": above.handle}
    found = adapter.find(
        answer.model_copy(update={"identity": Identity(record_keys=(remote.id[-13:],))}),
        1,
        live=(),
        owned=frozenset(),
    )
    assert isinstance(found, Found)
    assert found.current


@pytest.mark.parametrize(
    "named", ["at://did:plc:nobody/app.bsky.feed.post/3jzfcijpj2z2a", "https://elsewhere.example/1", "at://x"]
)
def test_what_is_not_there_cannot_be_answered(bluesky: Stage, named: str):
    adapter = bluesky.open()
    answer = bluesky.parcel("Answer").model_copy(update={"reply_to": Remote(id=named)})
    outcome = bluesky.send(adapter, bluesky.identified(adapter, answer))
    assert isinstance(outcome, Rejected | Unavailable), outcome
    assert bluesky.proxy.asked(PUT) == 0


def test_nothing_of_another_account_is_removed(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.parcel("x")
    for named in ("at://did:plc:other/app.bsky.feed.post/3jzfcijpj2z2a", "nonsense"):
        assert isinstance(adapter.remove(parcel, Remote(id=named)), Rejected)


def test_a_post_of_which_only_the_address_is_known_has_no_numbers_and_spoils_no_others(bluesky: Stage):
    adapter = bluesky.open()
    (remote,) = bluesky.publish(adapter, bluesky.identified(adapter, bluesky.parcel("Counted")))
    named = Remote(id="https://bsky.app/profile/acme.example/post/3k")
    samples = adapter.measure_posts({"story": named, "brew": remote})
    likes = {sample.subject: sample for sample in samples if sample.metric == "likes"}
    assert likes["brew"].value == "0"
    assert likes["story"].value is None
    assert "at-uri" in likes["story"].note


def test_a_post_that_the_appview_has_not_seen_yet_has_no_numbers(bluesky: Stage, sandbox: Served):
    sandbox.control.options("bluesky", index_delay=60.0)
    try:
        adapter = bluesky.open()
        parcel = bluesky.identified(adapter, bluesky.parcel("Fresh"))
        (remote,) = bluesky.publish(adapter, parcel)
        assert {sample.value for sample in adapter.measure_posts({"brew": remote})} == {None}
        assert isinstance(adapter.find(parcel, 1, live=(), owned=frozenset()), Found)
    finally:
        sandbox.control.options("bluesky", index_delay=0.0)


def test_many_posts_are_asked_for_25_at_a_time(bluesky: Stage):
    adapter = bluesky.open()
    adapter.account()
    remotes = {
        f"post-{n}": Remote(id=f"at://did:plc:x/app.bsky.feed.post/{record_key('k', n)}") for n in range(60)
    }
    samples = adapter.measure_posts(remotes)
    assert {sample.subject for sample in samples} == set(remotes)
    assert bluesky.proxy.asked(("GET", "/xrpc/app.bsky.feed.getPosts")) == 3


@pytest.mark.parametrize("uri", ["at://did:plc:other/app.bsky.feed.post/3jzfcijpj2z2a", "", 5])
def test_an_answer_about_another_record_is_unknown(bluesky: Stage, uri: Any):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Mine"))
    ready = bluesky.ready(adapter, parcel)
    body = json.dumps({"uri": uri, "cid": "bafyother"}).encode()
    bluesky.proxy.spoil(Spoil(*PUT, "status", "after", status=200, body=body))
    assert isinstance(adapter.publish(parcel, 1, ready=ready, live=()), OutcomeUnknown)
