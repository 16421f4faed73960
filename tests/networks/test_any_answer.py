"""Whatever a server answers, an adapter gives an outcome and raises nothing."""

import json
from datetime import timedelta
from typing import Any, get_args

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmops.model.entry import Identity
from smmops.model.outcome import (
    Finding,
    Outcome,
    OutcomeUnknown,
    Prepared,
    Published,
    Refusal,
    Remote,
    Removal,
)
from smmops.model.payload import Payload, PayloadMedia, PayloadPoll
from smmops.model.ports import Edits, Parcel
from smmops.model.settings import Channel
from smmops.networks.registry import OpenNetworks
from tests.contracts.stage import Kept, png
from tests.networks.line import Line, StillClock

KEYS = (
    *(
        "id",
        "url",
        "uri",
        "cid",
        "value",
        "text",
        "reply",
        "root",
        "embed",
        "error",
        "message",
        "did",
        "accessJwt",
    ),
    *(
        "refreshJwt",
        "didDoc",
        "service",
        "serviceEndpoint",
        "blob",
        "ref",
        "$link",
        "posts",
        "likeCount",
        "createdAt",
    ),
    *(
        "content",
        "created_at",
        "edited_at",
        "in_reply_to_id",
        "media_attachments",
        "poll",
        "options",
        "title",
    ),
    *(
        "configuration",
        "statuses",
        "polls",
        "max_characters",
        "supported_mime_types",
        "followers_count",
        "jobId",
    ),
)
WORDS = [
    "",
    "7",
    "Hello",
    "did:plc:abc",
    "a.eyJleHAiOjF9.c",
    "2026-11-22T10:00:00Z",
    "at://x/y/z",
    "\ud800",
    "ExpiredToken",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=12,
)
BODIES = VALUES.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=30)
STATUSES = st.sampled_from([200, 200, 200, 202, 206, 204, 302, 400, 401, 404, 409, 422, 429, 500, 503])
HEADERS = st.dictionaries(
    st.sampled_from(["Date", "Retry-After", "RateLimit-Reset", "X-RateLimit-Reset", "Content-Type", "Link"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    max_size=3,
)
ANSWERS = st.lists(st.tuples(STATUSES, HEADERS, BODIES), min_size=1, max_size=6)
LOGIN = {"did": "did:plc:abc", "handle": "acme.example", "accessJwt": "a.b.c", "refreshJwt": "d.e.f"}
KEY = "3jzfcijpj2z2a"


def opened(network: str, answers: list[tuple[int, dict[str, str], bytes]], *, logged_in: bool) -> Any:
    queue = list(answers)

    def told(request: httpx.Request) -> httpx.Response:
        if logged_in and request.url.path.endswith("createSession"):
            return httpx.Response(200, json=LOGIN)
        if logged_in and request.url.path.endswith("verify_credentials"):
            return httpx.Response(200, json={"id": "1"})
        status, headers, body = queue.pop(0) if len(queue) > 1 else queue[0]
        return httpx.Response(status, headers=headers, content=body)

    secrets = Kept({"ACME_APP_PASSWORD": "abcd-efgh", "ACME_TOKEN": "tok-1234"})
    networks = OpenNetworks(
        secrets=secrets, clock=StillClock(), transport=Line(told), jitter=lambda: 0.5, found={}
    )
    return networks.open(parcel(network).channel, budget=30.0)


def parcel(network: str) -> Parcel:
    payload = Payload(
        network=network,
        account="acme.example",
        format="post",
        parts=("Hello @mina.test", "and you"),
        first_comment="More",
        media=(PayloadMedia(sha256="0" * 64, mime="image/png", alt="Cup", part=2),),
        poll=PayloadPoll(options=("a", "b"), seconds=3600) if network == "mastodon" else None,
        language="en",
        options={"reply_control": "nobody"},
    )
    channel = Channel(
        id=f"{network}-acme",
        network=network,
        handle="acme.example",
        server="https://s.example",
        secrets="ACME",
    )
    now = StillClock().now()
    identity = Identity(record_keys=(KEY, KEY), created_at=now)
    since = now - timedelta(hours=1)
    return Parcel(
        key=f"acme/brew.{channel.id}",
        channel=channel,
        payload=payload,
        identity=identity,
        epoch=1,
        since=since,
    )


def kinds(union: Any) -> tuple[type, ...]:
    return get_args(union)


@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
@given(answers=ANSWERS, logged_in=st.booleans())
@settings(max_examples=60)
def test_any_answers_give_outcomes(network: str, answers: list[Any], logged_in: bool):
    def adapter() -> Any:
        return opened(network, answers, logged_in=logged_in)

    given_parcel, live = (
        parcel(network),
        [Remote(id=f"at://did:plc:abc/app.bsky.feed.post/{KEY}", handle="bafy")],
    )
    owned: frozenset[str] = frozenset()
    ready = Prepared(attached=((0, '{"blob": {}}'),))
    assert isinstance(adapter().account(), (str, *kinds(Refusal)))
    assert isinstance(adapter().identify(given_parcel), (Identity, *kinds(Refusal)))
    assert isinstance(adapter().prepare(given_parcel, 2, media=lambda _: png()), (Prepared, *kinds(Refusal)))
    for part, before in ((1, []), (2, live)):
        assert isinstance(adapter().publish(given_parcel, part, ready=ready, live=before), kinds(Outcome))
        assert isinstance(adapter().find(given_parcel, part, live=before, owned=owned), kinds(Finding))
    assert isinstance(adapter().comment(given_parcel, live=live), kinds(Outcome))
    assert isinstance(adapter().check(given_parcel, live[0], 1), kinds(Finding))
    assert isinstance(adapter().remove(given_parcel, live[0]), kinds(Removal))
    assert isinstance(adapter().measure_account(), (list, *kinds(Refusal)))
    assert isinstance(adapter().measure_posts({"brew": live[0]}), (list, *kinds(Refusal)))
    if isinstance(adapter(), Edits):
        assert isinstance(adapter().edit(given_parcel, 1, ready=ready, remote=live[0]), kinds(Outcome))


@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
@given(status=st.integers(200, 599), body=BODIES)
@settings(max_examples=100)
def test_only_a_well_formed_success_is_a_receipt(network: str, status: int, body: bytes):
    adapter = opened(network, [(status, {}, body)], logged_in=True)
    outcome = adapter.publish(parcel(network), 1, ready=Prepared(), live=())
    if status >= 500 or 300 <= status < 400:
        assert isinstance(outcome, OutcomeUnknown)
    if isinstance(outcome, Published):
        assert 200 <= status < 300
        assert outcome.remote.id
