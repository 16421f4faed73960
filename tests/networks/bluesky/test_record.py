"""The record: deterministic, valid, and comparable without asking."""

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
from smmops.networks.bluesky.facets import facets, handles
from smmops.networks.bluesky.gate import gates
from smmops.networks.bluesky.key import blob_cid, comment_key, parts_of, record_key
from smmops.networks.bluesky.prepare import misfit
from smmops.networks.bluesky.record import Place, record, same_content
from smmops.sandbox.bluesky.cid import blob_cid as sandbox_cid
from smmops.sandbox.bluesky.syntax import FORMATS

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


def test_record_keys_are_timestamp_identifiers_of_a_fixed_past():
    keys = [record_key(f"acme/post-{n}.bluesky-acme", part) for n in range(200) for part in (1, 2, 3)]
    assert len(set(keys)) == len(keys)
    vectors = json.loads((ROOT / "tests/sandbox/interop_syntax.json").read_text(encoding="utf-8"))["tid"]
    assert all(FORMATS["tid"](key) for key in [*keys, *vectors["valid"]])
    assert not any(FORMATS["tid"](key) for key in vectors["invalid"])
    alphabet = "234567abcdefghijklmnopqrstuvwxyz"
    for key in keys:
        number = 0
        for character in key:
            number = number << 5 | alphabet.index(character)
        year = datetime.fromtimestamp((number >> 10) / 1_000_000, UTC).year
        assert 2010 <= year < 2020


def test_a_record_key_never_changes_between_versions():
    assert record_key("acme/brew.bluesky-acme", 1) == "3g4gull6vyktu"
    assert record_key("acme/brew.bluesky-acme", 2) == "3devh4fv3eybt"


def test_the_first_comment_has_a_key_of_its_own():
    first = record_key("acme/brew.bluesky-acme", 1)
    assert comment_key(first) not in {record_key("acme/brew.bluesky-acme", part) for part in range(30)}


@given(st.binary())
def test_a_blob_is_named_by_its_bytes_as_the_server_does(content: bytes):
    assert blob_cid(hashlib.sha256(content).hexdigest()) == sandbox_cid(content)


@pytest.mark.parametrize(
    "text", ["", "at://", "at://did:plc:x/c", "at://did:plc:x/c/", "https://a/b/c", "at://a/b/c/d"]
)
def test_what_is_no_address_of_a_record_has_no_parts(text: str):
    assert parts_of(text) is None


def test_the_record_is_the_same_whenever_it_is_made():
    one, two = made(parcel("안녕 @mina.test #커피")), made(parcel("안녕 @mina.test #커피"))
    assert json.dumps(one) == json.dumps(two)
    assert one["createdAt"] == "2026-11-22T10:00:00.500Z"
    assert one["langs"] == ["ko"]


def test_parts_of_a_thread_are_in_order_by_time():
    given_parcel = parcel("One", "Two", "Three")
    times = [made(given_parcel, part)["createdAt"] for part in (1, 2, 3)]
    assert times == sorted(set(times))


def test_offsets_of_facets_count_utf8_bytes():
    text = "안녕 👋🏽 @mina.test: https://acme.example/집 #커피"
    whole = text.encode()
    found = [
        (whole[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(), f["features"][0])
        for f in facets(text, {"mina.test": "did:plc:mina"})
    ]
    assert [piece for piece, _ in found] == ["@mina.test", "https://acme.example/집", "#커피"]
    assert found[0][1]["did"] == "did:plc:mina"
    assert found[1][1]["uri"] == "https://acme.example/집"
    assert found[2][1]["tag"] == "커피"


def test_a_mention_inside_an_address_is_part_of_the_address():
    (facet,) = facets("https://a.example/(@mina.test)", {"mina.test": "did:plc:mina"})
    assert facet["features"][0]["$type"] == "app.bsky.richtext.facet#link"


def test_a_mention_that_nobody_answers_to_stays_text():
    assert facets("@nobody.test hello", {}) == []
    assert handles("@Mina.test and @mina.test, not me@acme.example") == ["mina.test"]


@given(
    st.lists(
        st.sampled_from(
            [
                "#커피",
                "@mina.test",
                "https://a.example/#x",
                "👩🏽‍🍳",
                "a.com",
                " ",
                "(",
                ")",
                "$AAPL",
                "\n",
                "#",
                "@",
            ]
        )
    )
)
def test_facets_of_any_text_never_overlap_and_lie_on_character_borders(pieces: list[str]):
    text = "".join(pieces)
    end = 0
    for facet in facets(text, {"mina.test": "did:plc:mina"}):
        start = facet["index"]["byteStart"]
        assert start >= end
        end = facet["index"]["byteEnd"]
        assert start < end <= len(text.encode())
        assert text.encode()[start:end].decode()


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


@pytest.mark.parametrize(
    ("control", "allow"),
    [
        ("nobody", []),
        ("following", ["followingRule"]),
        ("mentioned", ["mentionRule"]),
        ("followers", ["followerRule"]),
    ],
)
def test_who_may_reply(control: str, allow: list[str]):
    (gate,) = gates({"reply_control": control}, "at://p", "2026-11-22T10:00:00.000Z").values()
    assert gate["allow"] == [{"$type": f"app.bsky.feed.threadgate#{rule}"} for rule in allow]


def test_where_everybody_may_there_is_no_gate():
    assert gates({}, "at://p", "t") == {}
    assert gates({"reply_control": "everyone", "quotes": True}, "at://p", "t") == {}
    assert list(gates({"quotes": False}, "at://p", "t")) == ["app.bsky.feed.postgate"]


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
