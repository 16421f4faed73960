"""The record: deterministic, whole, and comparable without asking."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.entry import Identity
from smmops.model.outcome import Remote
from smmops.model.payload import Payload, PayloadCard, PayloadMedia
from smmops.model.ports import Parcel
from smmops.model.settings import Channel
from smmops.networks.bluesky.embed import presumed_uploads
from smmops.networks.bluesky.key import blob_cid
from smmops.networks.bluesky.prepare import misfit
from smmops.networks.bluesky.record import Place, record, same_content

CREATED = datetime(2026, 11, 22, 10, 0, 0, 500_000, tzinfo=UTC)
SHA = hashlib.sha256(b"kettle").hexdigest()
ROOT = Path(__file__).parents[3]


def parcel(*parts: str, quote: Remote | None = None, **payload: object) -> Parcel:
    made = Payload(
        network="bluesky", account="acme.example", format="post", parts=parts, language="ko", **payload
    )
    channel = Channel(id="bluesky-acme", network="bluesky", handle="acme.example")
    identity = Identity(record_keys=("a",), created_at=CREATED, dids=(("mina.test", "did:plc:mina"),))
    return Parcel(
        key="acme/brew.bluesky-acme",
        channel=channel,
        payload=made,
        identity=identity,
        epoch=1,
        since=CREATED,
        quote=quote,
    )


def made(given: Parcel, part: int = 1, place: Place | None = None) -> dict:
    return record(given, part, uploads=presumed_uploads(given.payload), place=place)


def pictures(count: int, part: int = 1) -> tuple[PayloadMedia, ...]:
    return tuple(PayloadMedia(sha256=SHA, mime="image/png", alt=f"Cup {n}", part=part) for n in range(count))


def test_the_record_is_the_same_whenever_it_is_made():
    one, two = made(parcel("안녕 @mina.test #커피")), made(parcel("안녕 @mina.test #커피"))
    assert json.dumps(one) == json.dumps(two)
    assert one["createdAt"] == "2026-11-22T10:00:00.500Z"
    assert one["langs"] == ["ko"]


def test_parts_of_a_thread_are_in_order_by_time():
    given_parcel = parcel("One", "Two", "Three")
    times = [made(given_parcel, part)["createdAt"] for part in (1, 2, 3)]
    assert times == sorted(set(times))


def test_up_to_four_pictures_are_images_and_more_are_a_gallery():
    assert made(parcel("x", media=pictures(4)))["embed"]["$type"] == "app.bsky.embed.images"
    gallery = made(parcel("x", media=pictures(5)))["embed"]
    assert gallery["$type"] == "app.bsky.embed.gallery"
    assert [item["alt"] for item in gallery["items"]] == [f"Cup {n}" for n in range(5)]


def test_media_go_to_their_part():
    given_parcel = parcel("One", "Two", media=pictures(1, part=2))
    assert "embed" not in made(given_parcel, 1)
    assert "embed" in made(given_parcel, 2)


def test_a_quote_with_pictures_is_both():
    quote = Remote(id="at://did:plc:x/app.bsky.feed.post/3jzfcijpj2z2a", handle="bafyquoted")
    both = made(parcel("x", quote=quote, media=pictures(1)))["embed"]
    assert both["$type"] == "app.bsky.embed.recordWithMedia"
    assert both["record"]["record"] == {"uri": quote.id, "cid": "bafyquoted"}
    assert made(parcel("x", "y", quote=quote), 1)["embed"]["$type"] == "app.bsky.embed.record"
    assert "embed" not in made(parcel("x", "y", quote=quote), 2)


def test_the_card_stands_below_the_last_part():
    card = PayloadCard(title="Brew at home", description="Three steps", image=SHA)
    given_parcel = parcel("One", "Two", card=card, link="https://acme.example/blog?utm_source=bluesky")
    assert "embed" not in made(given_parcel, 1)
    external = made(given_parcel, 2)["embed"]["external"]
    assert external["uri"] == "https://acme.example/blog?utm_source=bluesky"
    assert external["thumb"]["ref"]["$link"] == blob_cid(SHA)


@pytest.mark.parametrize(
    ("payload", "label"),
    [
        ({"sensitive": True}, "graphic-media"),
        ({"content_warning": "flashing light"}, "graphic-media"),
        ({"sensitive": True, "options": {"label": "nudity"}}, "nudity"),
        ({"options": {"label": "sexual"}}, "sexual"),
    ],
)
def test_sensitive_posts_carry_a_label(payload: dict, label: str):
    assert made(parcel("x", **payload))["labels"]["values"] == [{"val": label}]


def test_harmless_posts_carry_none():
    assert "labels" not in made(parcel("x"))


def test_hidden_tags_go_with_the_first_part():
    given_parcel = parcel("x", "y", options={"tags": ["#커피", "brew"]})
    assert made(given_parcel)["tags"] == ["커피", "brew"]
    assert "tags" not in made(given_parcel, 2)


def test_replies_name_root_and_parent():
    root, parent = Remote(id="at://r", handle="bafyroot"), Remote(id="at://p", handle="bafyparent")
    reply = made(parcel("x"), place=Place(root, parent))["reply"]
    assert reply == {
        "root": {"uri": "at://r", "cid": "bafyroot"},
        "parent": {"uri": "at://p", "cid": "bafyparent"},
    }


CHANGES = [
    {"parts": ("Other words",)},
    {"language": "en"},
    {"sensitive": True},
    {"media": pictures(1)},
    {"media": (PayloadMedia(sha256=SHA, mime="image/png", alt="Another"), *pictures(2)[1:])},
    {"media": (PayloadMedia(sha256="0" * 64, mime="image/png", alt="Cup 0"), *pictures(2)[1:])},
    {"options": {"tags": ["x"]}},
]


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_what_people_see_is_noticed(change: dict):
    before = parcel("Words", media=pictures(2))
    after = before.model_copy(update={"payload": before.payload.model_copy(update=change)})
    assert same_content(made(before), made(before))
    assert not same_content(made(after), made(before))


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda c: (
            st.lists(c)
            | st.dictionaries(
                st.sampled_from(["embed", "reply", "parent", "ref", "video", "text", "labels"]), c
            )
        ),
    )
)
def test_no_stored_record_breaks_the_comparison(value: object):
    stored = value if isinstance(value, dict) else {"embed": value, "reply": value}
    expected = made(parcel("x"), place=Place(Remote(id="at://r"), Remote(id="at://p")))
    assert same_content(expected, stored) is False


def test_what_a_part_cannot_carry_is_refused():
    film = PayloadMedia(sha256=SHA, mime="video/mp4")
    assert misfit(parcel("x", media=(film, film)).payload, 1)
    assert misfit(parcel("x", media=(film, *pictures(1))).payload, 1)
    card = PayloadCard(title="t")
    assert misfit(parcel("x", media=pictures(1), card=card, link="https://a.example").payload, 1)
    assert misfit(parcel("x", link="https://a.example").payload, 1)
    assert not misfit(parcel("x https://a.example", link="https://a.example").payload, 1)
    assert not misfit(parcel("x", first_comment="https://a.example", link="https://a.example").payload, 1)
    assert not misfit(parcel("x", media=(film,)).payload, 1)


def test_the_time_is_the_claims_whatever_its_zone():
    tokyo = CREATED.astimezone(datetime.now().astimezone().tzinfo) + timedelta(0)
    given_parcel = parcel("x")
    moved = given_parcel.model_copy(
        update={"identity": given_parcel.identity.model_copy(update={"created_at": tokyo})}
    )
    assert made(moved) == made(given_parcel)


def test_time_facets_sizes_and_a_videos_blob_are_not_compared():
    film = PayloadMedia(sha256=SHA, mime="video/mp4", alt="Bloom", captions=(("ko", SHA),))
    given_parcel = parcel("See https://acme.example", media=(film,))
    stored = json.loads(json.dumps(made(given_parcel)))
    stored["createdAt"] = "2026-11-23T00:00:00.000Z"
    del stored["facets"]
    stored["embed"]["video"] = {
        "$type": "blob",
        "ref": {"$link": "bafkother"},
        "mimeType": "video/mp4",
        "size": 5,
    }
    stored["embed"]["aspectRatio"] = {"width": 16, "height": 9}
    assert same_content(made(given_parcel), stored)
