"""Records against their lexicons."""

import json
from importlib.resources import files
from typing import Any

import pytest

from smmops.sandbox.bluesky.facets import facet_problem
from smmops.sandbox.bluesky.lexicon import MismatchError, blobs, check, definition, document
from tests.sandbox.conftest import AT

POST = "app.bsky.feed.post"
BLOB = {
    "$type": "blob",
    "ref": {"$link": "bafkreid4xstsvj6oplicwe6xi2kyrmdepyqdmkkf3uyuszvsssbebflrsm"},
    "mimeType": "image/png",
    "size": 70,
}


def checked(record: dict[str, Any], kind: str = POST) -> None:
    schema = definition(kind)
    assert schema is not None
    check(record, schema["record"], home=kind, at="$.record")


def post(text: str = "봄", **more: Any) -> dict[str, Any]:
    return {"$type": POST, "text": text, "createdAt": AT, **more}


def test_every_reference_inside_the_copied_lexicons_leads_somewhere() -> None:
    folder = files("smmops.sandbox.bluesky").joinpath("lexicons")
    broken: set[str] = set()

    def walk(value: Any, home: str) -> None:
        if isinstance(value, dict):
            refs = [value["ref"]] if value.get("type") == "ref" else []
            refs += value["refs"] if value.get("type") == "union" else []
            names = [home + ref if ref.startswith("#") else ref for ref in refs]
            broken.update(name for name in names if definition(name) is None)
            for item in value.values():
                walk(item, home)
        elif isinstance(value, list):
            for item in value:
                walk(item, home)

    def documents(place: Any) -> None:
        for entry in place.iterdir():
            if entry.is_dir():
                documents(entry)
            elif entry.name.endswith(".json"):
                lexicon = json.loads(entry.read_text("utf-8"))
                walk(lexicon["defs"], lexicon["id"])

    documents(folder)
    assert {name.partition("#")[0] for name in broken} <= {"com.atproto.moderation.defs"}


def test_the_notice_names_licence_and_source() -> None:
    notice = files("smmops.sandbox.bluesky").joinpath("lexicons", "NOTICE").read_text("utf-8")
    assert "MIT" in notice
    assert "Apache" in notice
    assert "bluesky-social/atproto" in notice


def test_no_lexicon_is_found_for_a_name_that_climbs() -> None:
    assert document("..app") is None
    assert document("app.bsky.feed.nothing") is None


def test_a_message_names_the_place_and_both_numbers() -> None:
    with pytest.raises(MismatchError, match=r"grapheme too big \(maximum 300, got 301\) at \$\.record\.text"):
        checked(post("é" * 301))


def test_a_gallery_asks_for_the_shape_of_its_pictures() -> None:
    item = {"$type": "app.bsky.embed.gallery#image", "image": BLOB, "alt": ""}
    with pytest.raises(MismatchError, match="aspectRatio"):
        checked(post(embed={"$type": "app.bsky.embed.gallery", "items": [item]}))
    whole = {**item, "aspectRatio": {"width": 4, "height": 3}}
    checked(post(embed={"$type": "app.bsky.embed.gallery", "items": [whole]}))


def test_a_video_takes_mp4_and_captions_take_vtt() -> None:
    video = {"$type": "app.bsky.embed.video", "video": {**BLOB, "mimeType": "video/mp4"}}
    checked(post(embed=video))
    with pytest.raises(MismatchError, match="mimeType"):
        checked(post(embed={**video, "video": BLOB}))
    with pytest.raises(MismatchError, match="mimeType"):
        checked(post(embed={**video, "captions": [{"lang": "ko", "file": BLOB}]}))


def test_a_threadgate_takes_its_rules_and_at_most_300_hidden_replies() -> None:
    kind = "app.bsky.feed.threadgate"
    uri = "at://did:plc:asdf123/app.bsky.feed.post/3l2abcdefgh2k"
    gate = {"$type": kind, "post": uri, "allow": [{"$type": f"{kind}#followingRule"}], "createdAt": AT}
    checked(gate, kind)
    with pytest.raises(MismatchError, match="hiddenReplies"):
        checked({**gate, "hiddenReplies": [uri] * 301}, kind)


def test_blobs_are_found_wherever_they_are() -> None:
    record = post(embed={"media": [{"deep": BLOB}, {"$type": "blob", "size": -1}]})
    assert list(blobs(record)) == [BLOB]


@pytest.mark.parametrize(
    ("ranges", "problem"),
    [
        ([(0, 3), (3, 6)], None),
        ([(3, 6), (0, 3)], None),
        ([(0, 7)], "facet 0..7 is not inside the text of 6 bytes"),
        ([(3, 3)], "facet 3..3 is not inside the text of 6 bytes"),
        ([(4, 6)], "facet 4..6 begins or ends inside a character"),
        ([(0, 5)], "facet 0..5 begins or ends inside a character"),
        ([(0, 6), (3, 6)], "facet 3..6 overlaps another"),
    ],
)
def test_facets_fit_the_bytes_of_the_text(ranges: list[tuple[int, int]], problem: str | None) -> None:
    facets = [{"index": {"byteStart": start, "byteEnd": end}, "features": []} for start, end in ranges]
    assert facet_problem(post("봄이", facets=facets)) == problem
